// Persons who hand in on paper, at the desk of an office.

public import Basics
public import Casework
public import Registry
import Storage

/// Why a clerk cannot act for somebody at the desk.
public enum ReceptionRefusal: String, Error, CaseIterable, Sendable {
    /// Number, name and date of birth are not those of one person.
    case notIdentified = "not-identified"
}

/// What a clerk says of who stands at the desk.
public struct Visitor: Sendable {
    public var personalID: PersonalID
    public var fullName: String
    public var birthDate: PartialDate
    /// The paper by which they proved who they are: kind and number.
    public var shown: String

    public init(personalID: PersonalID, fullName: String, birthDate: PartialDate, shown: String) {
        self.personalID = personalID
        self.fullName = fullName
        self.birthDate = birthDate
        self.shown = shown
    }
}

/// Lets a clerk act for a person who came to the desk with a signed paper (Decree 70/2024, Article 6): the same
/// services in the same way, by the person's authority. A disabled account stands for whoever has none.
public struct ReceptionDesk: Sendable {
    let desk: CaseDesk
    let accounts: Accounts
    private var store: any Store { desk.store }

    public init(desk: CaseDesk, accounts: Accounts) {
        self.desk = desk
        self.accounts = accounts
    }

    /// The clerk as who acts for that person. Who looked for whom, and what was shown, is on disk before; so is that
    /// nobody was found. Throws `ReceptionRefusal`, and `Rejection.overQuota` where the clerk received too many that
    /// day.
    public func receive(_ visitor: Visitor, by clerk: Actor, at now: Timestamp) async throws -> Actor {
        guard let office = clerk.office, let who = clerk.account, clerk.roles.contains(.clerk) else {
            throw Rejection.forbidden(act: "receive")
        }
        let person = try await store.read { db in try db.person(visitor.personalID) }
        let isKnown = visitor.subject.isSurely(person)
        let entry = try LedgerEntry(
            type: isKnown ? "received" : "not-received", at: now, actor: clerk,
            payload: ReceivedVisitor(person: visitor.personalID.description, shown: visitor.shown))
        try await store.write { [quotas = desk.quotas] db in
            try quotas.spend([.receptions: 1], of: .person(who), at: now, db)
            try db.append([entry], to: "desk:\(office)")
        }
        guard isKnown, let person else { throw ReceptionRefusal.notIdentified }
        return Actor.atDesk(clerk, for: try await account(of: person, by: clerk, at: now))
    }

    /// The account that stands for the person; a disabled one is made where there is none. Nobody signs in by it until
    /// an administrator gives it to the person.
    private func account(of person: PersonRecord, by clerk: Actor, at now: Timestamp) async throws -> AccountID {
        let (number, password) = (person.personalID.description, Hex.encode(Random.bytes(24)))
        if let known = try await store.read({ db in try db.account(ofPerson: number) }) { return known }
        let hash = try await accounts.passwords.hash(password)
        let new = NewAccount(
            username: "p-\(Hex.encode(Random.bytes(8)))", name: person.fullName, roles: [.citizen],
            personalID: number)
        let id = AccountID(at: now, random: Random.bytes(10))
        return try await store.write { db in
            // Two clerks at once make one account.
            try db.waitForTurn()
            if let known = try db.account(ofPerson: number) { return known }
            try db.add(new, id: id, passwordHash: hash, isTemporary: true, by: clerk, now: now)
            try db.disable(id, by: clerk, now: now)
            return id
        }
    }
}

extension Connection {
    fileprivate func account(ofPerson number: String) throws -> AccountID? {
        try one("SELECT id FROM account WHERE personal_id = \(number) ORDER BY is_disabled, id LIMIT 1")?.id(at: 0)
    }
}

/// The payload of `received` and `not-received`.
private struct ReceivedVisitor: Codable {
    var person: String
    var shown: String
}

extension Visitor {
    fileprivate var subject: Subject {
        Subject(row: 1, personalID: personalID, fullName: fullName, birthDate: birthDate, claims: [:])
    }
}
