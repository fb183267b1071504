// Making and changing accounts, organisations and offices; the office file; the demo data.

import Basics
import Casework
import Records
import Storage
import Testing

@Suite struct AccountUpkeepTests {
    @Test func accountsThatMakeNoSenseAreRefused() async throws {
        let site = try await AccountsSample()
        let organization = site.organization
        let unit = OrganizationID(at: AccountsSample.now, random: Random.bytes(10))
        let central = OfficeCode.central
        let good = NewAccount(username: "binh", name: "Bình", roles: [.filer], organization: organization)
        func changed(_ change: (inout NewAccount) -> Void) -> NewAccount {
            var new = good
            change(&new)
            return new
        }
        let cases: [(NewAccount, String, AccountProblem)] = [
            (changed { $0.username = "" }, "long enough", .usernameNotUsable),
            (changed { $0.username = "Bình" }, "long enough", .usernameNotUsable),
            (changed { $0.username = "a b" }, "long enough", .usernameNotUsable),
            (changed { $0.username = String(repeating: "a", count: 65) }, "long enough", .usernameNotUsable),
            (changed { $0.username = "an" }, "long enough", .usernameTaken),
            (changed { $0.name = "  " }, "long enough", .nameMissing),
            (changed { $0.roles = [] }, "long enough", .rolesMissing),
            (changed { $0.roles = [.system] }, "long enough", .rolesMissing),
            (changed { $0.organization = nil }, "long enough", .unitDoesNotFitRoles),
            (changed { $0.roles = [.admin] }, "long enough", .unitDoesNotFitRoles),
            (changed { $0.roles = [.clerk] }, "long enough", .unitDoesNotFitRoles),
            (changed { $0.roles = [.filer, .clerk] }, "long enough", .unitDoesNotFitRoles),
            (
                changed {
                    $0.roles = [.filer, .clerk]
                    $0.office = central
                }, "long enough", .unitDoesNotFitRoles
            ),
            (changed { $0.organization = unit }, "long enough", .unknownUnit),
            (good, "too short", .passwordTooShort(min: 10)),
            (good, String(repeating: "a", count: 257), .passwordTooLong(max: 256)),
        ]
        for (new, password, problem) in cases {
            await #expect(throws: problem, "\(new)") {
                try await site.accounts.addAccount(new, password: password, by: .system, now: AccountsSample.now)
            }
        }
        let count = try await site.store.read { try $0.one("SELECT count(*) FROM account")?.int(at: 0) }
        #expect(count == 1)
        try await site.store.close()
    }

    @Test func everyChangeIsInTheLogWithItsActor() async throws {
        let site = try await AccountsSample()
        let admin = Actor(account: site.filer, name: "A", roles: [.admin])
        let id = try await site.accounts.addAccount(
            NewAccount(
                username: "cuong", name: "Cường", roles: [.official], organization: site.organization,
                position: Position(title: "GIÁM ĐỐC")),
            password: "long enough", by: admin, now: AccountsSample.now)
        try await site.accounts.setPassword("longer than that", of: id, by: admin, now: AccountsSample.now)
        let entries = try await site.store.read { try $0.entries(of: Accounts.stream(of: id)) }
        #expect(entries.map(\.type) == ["account-added", "password-changed"])
        #expect(entries.allSatisfy { $0.actor == admin.envelope })
        #expect((entries[0].payload ?? "").contains(#""username":"cuong""#))
        #expect(!entries.contains { ($0.payload ?? "").contains("Cường") || ($0.payload ?? "").contains("argon2") })
        let nobody = AccountID(at: AccountsSample.now, random: Random.bytes(10))
        await #expect(throws: AccountProblem.unknownAccount) {
            try await site.accounts.setPassword("long enough", of: nobody, by: admin, now: AccountsSample.now)
        }
        #expect(try await LedgerAudit.verify(site.store).isSound)
        try await site.store.close()
    }

    @Test func accountsAndOrganizationsAreFound() async throws {
        let site = try await AccountsSample()
        let account = try #require(try await site.store.read { try $0.account(username: "AN") })
        #expect(account.id == site.filer)
        #expect(account.position == nil)
        #expect(try await site.store.read { try $0.account(site.filer) } == account)
        let organization = try await site.store.read { db in try db.organization(site.organization) }
        #expect(organization?.requesterClass == .notary)
        try await site.store.close()
    }

    // MARK: Offices

    @Test func officeFileHoldsAllOffices() throws {
        let (offices, diagnostics) = try AccountsSample.offices()
        #expect(diagnostics == [])
        #expect(offices.count == 35)
        #expect(Set(offices.map(\.abbreviation)).count == 35)
        #expect(Set(offices.map(\.unitCode)).count == 35)
        #expect(offices.allSatisfy { $0.letterhead == $0.letterhead.uppercased() && $0.superior == "BỘ CÔNG AN" })
        let hanoi = try #require(offices.first { $0.code == OfficeCode("01") })
        #expect(hanoi.letterhead == "CÔNG AN THÀNH PHỐ HÀ NỘI")
        #expect(hanoi.abbreviation == "CAHN")
        #expect(hanoi.unitCode == "H26")
        #expect(hanoi.place == "Hà Nội")
        let central = try #require(offices.first { $0.code == .central })
        #expect(central.letterhead == "CỤC CẢNH SÁT QLHC VỀ TTXH")
        #expect(central.abbreviation == "C06")
        #expect(central.place == "Hà Nội")
    }

    @Test func faultsOfAnOfficeFileAreNamedByLine() throws {
        func faults(_ text: String) -> [String] {
            OfficeFile.read(Array(text.utf8), file: "o.csv").1.map(\.description)
        }
        #expect(faults("").count == 1)
        #expect(faults("code,name\n01,a\n").first?.hasPrefix("o.csv:1: expected the columns") == true)
        let header =
            "code,name,english_name,superior,letterhead,abbreviation,place,unit_code,address,telephone,uncertain,source\n"
        #expect(
            faults(header + "central,a,b,c,d,e,f,g,h,,,s\n01,a,,c,d,e,f,g,h,,,s\n01,a,b,c,d,e,f,g,h,,,s\n") == [
                "o.csv:3: english_name is empty", "o.csv:4: office 01 stands twice",
            ])
        #expect(faults(header + "01,a,b,c,d,e,f,g,h,,,s\n") == ["o.csv:1: the office central is missing"])
        #expect(faults(header + "01,a\n").count == 1)
    }

    @Test func onlyChangedOfficesAreWritten() async throws {
        let site = try await AccountsSample()
        var (offices, _) = try AccountsSample.offices()
        try await site.accounts.saveOffices(offices, by: .system, now: AccountsSample.now)
        try await site.accounts.saveOffices(offices, by: .system, now: AccountsSample.now)
        #expect(try await site.store.read { try $0.allOffices() }.count == 35)
        #expect(try await site.log("access").count { $0 == "offices-changed" } == 1)
        offices[0].telephone = "024 1"
        try await site.accounts.saveOffices(offices, by: .system, now: AccountsSample.now)
        let last = try await site.store.read { try $0.entries(of: "access").last }
        #expect(last?.payload == #"{"offices":["01"]}"#)
        #expect(try await site.store.read { try $0.office(OfficeCode("01"))?.telephone } == "024 1")
        #expect(try await site.store.read { try $0.office(OfficeCode("02")) } == nil)
        try await site.store.close()
    }

    // MARK: Demo data

    @Test func demoAccountsAreThoseOfTheManual() {
        var names: [String] = []
        for unit in ["notary", "bank", "telecom", "ca", "ministry", "department", "unknown"] {
            names += ["filer-\(unit)", "official-\(unit)"]
        }
        for office in ["central", "01", "79"] {
            names += ["clerk-\(office)", "officer-\(office)", "approver-\(office)", "deputy-\(office)"]
        }
        #expect(DemoData.usernames == names + ["citizen", "inspector", "admin"])
    }

    @Test func demoDataLoadsOnceAndEverybodyCanSignIn() async throws {
        let site = try await AccountsSample()
        let (offices, _) = try AccountsSample.offices()
        let added = try await DemoData.load(
            site.accounts, offices: offices, citizenPersonalID: "001099000001", now: AccountsSample.now)
        #expect(added == DemoData.usernames)
        let head = try await site.store.read { try $0.ledgerHead() }
        let again = try await DemoData.load(site.accounts, offices: offices, now: AccountsSample.now)
        #expect(again == [])
        #expect(try await site.store.read { try $0.ledgerHead() } == head)
        for (number, name) in DemoData.usernames.enumerated() {
            let result = try await site.signIn(
                name, DemoData.password, address: Accounts.digest(ofAddress: "10.0.0.\(number)"))
            guard case .signedIn(let token, _) = result else {
                Issue.record("\(name) was refused")
                continue
            }
            let holder = try #require(try await site.holder(token))
            #expect(holder.username == name)
            #expect(!holder.actor.name.isEmpty)
            #expect((holder.personalID != nil) == (name == "citizen"))
        }
        let deputy = try await site.store.read { try $0.account(username: "deputy-central") }
        #expect(deputy?.roles == [.approver])
        #expect(deputy?.position == Position(title: "PHÓ CỤC TRƯỞNG", authority: "KT. CỤC TRƯỞNG"))
        #expect(deputy?.office == .central)
        let approver = try await site.store.read { try $0.account(username: "approver-01") }
        #expect(approver?.position == Position(title: "GIÁM ĐỐC"))
        let department = try await site.store.read { db in
            try db.account(username: "filer-department")?.organization.flatMap { try db.organization($0) }
        }
        #expect(department?.level == .province)
        #expect(department?.province == "79")
        #expect(department?.requesterClass == .stateAgency)
        #expect(try await LedgerAudit.verify(site.store).isSound)
        try await site.store.close()
    }
}
