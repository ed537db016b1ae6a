import GRDB

/// The tables of a log on disk. A migration that was released is never changed; new ones go behind it.
enum LogSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 entries, sightings, snapshots") { db in
            try db.execute(sql: first)
        }
        return migrator
    }

    /// An entry is appended once; later its decisions are added, and rows of forgotten people taken out of it.
    private static let first = """
        CREATE TABLE entry (
            sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
            logged INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('observed', 'configured', 'corrected')),
            eventTime INTEGER CHECK ((eventTime IS NOT NULL) = (kind = 'observed')),
            cameraID TEXT CHECK ((cameraID IS NOT NULL) = (kind = 'observed')),
            model TEXT CHECK ((model IS NOT NULL) = (kind <> 'corrected')),
            payload TEXT NOT NULL CHECK (length(payload) BETWEEN 2 AND 33554432),
            decisions TEXT CHECK (length(decisions) BETWEEN 2 AND 33554432),
            erasedRows INTEGER NOT NULL DEFAULT 0 CHECK (erasedRows >= 0)
        ) STRICT;

        CREATE INDEX entryByTime ON entry (logged);

        CREATE INDEX entryByCorrection ON entry (sequence) WHERE kind = 'corrected';

        CREATE TRIGGER entryInOrder BEFORE INSERT ON entry
        WHEN NEW.sequence <= (SELECT max(sequence) FROM entry) OR NEW.logged < (SELECT max(logged) FROM entry)
        BEGIN SELECT RAISE(ABORT, 'entries are appended in order'); END;

        CREATE TRIGGER entryStays BEFORE UPDATE OF sequence, logged, kind, eventTime, cameraID, model ON entry
        BEGIN SELECT RAISE(ABORT, 'entries are not changed'); END;

        CREATE TRIGGER payloadStays BEFORE UPDATE OF payload ON entry WHEN NEW.erasedRows <= OLD.erasedRows
        BEGIN SELECT RAISE(ABORT, 'entries are only erased'); END;

        CREATE TRIGGER decisionsStay BEFORE UPDATE OF decisions ON entry
        WHEN OLD.decisions IS NOT NULL AND NEW.erasedRows <= OLD.erasedRows
        BEGIN SELECT RAISE(ABORT, 'decisions are written once'); END;

        -- Who was seen in which entry, by the id of the decision.
        CREATE TABLE sighting (
            person TEXT NOT NULL CHECK (length(person) <= 256),
            sequence INTEGER NOT NULL REFERENCES entry ON DELETE CASCADE,
            PRIMARY KEY (person, sequence)
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX sightingByEntry ON sighting (sequence);

        -- The state after the entry of this sequence.
        CREATE TABLE snapshot (
            sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
            logged INTEGER NOT NULL,
            version INTEGER NOT NULL CHECK (version > 0),
            state TEXT NOT NULL
        ) STRICT;
        """
}
