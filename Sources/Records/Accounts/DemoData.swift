// Demo data: accounts to try every part of the job with.

public import Basics
public import Casework
public import Registry
public import Storage

/// Loads the demo accounts of the manual. All have the same published password, so a server that holds them must not be
/// reachable from elsewhere; `serve` sees to that.
public enum DemoData {
    public static let password = "trinh-ky-demo"

    /// All account names, in the order of the manual.
    public static let usernames: [String] = accounts.map(\.new.username)

    /// Whether the database holds demo accounts, whoever put them there: each has an id that nothing else makes.
    public static func isHeld(by db: any Connection) throws -> Bool {
        try db.one("SELECT 1 FROM account WHERE id IN (\(list: accountIDs)) LIMIT 1") != nil
    }

    static let accountIDs: [AccountID] = accounts.map(\.id)

    /// Makes the offices given and the demo organisations and accounts that do not exist yet; running it again changes
    /// nothing. `citizen` is the person of the registry whom the citizen's account belongs to. Gives the accounts made
    /// now.
    @discardableResult
    public static func load(
        _ site: Accounts, offices: [Office], citizen: PersonRecord? = nil, now: Timestamp
    ) async throws -> [String] {
        let actor = Actor.system(by: .command)
        try await site.saveOffices(offices, by: actor, now: now)
        let existing = try await site.store.read { db in
            try accounts.filter { try db.account(username: $0.new.username) != nil }.map(\.new.username)
        }
        // Hashed once for all: only demo accounts share a password, and a start must not take half a minute.
        let missing = accounts.filter { !existing.contains($0.new.username) }
        let hash = missing.isEmpty ? nil : try await site.passwords.hash(password)
        // Each by itself, since each is entered in the log, whose head is what a transaction locks last.
        for organization in organizations {
            try await site.store.write { db in
                try db.waitForTurn()
                guard try db.organization(organization.id) == nil else { return }
                try db.add(organization, by: actor, now: now)
            }
        }
        var added: [String] = []
        for account in missing {
            guard let hash else { continue }
            let isNew = try await site.store.write { db in
                try db.waitForTurn()
                guard try db.account(username: account.new.username) == nil else { return false }
                // Their password is published, so it would be no use to ask for another.
                try db.add(
                    account.new, id: account.id, passwordHash: hash, isTemporary: false, by: actor, now: now)
                return true
            }
            if isNew { added.append(account.new.username) }
        }
        for (account, authority) in authorities {
            try await site.store.write { db in
                try db.waitForTurn()
                guard try db.authority(authority.id) == nil, let holder = try db.account(account) else { return }
                try db.lockOffice(authority.office)
                _ = try db.insert(AuthorityRecord(proposed: authority, of: holder, by: actor.envelope.who, at: now))
                let row = try db.decide(
                    authority.id, .confirmed, reason: nil, by: .account(id(Role.admin.rawValue)), at: now)
                try db.record([row], of: account.text, by: actor, at: now)
            }
        }
        if let citizen { try await site.setDemoCitizen(citizen, by: actor, now: now) }
        return added
    }

    /// The heads of the offices, and their deputies for them.
    private static let authorities: [(AccountID, SigningAuthority)] = DemoPeople.staffs.flatMap { staff in
        let head = staff.approver.position?.title ?? ""
        let people: [(String, SigningAuthority.Kind, DemoPeople.Person?)] = [
            ("approver", .head, staff.approver), ("deputy", .deputy, staff.deputy),
        ]
        return people.compactMap { word, kind, person -> (AccountID, SigningAuthority)? in
            guard let title = person?.position?.title else { return nil }
            let since = LocalDate(days: 18_262)
            let authority = SigningAuthority(
                id: id("authority \(word)-\(staff.slug)"), office: staff.office, kind: kind, title: title,
                principal: kind.namesPrincipal ? head : "", services: [], from: since, until: nil,
                paper: "Quyết định số 01/QĐ-BCA", paperDate: since)
            return (id("\(word)-\(staff.slug)"), authority)
        }
    }

    /// Those above others first.
    private static let organizations: [Organization] =
        DemoPeople.units.compactMap(superior)
        + DemoPeople.units.map { unit in
            Organization(
                id: id(unit.slug), name: unit.name, address: unit.address, telephone: unit.telephone,
                email: "vanthu@\(unit.slug).example", requesterClass: unit.requesterClass, level: unit.level,
                province: unit.province, commune: unit.commune, superior: superior(of: unit)?.id)
        }

    private static func superior(of unit: DemoPeople.Unit) -> Organization? {
        unit.superior.map { name in
            Organization(
                id: id("superior \(unit.slug)"), name: name, address: "", telephone: "", email: "",
                requesterClass: .stateAgency, level: unit.level, province: unit.province)
        }
    }

    private static let accounts: [(id: AccountID, new: NewAccount)] = {
        var all: [NewAccount] = []
        for unit in DemoPeople.units {
            for (role, person) in [(Role.filer, unit.filer), (Role.official, unit.official)] {
                all.append(
                    NewAccount(
                        username: "\(role.rawValue)-\(unit.slug)", name: person.name, roles: [role],
                        organization: id(unit.slug), position: person.position))
            }
        }
        for staff in DemoPeople.staffs {
            let people: [(String, Role, DemoPeople.Person?)] = [
                ("clerk", .clerk, staff.clerk), ("officer", .officer, staff.officer),
                ("approver", .approver, staff.approver), ("deputy", .approver, staff.deputy),
            ]
            for case (let word, let role, let person?) in people {
                all.append(
                    NewAccount(
                        username: "\(word)-\(staff.slug)", name: person.name, roles: [role],
                        office: staff.office, position: person.position))
            }
        }
        let others: [(Role, DemoPeople.Person)] = [
            (.citizen, DemoPeople.citizen), (.inspector, DemoPeople.inspector), (.admin, DemoPeople.admin),
        ]
        for (role, person) in others {
            all.append(
                NewAccount(username: role.rawValue, name: person.name, roles: [role], position: person.position))
        }
        return all.map { (id($0.username), $0) }
    }()

    static func organizationID(_ slug: String) -> OrganizationID { id(slug) }

    /// Always the same identifier for the same word, so that demo data of two servers fit together.
    private static func id<Subject>(_ word: String) -> Identifier<Subject> {
        let start = Timestamp(milliseconds: 1_625_443_200_000)
        return Identifier(at: start, random: Array(Digest(of: "demo \(word)").bytes.prefix(10)))
    }
}

extension Accounts {
    /// Makes the demo citizen one who is in the registry, unless they are already.
    fileprivate func setDemoCitizen(_ person: PersonRecord, by actor: Actor, now: Timestamp) async throws {
        try await store.write { db in
            guard let citizen = try db.account(username: Role.citizen.rawValue)?.id else { return }
            let changed = try db.run(
                """
                UPDATE account SET personal_id = \(person.personalID.description), name = \(person.fullName)
                WHERE id = \(citizen) AND personal_id IS NULL
                """)
            if changed > 0 { try db.log("account-changed", of: citizen, by: actor, now: now) }
        }
    }
}
