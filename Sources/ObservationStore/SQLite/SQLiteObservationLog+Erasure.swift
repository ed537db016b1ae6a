import GRDB
import Recognition

/// Forgetting somebody in place: their rows lose embedding, name and track; time, camera and decision stay.
extension SQLiteObservationLog {
    /// - Parameter known: the ids that the state knew them by.
    func erase(_ known: [PersonID], _ db: Database) throws {
        let ids = try allIDs(of: known, db)
        for id in ids {
            let sequences = try Int64.fetchAll(
                db, sql: "SELECT sequence FROM sighting WHERE person = ?", arguments: [id.description])
            for sequence in sequences {
                try rewrite(sequence, db) { stored in Self.redact(&stored, ids) }
            }
        }
        // Names that people gave.
        let corrections = try Int64.fetchAll(db, sql: "SELECT sequence FROM entry WHERE kind = 'corrected'")
        for sequence in corrections {
            try rewrite(sequence, db) { stored in
                guard case .corrected(.labelled(let id, .some))? = stored.entry?.event, ids.contains(id) else { return 0 }
                stored.entry?.event = .corrected(.labelled(id, nil))
                return 1
            }
        }
    }

    /// Under which ids somebody was answered: the known ones and those that turned out to be the same person's.
    private func allIDs(of known: [PersonID], _ db: Database) throws -> [PersonID] {
        var ids = known
        var next = 0
        while next < ids.count {
            let mentions = try String.fetchCursor(
                db, sql: "SELECT decisions FROM entry WHERE instr(decisions, ?) > 0", arguments: [ids[next].description])
            while let text = try mentions.next() {
                for decision in (try? LogCoding.value(text) as [Decision]) ?? []
                where decision.personID == ids[next] || decision.aliases.contains(ids[next]) {
                    for id in [decision.personID] + decision.aliases where !ids.contains(id) { ids.append(id) }
                }
            }
            next += 1
        }
        return ids
    }

    /// - Returns: how many rows were taken out.
    private static func redact(_ stored: inout HistoryEntry, _ ids: [PersonID]) -> Int {
        guard case .observed(var observation)? = stored.entry?.event, var decisions = stored.decisions else { return 0 }
        var erased = 0
        for row in decisions.indices where ids.contains(decisions[row].personID) && row < observation.sightings.count {
            decisions[row].knownAs = nil
            observation.sightings[row].label = nil
            observation.sightings[row].track = nil
            observation.sightings[row].appearance = .trackSuffices
            erased += 1
        }
        stored.decisions = decisions
        stored.entry?.event = .observed(observation)
        return erased
    }

    private func rewrite(_ sequence: Int64, _ db: Database, _ change: (inout HistoryEntry) -> Int) throws {
        let row = try Row.fetchOne(db, sql: "SELECT * FROM entry WHERE sequence = ?", arguments: [sequence])
        guard var stored = row.map(HistoryEntry.init) else { return }
        let erased = change(&stored)
        guard erased > 0, let event = stored.entry?.event else { return }
        try db.execute(
            sql: "UPDATE entry SET payload = ?, decisions = ?, erasedRows = erasedRows + ? WHERE sequence = ?",
            arguments: [
                try LogCoding.text(event), try stored.decisions.map { try LogCoding.text($0) }, erased, sequence,
            ])
    }

    func replaceSnapshots(by snapshot: LogJob.Snapshot, _ db: Database) throws {
        try db.execute(sql: "DELETE FROM snapshot")
        try insert(snapshot, db)
    }

    /// Moves everything into the file itself and leaves nothing beside it. Should a reader be in the way, the next batch
    /// tries again.
    func emptyWriteAheadLog(_ db: Database) {
        do {
            try db.checkpoint(.truncate)
            tail.withLock { $0.hasErasedPages = false }
        } catch {
            tail.withLock { $0.hasErasedPages = true }
            logger.warning("what was erased is still in the write-ahead log", metadata: ["why": "\(error)"])
        }
    }
}
