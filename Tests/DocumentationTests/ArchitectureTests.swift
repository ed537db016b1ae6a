import Foundation
import TestSupport
import Testing

/// The documents, held against the tree.
@Suite struct ArchitectureTests {
    @Test("every place that ARCHITECTURE.md sends a reader to exists")
    func places() throws {
        let section = try #require(
            try text("ARCHITECTURE.md").components(separatedBy: "## Where to change what").dropFirst().first)
        let rows = section.components(separatedBy: "\n## ")[0].split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst()
        #expect(rows.count > 8)
        for row in rows {
            let place = try #require(row.split(separator: "`").dropFirst().first.map(String.init), "\(row)")
            #expect(FileManager.default.fileExists(atPath: Fixture.root.appendingPathComponent(place).path), "\(place)")
        }
    }

    @Test("its rooms are the targets, all of them and no others")
    func rooms() throws {
        let section = try #require(try text("ARCHITECTURE.md").components(separatedBy: "## Rooms").dropFirst().first)
        let cells = section.components(separatedBy: "\n## ")[0].split(separator: "\n")
            .filter { $0.hasPrefix("| `") }.compactMap { $0.split(separator: "|").first }
        let documented = cells.flatMap { $0.split(separator: "`").filter { $0.contains(where: \.isLetter) }.map(String.init) }
        let folders = try FileManager.default.contentsOfDirectory(atPath: Fixture.root.appendingPathComponent("Sources").path)
        #expect(documented.sorted() == folders.filter { !$0.hasPrefix(".") }.sorted())
    }

    @Test("ARCHITECTURE.md stays within two pages")
    func length() throws {
        #expect(try text("ARCHITECTURE.md").split(separator: "\n", omittingEmptySubsequences: false).count <= 120)
    }

    @Test("the make targets that the README names exist")
    func makeTargets() throws {
        let makefile = try text("Makefile")
        let named = try text("README.md").matches(of: /make ([a-z]+)/).map { String($0.1) }
        #expect(named.contains("run") && named.contains("test"))
        for target in Set(named) { #expect(makefile.contains("\n\(target):"), "make \(target)") }
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOf: Fixture.root.appendingPathComponent(name), encoding: .utf8)
    }
}
