// The list of communes is replaced and not overwritten, and what names a commune is held against it.

import Basics
import Casework
import Registry
import Storage
import Testing

@testable import Records

@Suite struct CommuneRowsTests {
    private func list(_ communes: (String, String, String)...) -> Communes {
        Communes(communes.map { Commune(code: $0.0, name: $0.1, kind: .ward, province: $0.2) })
    }

    private func take(_ list: Communes, _ store: any Store, after seconds: Int = 0) async throws -> CommuneReport {
        try await store.importCommunes(
            list, from: Digest(of: "a list"), by: .machineOperator("root"),
            at: RegistrySample.now.adding(seconds: seconds))
    }

    @Test func aNewListReplacesTheOldOneWhichIsKept() async throws {
        let store = try await RegistrySample.store(populated: false)
        #expect(try await store.read { try $0.communes() } == nil)
        let first = list(("00004", "Phường Ba Đình", "01"), ("00008", "Phường Ngọc Hà", "01"), ("00013", "Xã A", "01"))
        #expect(try await take(first, store) == CommuneReport(added: 3))
        #expect(try await take(first, store, after: 1) == CommuneReport(unchanged: 3))
        let second = list(
            ("00004", "Phường Ba Đình", "01"), ("00008", "Phường Ngọc Hà Mới", "01"), ("00014", "Xã B", "04"))
        #expect(
            try await take(second, store, after: 2) == CommuneReport(added: 1, changed: 1, ended: 1, unchanged: 1))
        #expect(try await store.read { try $0.communes() }?.all == second.all)
        let states = try await store.read {
            try $0.rows("SELECT code, name, unlisted_ms IS NULL FROM commune ORDER BY code, listed_ms").map { row in
                "\(try row.text(at: 0)) \(try row.text(at: 1))"
            }
        }
        #expect(
            states == [
                "00004 Phường Ba Đình", "00008 Phường Ngọc Hà", "00008 Phường Ngọc Hà Mới", "00013 Xã A", "00014 Xã B",
            ])
        // One that comes back stands again, with its first state kept.
        #expect(try await take(first, store, after: 3) == CommuneReport(added: 1, changed: 1, ended: 1, unchanged: 1))
        let log = try await store.read { try $0.entries(of: "registry") }
        #expect(log.map(\.type) == Array(repeating: "units-imported", count: 4))
        #expect(log.last?.payload?.contains(#""ended":1"#) == true)
        try await store.close()
    }

    @Test func addressesOfAnImportNameCommunesOfTheList() async throws {
        let store = try await RegistrySample.store(populated: false)
        let file = """
            personal_id,full_name,birth_date,sex,current_residence,current_residence_commune,current_residence_province
            001085000001,Nguyễn Văn A,1985,Nam,"Số 1, phường Ba Đình, thành phố Hà Nội",phường Ba Đình,01
            001085000002,Nguyễn Văn B,1985,Nam,"Số 2, phường Ba Đình, tỉnh Cao Bằng",phường Ba Đình,04
            001085000003,Nguyễn Văn C,1985,Nam,"Số 3, xã Lạ, thành phố Hà Nội",xã Lạ,
            001085000004,Nguyễn Văn D,1985,Nam,Số 4,,

            """.replacing("_residence_commune", with: "_commune").replacing("_residence_province", with: "_province")
        func load() async throws -> (PopulationReport, [String]) {
            let (report, problems) = try await store.importPopulation(
                ByteSource(Array(file.utf8)), try RegistrySample.known(), keepGood: true, by: .system,
                at: RegistrySample.now)
            return (report, problems.map(\.description))
        }
        _ = try await take(list(("00004", "Phường Ba Đình", "01")), store)
        let (report, problems) = try await load()
        #expect(report == PopulationReport(added: 2, refused: 2))
        #expect(
            problems == [
                "line 3, current_commune: no commune of province 04 of today",
                "line 4, current_commune: no commune of today",
            ])
        try await store.close()
    }

    @Test func anOrganizationLiesInACommuneOfItsProvince() async throws {
        let site = try await AccountsSample()
        var one = try #require(try await site.store.read { try $0.organization(site.organization) })
        one.commune = "00013"
        // Without a list every code is taken; one that the list ends stays while other things are changed.
        try await site.accounts.changeOrganization(one, by: .system, now: AccountsSample.now)
        _ = try await take(list(("00004", "Phường Ba Đình", "01"), ("01273", "Phường Thục Phán", "04")), site.store)
        one.name = "Văn phòng công chứng B"
        try await site.accounts.changeOrganization(one, by: .system, now: AccountsSample.now)
        for (commune, isRight) in [("00008", false), ("01273", false), ("00004", true)] {
            one.commune = commune
            if isRight {
                try await site.accounts.changeOrganization(one, by: .system, now: AccountsSample.now)
            } else {
                await #expect(throws: OrganizationProblem.communeElsewhere) {
                    try await site.accounts.changeOrganization(one, by: .system, now: AccountsSample.now)
                }
            }
        }
        one.id = OrganizationID(at: AccountsSample.now, random: Random.bytes(10))
        one.commune = "01273"
        await #expect(throws: OrganizationProblem.communeElsewhere) {
            try await site.accounts.addOrganization(one, by: .system, now: AccountsSample.now)
        }
        try await site.store.close()
    }
}
