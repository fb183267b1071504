// Making and changing accounts, organisations and offices; the office file; the demo data.

import Basics
import Casework
import Storage
import Testing

@testable import Records

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
            (changed { $0.details.name = "  " }, "long enough", .nameMissing),
            (changed { $0.details.roles = [] }, "long enough", .rolesMissing),
            (changed { $0.details.roles = [.system] }, "long enough", .rolesMissing),
            (changed { $0.details.organization = nil }, "long enough", .unitDoesNotFitRoles),
            (changed { $0.details.roles = [.admin] }, "long enough", .unitDoesNotFitRoles),
            (changed { $0.details.roles = [.clerk] }, "long enough", .unitDoesNotFitRoles),
            (changed { $0.details.roles = [.filer, .clerk] }, "long enough", .unitDoesNotFitRoles),
            (
                changed {
                    $0.details.roles = [.filer, .clerk]
                    $0.details.office = central
                }, "long enough", .unitDoesNotFitRoles
            ),
            (changed { $0.details.organization = unit }, "long enough", .unknownUnit),
            (changed { $0.details.name = String(repeating: "a", count: 121) }, "long enough", .nameTooLong(max: 120)),
            (changed { $0.details.name = "Bình\u{7}" }, "long enough", .textNotUsable),
            (changed { $0.details.roles = [.filer, .official] }, "long enough", .rolesMayNotMeet(.filer, .official)),
            (
                changed {
                    $0.details.roles = [.inspector, .clerk]
                    $0.details.organization = nil
                    $0.details.office = central
                }, "long enough", .rolesMayNotMeet(.inspector, .clerk)
            ),
            (good, "Password 2026", .passwordCommon), (good, "binh binh 123", .passwordHoldsName),
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
        #expect(!entries.contains { ($0.payload ?? "").contains("argon2") })
        let nobody = AccountID(at: AccountsSample.now, random: Random.bytes(10))
        await #expect(throws: AccountProblem.unknownAccount) {
            try await site.accounts.setPassword("long enough", of: nobody, by: admin, now: AccountsSample.now)
        }
        #expect(try await DatabaseAudit(site.store).verifyLog().ledger.isSound)
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
        #expect(offices.count == 37)
        #expect(offices.map(\.level.rawValue).filter { $0 == "province" }.count == 34)
        let upper = offices.filter { $0.level != .commune }
        #expect(Set(upper.map(\.agencyCode)).count == 35)
        #expect(upper.allSatisfy { $0.superior == "BỘ CÔNG AN" })
        #expect(offices.allSatisfy { $0.letterhead == $0.letterhead.uppercased() })
        #expect(offices.filter { $0.level == .province }.allSatisfy { $0.unit == "PC06" })
        let hanoi = try #require(offices.first { $0.code == OfficeCode("01") })
        #expect(hanoi.letterhead == "CÔNG AN THÀNH PHỐ HÀ NỘI")
        #expect(hanoi.abbreviation == "CAHN")
        #expect(hanoi.agencyCode == "G01.801.000")
        #expect(hanoi.headPosition == "Giám đốc Công an thành phố Hà Nội")
        let commune = try #require(offices.first { $0.code == OfficeCode("00070") })
        #expect(commune.superior == hanoi.letterhead && commune.province == "01")
        #expect(commune.agencyCode == hanoi.agencyCode, "without a code of its own it goes by that of its province")
        #expect(commune.headPosition == "Trưởng Công an phường Hoàn Kiếm")
        #expect(hanoi.place == "Hà Nội")
        let central = try #require(offices.first { $0.code == .central })
        #expect(central.letterhead == "CỤC CẢNH SÁT QUẢN LÝ HÀNH CHÍNH VỀ TRẬT TỰ XÃ HỘI")
        #expect(central.abbreviation == "C06")
        #expect(central.place == "Hà Nội")
    }

    @Test func faultsOfAnOfficeFileAreNamedByLine() throws {
        func faults(_ text: String) -> [String] {
            OfficeFile.read(Array(text.utf8), file: "o.csv").1.map(\.description)
        }
        #expect(faults("").count == 1)
        #expect(faults("code,name\n01,a\n").first?.hasPrefix("o.csv:1: expected the columns") == true)
        let header = OfficeFile.columns.joined(separator: ",") + "\n"
        let central = "central,central,a,b,c,d,h,e,,f,,G01,,,,s\n"
        let province = "01,province,a,b,c,d,h,e,u,f,01,G01.1,,,,s\n"
        #expect(faults(header + central + province) == [])
        #expect(
            faults(header + central + "01,province,a,,c,d,h,e,u,f,01,G01.1,,,unit=X,s\n" + province) == [
                "o.csv:3: english_name is empty", "o.csv:3: marks has unit=X, which is no column=mark",
                "o.csv:4: office 01 stands twice",
            ])
        #expect(faults(header + province) == ["o.csv:1: the office central is missing"])
        #expect(faults(header + "01,a\n").count == 1)
        #expect(
            faults(header + central + "01,county,a,b,c,d,h,e,u,f,01,G01.1,,,,s\n") == [
                "o.csv:3: level is one of central, province, commune"
            ])
        let level = "is no code of that level: central, two digits that are the province, or five of a commune"
        #expect(
            faults(header + central + "02,province,a,b,c,d,h,e,u,f,01,G01.1,,,,s\n") == ["o.csv:3: 02 \(level)"])
        #expect(
            faults(header + central + province + "070,commune,a,b,c,d,h,e,,f,01,,,,,s\n") == ["o.csv:4: 070 \(level)"])
        #expect(
            faults(header + central + "00070,commune,a,b,c,d,h,e,,f,01,,,,,s\n") == [
                "o.csv:3: the office of the province 01 is missing"
            ])
    }

    @Test func aWholeCountryOfCommunesIsReadAndWritten() async throws {
        let header = OfficeFile.columns.joined(separator: ",") + "\n"
        var text = header + "central,central,a,b,c,d,h,e,,f,,G01,,,,s\n01,province,a,b,c,d,h,e,u,f,01,G01.1,,,,s\n"
        for number in 1...(Limits.officesMax - 2) {
            let code = padded(number, to: 5)
            text += "\(code),commune,Công an xã Số \(number),Commune \(number),c,d,Trưởng,CAX,,f,01,,,,,s\n"
        }
        let (offices, faults) = OfficeFile.read(Array(text.utf8), file: "o.csv")
        #expect(faults == [] && offices.count == Limits.officesMax)
        #expect(
            OfficeFile.read(Array((text + "99999,commune,a,b,c,d,h,e,,f,01,,,,,s\n").utf8), file: "o.csv").1.count == 1)
        let site = try await AccountsSample()
        try await site.accounts.saveOffices(offices, by: .system, now: AccountsSample.now)
        #expect(try await site.store.read { try $0.allOffices() }.count == Limits.officesMax)
        let last = try await site.store.read { try $0.entries(of: "access").last }
        #expect(last?.payload?.hasPrefix(#"{"count":4000,"digest":""#) == true, "the log does not list thousands")
        try await site.store.close()
    }

    @Test func whatASiteHasNotSaidOfItsOfficesIsCounted() throws {
        let (offices, _) = try AccountsSample.offices()
        #expect(
            OfficeGaps.sentences(offices) == [
                "37 of 37 offices have not said a telephone number, which letters leave out: central, 01, 04, 08, 11 "
                    + "and 32 more",
                "34 of 37 offices have not said an address, which letters leave out: 04, 08, 11, 12, 14 and 29 more",
            ])
        let told = offices.map { office in
            var office = office
            (office.telephone, office.address) = ("069 1", "Số 1")
            return office
        }
        #expect(OfficeGaps.sentences(told) == [])
    }

    @Test func onlyChangedOfficesAreWritten() async throws {
        let site = try await AccountsSample()
        var (offices, _) = try AccountsSample.offices()
        try await site.accounts.saveOffices(offices, by: .system, now: AccountsSample.now)
        try await site.accounts.saveOffices(offices, by: .system, now: AccountsSample.now)
        #expect(try await site.store.read { try $0.allOffices() }.count == 37)
        #expect(try await site.log("access").count { $0 == "offices-changed" } == 1)
        offices[1].telephone = "024 1"
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
        for unit in ["notary", "bank", "telecom", "ca", "ministry", "department", "unknown", "commune"] {
            names += ["filer-\(unit)", "official-\(unit)"]
        }
        for office in ["central", "01", "79"] {
            names += ["clerk-\(office)", "officer-\(office)", "approver-\(office)", "deputy-\(office)"]
        }
        for office in ["c01", "c79"] { names += ["clerk-\(office)", "officer-\(office)", "approver-\(office)"] }
        #expect(DemoData.usernames == names + ["citizen", "inspector", "admin"])
    }

    @Test func demoDataLoadsOnceAndEverybodyCanSignIn() async throws {
        let site = try await AccountsSample()
        let (offices, _) = try AccountsSample.offices()
        let added = try await DemoData.load(
            site.accounts, offices: offices, citizen: try RegistrySample.people(1).first, now: AccountsSample.now)
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
        #expect(deputy?.position == Position(title: "PHÓ CỤC TRƯỞNG"))
        #expect(deputy?.office == .central)
        let approver = try await site.store.read { try $0.account(username: "approver-01") }
        #expect(approver?.position == Position(title: "GIÁM ĐỐC"))
        let department = try await site.store.read { db in
            try db.account(username: "filer-department")?.organization.flatMap { try db.organization($0) }
        }
        #expect(department?.level == .province)
        #expect(department?.province == "79")
        #expect(department?.requesterClass == .stateAgency)
        #expect(try await DatabaseAudit(site.store).verifyLog().ledger.isSound)
        try await site.store.close()
    }
}
