// A whole desk over a store of its own: the shipped procedure, real papers, a small population.

import Basics
import Casework
import Foundation
import Registry
import Storage
import TestKit

import struct Forms.Answers
import struct Forms.FieldValues
import struct Forms.SubjectRow
import struct Letters.LetterPrinter

@testable import Records

struct DeskSample: Sendable {
    static let now = Samples.monday
    static let filer = Samples.person(.filer, of: Samples.notary)
    static let official = Samples.person(.official, of: Samples.notary)
    /// The police of the notary's province: where its requests go.
    static let office = OfficeCode("01")

    let store: any Store
    let procedures: Procedures
    let desk: CaseDesk
    let shelf: PaperShelf
    let worker: Worker

    private struct UnusableSite: Error { var findings: [Diagnostic] }

    /// The files of the site, read once for all tests.
    private static let files = Result { () throws -> (Procedures, PaperWriter) in
        let (procedures, findings) = load(repositoryRoot.appending(path: "Workflows"))
        guard let procedures else { throw UnusableSite(findings: findings) }
        return (
            procedures, PaperWriter(printer: LetterPrinter(), wording: try wording())
        )
    }

    /// The words of papers as they are shipped.
    static func wording() throws -> PaperWording {
        let (wording, findings) = PaperWording.load(repositoryRoot.appending(path: "Templates").path)
        guard let wording else { throw UnusableSite(findings: findings) }
        return wording
    }

    /// What a folder like `Workflows` says, with the shared parts of the shipped letters.
    static func load(_ folder: URL) -> (Procedures?, [Diagnostic]) {
        var loader = WorkflowFolder(
            folder.path, letters: repositoryRoot.appending(path: "Templates/letters").path)
        let procedures = loader.load()
        return (procedures, loader.diagnostics)
    }

    init(
        populated: Bool = false, payment: PaymentOrder = .afterResult, on database: TestDatabase? = nil
    ) async throws {
        try await self.init(
            populated: populated, payment: payment, in: try await migratedStore(on: database, now: RegistrySample.now))
    }

    /// In a store that has the schema of the server and nothing else.
    init(populated: Bool, payment: PaymentOrder = .afterResult, in store: any Store) async throws {
        let (procedures, writer) = try Self.files.get()
        self.init(store, procedures, writer, payment)
        if populated { try await RegistrySample.populate(store) }
        let accounts = Accounts(store: store, passwords: try Passwords(cost: .cheapest))
        try await accounts.saveOffices(Array(procedures.offices.values), by: .system, now: Self.now)
        for organization in [Samples.notary, Samples.bank, Samples.unknown] {
            try await accounts.addOrganization(organization, by: .system, now: Self.now)
        }
    }

    /// The same office with a desk and a worker of another server, over a store of its own on the same database.
    func server(in store: any Store) -> DeskSample {
        DeskSample(store, procedures, shelf.writer, desk.payment)
    }

    private init(_ store: any Store, _ procedures: Procedures, _ writer: PaperWriter, _ payment: PaymentOrder) {
        self.store = store
        self.procedures = procedures
        var desk = CaseDesk(store: store, procedures: procedures, papers: writer, payment: payment)
        desk.fingers = FingerKeyFile(path: "\(NSTemporaryDirectory())finger-keys-\(Hex.encode(Random.bytes(8)))")
        self.desk = desk
        shelf = PaperShelf(store: store, procedures: procedures, writer: writer)
        worker = Worker(desk: desk, papers: shelf)
    }

    /// The desk and the worker of another process on the same database, which remembers nothing.
    func otherDesk() -> CaseDesk { CaseDesk(store: store, procedures: procedures, papers: shelf.writer) }

    func otherWorker() -> Worker { Worker(desk: otherDesk(), papers: shelf) }

    /// A paper of a case as a reader gets it once the worker has drawn it.
    func pdf(of id: CaseID, n: Int) async throws -> [UInt8]? {
        try await worker.runDue(at: Self.now)
        return try await shelf.pdf(of: id, n: n)
    }

    // MARK: Cases

    func begin(
        _ service: String = "auth.identity", by filer: Actor = DeskSample.filer, at now: Timestamp = Self.now
    ) async throws -> CaseID {
        let id = CaseID(at: now, random: Random.bytes(10))
        try await desk.create(id: id, service: service, by: filer, at: now)
        return id
    }

    /// A draft that can be filed as it is.
    func draft(
        _ service: String = "auth.identity", persons: Int = 3, by filer: Actor = DeskSample.filer,
        answers: Answers = Answers()
    ) async throws -> CaseID {
        let id = try await begin(service, by: filer)
        var given = try GivenCase(service)
        given.fillIn()
        let all = given.state.answers.merging(answers)
        try await desk.save(page: "purpose", all, of: id, by: filer, at: Self.now)
        if given.service.scope == .list { try await replaceSubjects(try Self.rows(persons), of: id, by: filer) }
        return id
    }

    func replaceSubjects(
        _ rows: [SubjectRow], of id: CaseID, by filer: Actor = DeskSample.filer
    ) async throws {
        let list = SubjectListID(at: Self.now, random: Random.bytes(10))
        try await desk.replaceSubjects(rows, list: list, of: id, by: filer, at: Self.now)
    }

    /// Attaches a small PDF that no other case has.
    func attach(to id: CaseID, by filer: Actor = DeskSample.filer) async throws {
        let content = Array("%PDF-1.5 \(id)".utf8)
        let document = AttachmentReference(
            id: AttachmentID(at: Self.now, random: Random.bytes(10)), fileName: "văn bản.pdf",
            sizeBytes: content.count, digest: Digest(of: content).hex)
        try await desk.attach(document, content: content, to: id, by: filer, at: Self.now)
    }

    /// People of the sample population as rows of a list.
    static func rows(_ count: Int) throws -> [SubjectRow] {
        try RegistrySample.people().prefix(count).map { person in
            SubjectRow(
                personalID: person.personalID.description, fullName: person.fullName,
                birthDate: person.birthDate.description)
        }
    }

    @discardableResult
    func act(
        _ slug: String, _ id: CaseID, by actor: Actor? = nil, _ input: FieldValues? = nil, expected: Int? = nil,
        at now: Timestamp = Self.now
    ) async throws -> CaseState {
        let state = try await state(id)
        let service = try ShippedProcedure.loaded().service(state.service)
        let actor = actor ?? Self.actor(for: slug, state)
        try await empower(actor)
        return try await desk.perform(
            slug, on: id, by: actor,
            input: input ?? GivenCase.input(slug, state, service), expected: expected, isReauthenticated: true,
            at: now)
    }

    /// Gives an approver of the samples an account, and the authority that they have there.
    func empower(_ actor: Actor) async throws {
        guard let id = actor.account, actor.roles.contains(.approver) else { return }
        try await store.write { db in
            try db.waitForTurn()
            guard try db.account(id) == nil else { return }
            let account = NewAccount(
                username: "a.\(id.text.lowercased())", name: actor.name, roles: actor.roles, office: actor.office,
                position: actor.position)
            try db.add(account, id: id, passwordHash: "-", isTemporary: false, by: .system, now: Self.now)
        }
        for authority in actor.authorities {
            try await store.write { db in
                try db.waitForTurn()
                guard try db.authority(authority.id) == nil, let holder = try db.account(id) else { return }
                try db.lockOffice(authority.office)
                _ = try db.insert(AuthorityRecord(proposed: authority, of: holder, by: .system, at: Self.now))
                let row = try db.decide(authority.id, .confirmed, reason: nil, by: .unknown, at: Self.now)
                try db.record([row], of: id.text, by: .system, at: Self.now)
            }
        }
    }

    /// A draft brought so far by the usual way.
    func bring(_ id: CaseID, through last: String, at now: Timestamp = Self.now) async throws {
        for slug in ["submit", "vouch", "accept", "propose-approval", "sign", "issue"] {
            try await act(slug, id, at: now)
            if slug == last { return }
        }
    }

    func state(_ id: CaseID) async throws -> CaseState {
        guard let state = try await store.read({ db in try db.caseState(id) }) else { throw Rejection.notFound }
        return state
    }

    /// The tables that are not as the log says.
    func findings() async throws -> [String] {
        try await DatabaseAudit(store).verify(schema: try await store.schema()).findings.map(\.table)
    }

    /// What an act is refused with; `nil` when it is done.
    func refusal(_ work: () async throws -> Void) async throws -> Rejection? {
        do {
            try await work()
            return nil
        } catch let rejection as Rejection {
            return rejection
        }
    }

    static func actor(for slug: String, _ state: CaseState) -> Actor {
        switch slug {
        case "submit", "withdraw", "resubmit": Samples.person(.filer, of: state.requester)
        case "vouch", "return-to-filer": Samples.person(.official, of: state.requester)
        case "propose-approval", "propose-narrower", "propose-refusal":
            Samples.person(.officer, at: state.office ?? .central)
        case "sign", "return-to-officer", "suspend-grant", "resume-grant", "revoke-grant":
            Samples.person(.approver, at: state.office ?? .central)
        default: Samples.person(.clerk, at: state.office ?? .central)
        }
    }
}
