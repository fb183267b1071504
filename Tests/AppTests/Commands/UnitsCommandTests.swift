// `units import`.

import TestKit
import Testing

@Suite(.enabled(if: isProgramBuilt))
struct UnitsCommandTests {
    @Test func aListIsTakenWholeOrNotAtAllAndHoldsForOrganizations() async throws {
        try await CommandSite.with { site in
            let faulty = try site.write("code,name,type,province\n1,Phường A,Phường,01\n", to: "faulty.csv")
            let refused = try await site.run("units", "import", faulty)
            expectFailure(refused, "nothing was changed")
            #expect(refused.errors.contains("faulty.csv:2") && refused.errors.contains("five digits"))
            for path in ["\(faulty).none", site.folder] {
                expectFailure(try await site.run("units", "import", path), "\(path) cannot be read")
                expectFailure(try await site.run("registry", "import", path), "\(path) cannot be read")
            }

            let file = try site.write("code,name,type,province\n00004,Phường Ba Đình,Phường,01\n", to: "communes.csv")
            let taken = try await site.succeed("units", "import", file)
            #expect(taken == "added 1, changed 0, ended 0, unchanged 0\n")
            #expect(try await site.succeed("units", "import", file) == "added 0, changed 0, ended 0, unchanged 1\n")

            func add(in commune: String, province: String = "01") async throws -> ProgramOutput {
                try await site.run(
                    "organization", "add", "--name", "UBND phường", "--address", "Hà Nội", "--class", "state-agency",
                    "--province", province, "--commune", commune)
            }
            expectFailure(try await add(in: "00008"), "no commune of that code")
            expectFailure(try await add(in: "00004", province: "79"), "no commune of that code")
            #expect(try await add(in: "00004").status == 0)
            #expect(try await site.succeed("audit", "verify").contains("sound"))
        }
    }
}
