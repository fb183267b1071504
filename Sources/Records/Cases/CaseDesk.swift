// Where acts meet the database: the life of an act in one place.

public import Basics
public import Casework
public import Forms
public import Letters
public import Storage
import Workflow

/// Performs acts on cases. One act is one transaction: load, decide, append, read tables, papers, outbox. When the call
/// returns, everything is on disk; when it throws, nothing is.
public struct CaseDesk: Sendable {
    let store: any Store
    let procedures: Procedures
    let papers: PaperWriter
    /// Days that a signing official has for a supplement beyond its last day.
    let vouchDays: Int
    /// Whether an answer waits for its fee.
    let payment: PaymentOrder
    let quotas: Quotas
    /// The keys that uploaded fingerprints are sealed with, and opened to be compared.
    public var fingers = FingerKeyFile.none
    private let folded = FoldedCases()

    public init(
        store: any Store, procedures: Procedures, papers: PaperWriter, vouchDays: Int = Limits.vouchDays,
        payment: PaymentOrder = .beforeResult, quotas: Quotas = Quotas()
    ) {
        self.store = store
        self.procedures = procedures
        self.papers = papers
        self.vouchDays = vouchDays
        self.payment = payment
        self.quotas = quotas
    }

    /// Begins a draft. A repeated call with the same `id`, actor and service gives the first draft.
    /// - Parameter renewed: the case whose approval is asked for again: the draft begins with what it allowed.
    @discardableResult
    public func create(
        id: CaseID, service code: String, renewing renewed: CaseID? = nil, by actor: Actor, at now: Timestamp
    ) async throws -> CaseState {
        guard actor.roles.contains(.filer) else { throw Rejection.forbidden(act: "create") }
        guard let offer = procedures.offers[code] else {
            throw Rejection.invalid([Problem("service", .unknownChoice, ["value": String(code.prefix(80))])])
        }
        let texts = offer.texts
        let begun = try await store.write { [self] db in
            guard let requester = try db.requester(of: actor) else { throw Rejection.forbidden(act: "create") }
            guard texts.service.requesters.contains(requester.requesterClass) else {
                throw Rejection.rule("service-not-open")
            }
            if let existing = try folded.load(id, db) {
                guard actor.isOf(existing.state.requester) else { throw Rejection.notFound }
                // The page was sent again with another choice: that is another draft, and needs another page.
                guard existing.state.service == code else {
                    throw Rejection.conflict(version: existing.state.version, stage: existing.state.stage)
                }
                return existing
            }
            let renewal = try renewed.map { try Renewal(folded.load($0, db)?.state, service: code, by: actor) }
            let creation = CaseCreation(
                service: offer.pin, procedure: texts.procedure.pin, requester: requester, opener: Signatory(actor),
                desk: actor.desk, link: renewal.map { .dossier(id: $0.earlier.id) })
            try quotas.spend([.drafts: 1], of: creation.requester.reference, at: now, db)
            var decided = try Decide.create(id: id, creation, texts.procedure, at: now)
            if let renewal { try fill(&decided, with: renewal, texts.asked(of: requester), at: now, db) }
            try db.keep(offer)
            return try commit(Decided(act: decided), texts, before: nil, by: actor, at: now, db)
        }
        folded.keep(begun)
        return begun.state
    }

    /// Performs an act. `input` holds the posted fields; `expected` is the version the person had before them, and
    /// `task` the open task it is done in. What the same person posted before writes nothing new and gives the case as
    /// it stands.
    @discardableResult
    public func perform(
        _ slug: String, task: String? = nil, on id: CaseID, by actor: Actor, input: FieldValues, expected: Int?,
        isReauthenticated: Bool, at now: Timestamp
    ) async throws -> CaseState {
        let watch = try await watch(before: slug, on: id, by: actor, at: now)
        return try await perform(
            slug, task: task, on: id, by: actor, input: input, expected: expected,
            isReauthenticated: isReauthenticated, shown: watch, at: now)
    }

    /// The same where it is known what the person was shown as worth a second look.
    @discardableResult
    func perform(
        _ slug: String, task: String?, on id: CaseID, by actor: Actor, input: FieldValues, expected: Int?,
        isReauthenticated: Bool, shown watch: WatchReport?, at now: Timestamp
    ) async throws -> CaseState {
        let fingerprint = Self.fingerprint(input)
        return try await change(id, by: actor, isReauthenticated: isReauthenticated, at: now) { given, db in
            var context = given
            context.watch = watch
            context.ownRecord = try db.recordToCorrect(of: context.state)
            do {
                let decided = try Decide.perform(slug, task: task, input: input, expected: expected, context)
                try checkPrintable(input)
                let receipt = ActReceipt(
                    act: slug, actor: actor, fingerprint: fingerprint, before: context.state.version)
                return Decided(
                    act: decided, rows: [try db.keepReceipt(receipt, id, version: decided.state.version)])
            } catch Rejection.conflict(let version, let stage) {
                let receipt = ActReceipt(act: slug, actor: actor, fingerprint: fingerprint, before: expected)
                if try db.hasReceipt(receipt, id) { return nil }
                throw Rejection.conflict(version: version, stage: stage)
            }
        }
    }

    /// The letter that the act would make with what was typed; `nil` when it makes none. It is decided as by `perform`,
    /// but nobody has to prove who they are, and nothing is written.
    public func preview(
        _ slug: String, task: String? = nil, on id: CaseID, by actor: Actor, input: FieldValues, expected: Int?,
        at now: Timestamp
    ) async throws -> LetterDocument? {
        try await store.read { [self] db in
            guard let found = try load(id, for: actor, db) else { throw Rejection.notFound }
            let context = context(
                found.state, try procedures.texts(of: found.state, db), actor, isReauthenticated: false,
                numbers: NoBooks(), at: now)
            let preview = try Decide.preview(slug, task: task, input: input, expected: expected, context)
            try checkPrintable(input)
            return try preview.map { try papers.letter($0, context.texts, procedures, on: now.date, db) }
        }
    }

    /// What is typed can end up in a letter.
    private func checkPrintable(_ input: FieldValues) throws {
        let unprintable = try papers.unprintable(input.values.filter { $0.key != "password" })
        guard unprintable.isEmpty else { throw Rejection.invalid(unprintable) }
    }

    /// Something that the case waits for happened, such as that a timer fell due. What it does not wait for any more is
    /// nothing to do.
    func fire(_ subscription: String, of id: CaseID, at now: Timestamp) async throws {
        try await change(id, by: .system, at: now) { context, _ in
            guard context.state.marking.subscription(subscription) != nil else { return nil }
            return Decided(act: try Decide.fire(subscription, context))
        }
    }

    /// An act, with what was written for it already: rows that are to be recorded with it, and what else the log is to
    /// say beside its events.
    struct Decided {
        var act: DecidedAct
        var rows: [RecordedRow] = []
        var entries: [StreamEntries] = []
        /// Work of the case that is not to be done any more.
        var settled: [FailedWork] = []
    }

    /// One change of a case in one transaction: it is read, `decide` says what happens, all of it is written. `nil`
    /// changes nothing. What the case came to is remembered once it is on disk.
    @discardableResult
    func change(
        _ id: CaseID, by actor: Actor, isReauthenticated: Bool = false, at now: Timestamp,
        _ decide: @escaping @Sendable (CaseContext, any Connection) throws -> Decided?
    ) async throws -> CaseState {
        let changed = try await store.write { [self] db in
            try db.hold(id)
            guard let found = try load(id, for: actor, db) else { throw Rejection.notFound }
            // What somebody may sign under is looked up here, and stays so until the act is on disk.
            let context = context(
                found.state, try procedures.texts(of: found.state, db), try db.holdingAuthority(actor, at: now),
                isReauthenticated: isReauthenticated,
                numbers: Books(db: db, offices: procedures.offices, now: now), at: now)
            guard let decided = try decide(context, db) else { return found }
            return try commit(decided, context.texts, before: found, by: actor, at: now, db)
        }
        folded.keep(changed)
        return changed.state
    }

    /// The case with what it goes by; `nil` when there is none that this actor may see.
    public func find(_ id: CaseID, _ actor: Actor) async throws -> (state: CaseState, texts: CaseTexts)? {
        let found = try await store.read { [self] db -> (FoldedCase, CaseTexts)? in
            guard let found = try load(id, for: actor, db), Permissions.maySee(actor, found.state) else { return nil }
            return (found, try procedures.texts(of: found.state, db))
        }
        guard let (one, texts) = found else { return nil }
        folded.keep(one)
        return (one.state, texts)
    }

    /// The same with all that an act could look at, for showing.
    public func look(_ id: CaseID, _ actor: Actor, at now: Timestamp) async throws -> CaseContext? {
        guard let (state, texts) = try await find(id, actor) else { return nil }
        return context(state, texts, actor, isReauthenticated: false, numbers: NoBooks(), at: now)
    }

    /// The case as it stands. That it was erased is told only to those who may know of it.
    func load(_ id: CaseID, for actor: Actor, _ db: any Connection) throws -> FoldedCase? {
        do {
            return try folded.load(id, db)
        } catch StorageError.erased(let what) {
            guard try db.mayKnow(id, actor) else { return nil }
            throw StorageError.erased(what)
        }
    }

    private func context(
        _ state: CaseState, _ texts: CaseTexts, _ actor: Actor, isReauthenticated: Bool, numbers: any Numbering,
        at now: Timestamp
    ) -> CaseContext {
        var context = CaseContext(
            state: state, actor: actor, now: now, texts: texts, isServiceOffered: procedures.isOffered(state),
            offices: procedures.offices, isReauthenticated: isReauthenticated, numbers: numbers)
        context.vouchDays = vouchDays
        context.payment = payment
        context.grounds = procedures.grounds
        return context
    }

    /// Writes what was decided: read tables, papers and registers, outbox, and last the log: the events with the seals
    /// of papers, and what it has to say of rows that cannot be folded. The head of the log is what all writers wait
    /// for, so it is held as short as can be. Gives the case as it is on disk.
    private func commit(
        _ decided: Decided, _ texts: CaseTexts, before: FoldedCase?, by actor: Actor, at now: Timestamp,
        _ db: any Connection
    ) throws -> FoldedCase {
        let composed = try papers.compose(decided.act, texts, procedures, at: now, db)
        let (act, state) = (composed.decided, composed.decided.state)
        if state.receivedAt != nil, before?.state.receivedAt == nil { try db.dropUnnamedFingers(of: state) }
        try db.writeReadTables(state, dueOn: procedures.reading(state, on: now.date)?.dueOn, createdBy: actor, at: now)
        try db.writeFiledRequest(state, before: before?.state)
        try db.writeFee(state, before: before?.state)
        try db.keepAsked(state, before: before?.state)
        try db.noteWords(state, before: before?.state)
        let lines = try papers.write(composed, texts, procedures, at: now, db)
        try db.writeOutbox(act, at: now)
        for work in decided.settled { try db.takeOut(work) }
        let after = FoldedCase(state: state, erasures: before?.erasures ?? 0)
        let version = before?.state.version ?? 0
        try db.keepSnapshot(after, before: version)
        let rows = decided.rows + lines
        var beside = try decided.entries + [RecordedRows.entry(rows, of: state.id.text, by: actor, at: now)]
        // Whoever holds the case is the only one to append there, and need not ask while all wait for the head.
        for index in beside.indices where !beside[index].entries.isEmpty {
            beside[index].seq = try db.lastSeq(of: beside[index].stream)
        }
        try db.append([db.entries(act.events, of: state.id, following: version, by: actor, at: now)] + beside)
        return after
    }

    /// What tells one post from another, without the fields that differ each time or must not be kept.
    private static func fingerprint(_ input: FieldValues) -> String {
        let left = input.values.filter { !["csrf", "version", "task", "password"].contains($0.key) }
        let text = left.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.joined(separator: "\u{1F}"))" }
        return Digest(of: text.joined(separator: "\u{1E}")).hex
    }
}
