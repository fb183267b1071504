// docs/settings.md and docs/schema.sql say what the program does. `TRINHKY_GOLDEN=1` writes them anew.

import Basics
import Casework
import Foundation
import Records
import Storage
import StorageSQLite
import TestKit
import Testing

@testable import App

struct PrintedDocumentTests {
    private func compare(_ text: String, with path: String) throws {
        let file = "\(Program.root)/\(path)"
        if ProcessInfo.processInfo.environment["TRINHKY_GOLDEN"] == "1" {
            try text.write(toFile: file, atomically: true, encoding: .utf8)
        }
        let stored = FileManager.default.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) }
        #expect(stored == text, "\(path) is out of date: run the tests with TRINHKY_GOLDEN=1")
    }

    @Test func docsSettingsMdListsEverySetting() throws { try compare(SettingDocument.text, with: "docs/settings.md") }

    @Test func docsSchemaSqlIsWhatTheMigrationsMake() async throws {
        let store = try SQLiteStore.temporary()
        _ = try await MigrationRunner.migrate(store, Migrations.all, now: Timestamp(milliseconds: 0))
        let statements = try await store.read { db in
            try db.rows(
                """
                SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
                ORDER BY tbl_name, CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, name
                """
            ).map { try $0.text(at: 0) }
        }
        try await store.close()
        let head = """
            -- The schema of the SQLite database after all migrations (Sources/Records/Migrations).
            -- Printed by Tests/AppTests/Documents; `make golden` writes it anew.


            """
        try compare(head + statements.map { "\($0);\n" }.joined(separator: "\n"), with: "docs/schema.sql")
    }

    @Test func docsServicesMdListsTheCatalogue() throws {
        let procedures = try SiteFiles(root: Program.root).procedures()
        try compare(procedures.catalogue.document, with: "docs/services.md")
    }

    @Test func workflowTables() throws {
        let path = "docs/workflows.md"
        var text = try String(contentsOfFile: "\(Program.root)/\(path)", encoding: .utf8)
        for (name, table) in WorkflowTables.all.sorted(by: { $0.key < $1.key }) {
            let (start, end) = ("<!-- printed: \(name) -->\n", "<!-- end -->")
            let from = try #require(text.range(of: start), "\(name) has no place in \(path)").upperBound
            let to = try #require(text.range(of: end, range: from..<text.endIndex)).lowerBound
            text.replaceSubrange(from..<to, with: "\n\(table)\n")
        }
        try compare(text, with: path)
    }

    @Test func eachSettingHasANameForEachPlaceAndAMeaning() {
        #expect(Set(SettingKey.all.map(\.name)).count == SettingKey.all.count)
        for key in SettingKey.all {
            #expect(key.name.allSatisfy { $0.isLowercase || $0 == "-" })
            #expect(key.environmentName.hasPrefix("TRINHKY_"))
            #expect(key.meaning.hasSuffix("."))
            #expect(!key.meaning.contains("|") && !key.meaning.contains("\n"))
        }
    }
}
