// `registry generate`, `import`, `export`.

import Foundation
import TestKit
import Testing

@Suite(.enabled(if: isProgramBuilt))
struct RegistryCommandTests {
    @Test func theSameSeedGivesTheSamePeopleAnotherSeedOthers() async throws {
        func people(_ seed: String) async throws -> String {
            try await CommandSite.with { site in
                #expect(
                    try await site.succeed("registry", "generate", "--citizens", "300", "--seed", seed)
                        == "added 300, unchanged 0\n")
                return try await site.succeed("registry", "export")
            }
        }
        let first = try await people("5")
        #expect(try await people("5") == first)
        #expect(try await people("6") != first)
        #expect(first.split(whereSeparator: \.isNewline).count == 301)
        #expect(
            first.hasPrefix(
                "personal_id,full_name,birth_date,sex,blood_type,permanent_residence,current_residence,spouse_id,"
                    + "household_id,"))
    }

    @Test func whatWasExportedCanBeImportedElsewhereAndComesOutTheSame() async throws {
        try await CommandSite.with { site in
            _ = try await site.succeed("registry", "generate", "--citizens", "200", "--seed", "1")
            let exported = try await site.succeed("registry", "export")
            let file = try site.write(exported, to: "people.csv")
            try await CommandSite.with { other in
                let added = try await other.succeed("registry", "import", file)
                #expect(added == "added 200, changed 0, unchanged 0, refused 0\n")
                let again = try await other.succeed("registry", "export")
                #expect(again == exported)
                let unchanged = try await other.succeed("registry", "import", file)
                #expect(unchanged == "added 0, changed 0, unchanged 200, refused 0\n")
            }
        }
    }

    @Test func aBadRowRefusesTheFileByLineAndReasonKeepGoodKeepsTheRest() async throws {
        try await CommandSite.with { site in
            let file = try site.write(
                """
                personal_id,full_name,birth_date,sex
                001090000001,Nguyễn Văn An,1990-01-01,male
                12,Trần Thị Bình,1991-02-30,female

                """, to: "people.csv")
            let refused = try await site.run("registry", "import", file)
            expectFailure(refused, "nothing was loaded")
            #expect(refused.errors.contains("line 3"))
            #expect(try await site.succeed("registry", "export").split(whereSeparator: \.isNewline).count == 1)
            let bad = "\(file).bad.csv"
            let kept = try await site.run("registry", "import", file, "--keep-good", "--bad", bad)
            let rows = try CSVFile(Array(try Data(contentsOf: URL(filePath: bad)))).rows
            #expect(rows.map { $0["line"] } == ["3"] && rows[0]["full_name"] == "Trần Thị Bình")
            #expect(rows[0]["reason"] == "personal_id: not 12 digits; birth_date: not a date")
            expectFailure(try await site.run("registry", "import", file, "--keep-good", "--bad", bad), "already")
            #expect(kept.status == 0)
            #expect(kept.text == "added 1, changed 0, unchanged 0, refused 1\n")
        }
    }

    @Test func anExportIsItselfAnEntryOfTheLogAndLimitBoundsIt() async throws {
        try await CommandSite.with { site in
            _ = try await site.succeed("registry", "generate", "--citizens", "50", "--seed", "1")
            let before = try await site.succeed("audit", "verify")
            let some = try await site.succeed("registry", "export", "--limit", "7")
            #expect(some.split(whereSeparator: \.isNewline).count == 8)
            #expect(try await site.succeed("audit", "verify") != before)
        }
    }

    @Test func anExportCanLeaveTheDeadOutAndMakesNoEmptyRegistry() async throws {
        try await CommandSite.with { site in
            let refused = try await site.run("registry", "export")
            expectFailure(refused, "there is no database at")
            #expect(!FileManager.default.fileExists(atPath: site.data))
            _ = try await site.succeed("registry", "generate", "--citizens", "300", "--seed", "1")
            let all = try CSVFile(Array(try await site.succeed("registry", "export").utf8)).rows
            let living = try CSVFile(Array(try await site.succeed("registry", "export", "--living").utf8)).rows
            let column = "death_or_missing_date"
            #expect(living.count < all.count && living.allSatisfy { $0[column]?.isEmpty == true })
            #expect(living.count == all.count { $0[column]?.isEmpty == true })
            let five = try await site.succeed("registry", "export", "--living", "--limit", "5")
            #expect(five.split(whereSeparator: \.isNewline).count == 6)
        }
    }

    @Test(arguments: ["", "name\nAn\n", "personal_id\n\"broken"])
    func aFileThatIsNoneIsRefusedInWords(content: String) async throws {
        try await CommandSite.with { site in
            let file = try site.write(content, to: "people.csv")
            expectFailure(try await site.run("registry", "import", file), "nothing was loaded")
        }
    }
}
