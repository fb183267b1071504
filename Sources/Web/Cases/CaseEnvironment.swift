// What the pages of cases stand on, and how they find a case.

public import Basics
import Casework
import Formats
import Forms
import Hummingbird
public import Records
public import Storage

/// The shells that the pages of cases call: one call for each thing a person does.
public struct CaseEnvironment: Sendable {
    public var pages: Pages
    public var store: any Store
    public var desk: CaseDesk
    public var results: ResultDesk
    public var ownRecords: OwnRecordDesk
    public var tables: TableDesk
    public var procedures: Procedures
    public var papers: PaperShelf
    public var documents: DocumentInspector
    public var clock: @Sendable () -> Timestamp
    public var accounts: Accounts
    /// What was typed or chosen and could not be taken yet.
    public var kept: any FormKeeper
    /// Has it in the log that an official was shown something.
    public var record: @Sendable (AccessRecord) async throws -> Void
    /// Does what follows from an act before its answer goes out, as far as that is quick.
    public var settle: @Sendable () async -> Void

    public init(
        pages: Pages, store: any Store, desk: CaseDesk, results: ResultDesk, tables: TableDesk,
        procedures: Procedures, papers: PaperShelf, documents: DocumentInspector, accounts: Accounts,
        kept: any FormKeeper,
        record: @escaping @Sendable (AccessRecord) async throws -> Void,
        clock: @escaping @Sendable () -> Timestamp, settle: @escaping @Sendable () async -> Void
    ) {
        self.pages = pages
        self.store = store
        self.desk = desk
        self.results = results
        ownRecords = OwnRecordDesk(store: store, catalogue: procedures.catalogue, results: results)
        self.tables = tables
        self.procedures = procedures
        self.papers = papers
        self.documents = documents
        self.record = record
        self.clock = clock
        self.accounts = accounts
        self.kept = kept
        self.settle = settle
    }

    /// The case of the address with what it goes by, when this person may know of it; otherwise "not found", whatever
    /// the reason.
    func dossier(_ context: PageContext) async throws -> Dossier {
        guard let (state, texts) = try await desk.find(try context.caseID(), try context.signedIn().actor) else {
            throw PageError.notFound
        }
        return Dossier(state, texts, context)
    }
}

extension CaseEnvironment {
    /// For a case that a page is to make.
    func newCaseID() -> CaseID { CaseID(at: clock(), random: Random.bytes(10)) }

    /// Records that this person is shown a case which the address does not name.
    func recordLook(at id: CaseID, _ context: PageContext) async throws {
        let actor = try context.signedIn().actor
        guard Permissions.isOfficial(actor) else { return }
        try await record(
            AccessRecord(
                .read, by: actor.envelope.who, route: SiteRoute.manyLetters.pattern,
                target: AccessRecord.Target(caseID: id)))
    }

    /// What is wrong with the password of the form; `nil` where who sent it proved again who they are.
    func passwordProblem(_ form: FormData, _ context: PageContext) async throws -> Problem? {
        if try await isProven(form, context) { return nil }
        let isEmpty = form.first("password")?.isEmpty ?? true
        return Problem("password", code: isEmpty ? "problem.password-missing" : "problem.wrong-password")
    }

    /// Whether who sent the form proved again who they are, by their password.
    func isProven(_ form: FormData, _ context: PageContext) async throws -> Bool {
        guard let account = try context.signedIn().actor.account, let session = context.sessionToken,
            let password = form.first("password"), !password.isEmpty, password.count <= Limits.passwordCharactersMax
        else { return false }
        let result = try await accounts.confirm(
            password: password.nfc, of: account, session: session,
            addressDigest: Accounts.digest(ofAddress: context.remoteAddress), now: clock())
        switch result {
        case .confirmed: return true
        case .refused: return false
        case .throttled(let seconds): throw PageError.throttled(seconds: seconds)
        }
    }
}

extension Rejection {
    /// The error page of a refusal that no form can show; `id` is the case it was about.
    func pageError(_ id: CaseID) -> PageError {
        switch self {
        case .notFound: .notFound
        case .forbidden: .forbidden
        case .conflict: .conflict(location: SitePath.of(id).description)
        case .rule: .forbidden
        case .invalid: .unprocessable
        case .overQuota(let quota): .overQuota(quota)
        case .process: .failed
        }
    }
}

extension FormData {
    /// The posted fields as forms read them.
    var fieldValues: FieldValues {
        FieldValues(Dictionary(fields.map { ($0.name, [$0.value]) }, uniquingKeysWith: +))
    }
}
