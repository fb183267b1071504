// What the pages of accounts stand on.

public import Basics
public import Casework
import Formats
import Hummingbird
public import Records
public import Registry
public import Storage

/// The shells that the pages of accounts and organisations call.
public struct AccountEnvironment: Sendable {
    public var pages: Pages
    public var store: any Store
    public var accounts: Accounts
    public var offices: [Office]
    public var provinces: Provinces
    public var isSecure: Bool
    public var clock: @Sendable () -> Timestamp

    public init(
        pages: Pages, store: any Store, accounts: Accounts, offices: [Office], provinces: Provinces, isSecure: Bool,
        clock: @escaping @Sendable () -> Timestamp
    ) {
        self.pages = pages
        self.store = store
        self.accounts = accounts
        self.offices = offices
        self.provinces = provinces
        self.isSecure = isSecure
        self.clock = clock
    }

    /// Whether that is the password of whoever is signed in. `nil` when it is; otherwise what to say at the field.
    func refusal(ofPassword form: FormData, _ context: PageContext) async throws -> ProblemView? {
        guard let account = try context.signedIn().actor.account, let token = context.sessionToken else {
            throw PageError.notSignedIn
        }
        let result = try await accounts.confirm(
            password: form.password("password"), of: account, session: token,
            addressDigest: Accounts.digest(ofAddress: context.remoteAddress), now: clock())
        return AccountEnvironment.problem(result, context.t)
    }

    static func problem(_ result: ConfirmationResult, _ t: Strings) -> ProblemView? {
        switch result {
        case .confirmed: nil
        case .refused: ProblemView(field: "password", text: t("accounts.problem.password-wrong"))
        case .throttled(let seconds):
            ProblemView(
                field: "password",
                text: t("accounts.login.throttled", ["minutes": String((seconds + 59) / 60)]))
        }
    }
}

/// All pages of accounts and organisations, in one list.
public enum AccountPageGroups {
    public static func all(_ environment: AccountEnvironment) -> [any PageGroup] {
        [
            OwnAccountPages(environment: environment), OwnPasswordPages(environment: environment),
            SecondFactorPages(environment: environment), AccountListPages(environment: environment),
            AccountFormPages(environment: environment), AccountStepPages(environment: environment),
            OrganizationPages(environment: environment),
        ]
    }
}

extension FormData {
    /// A password as it was typed, in the one spelling that is stored.
    func password(_ name: String) -> String { (first(name) ?? "").nfc }

    /// What was typed into a field of one line, cut where no field of ours takes more.
    func line(_ name: String) -> String {
        String((first(name) ?? "").prefix(Limits.fieldCharactersMax)).nfc.trimmed
    }
}
