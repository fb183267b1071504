// The sign-in and session desks over the accounts in the store.

public import Basics
import Casework
public import Records

/// Signs people in and finds their sessions again by `Accounts`.
public struct AccountDesk: SignInDesk, SessionDesk {
    private let accounts: Accounts
    private let clock: @Sendable () -> Timestamp

    public init(accounts: Accounts, clock: @escaping @Sendable () -> Timestamp) {
        self.accounts = accounts
        self.clock = clock
    }

    public func signIn(
        username: String, password: String, address: String, browser: String, replacing token: String?
    ) async throws -> SignInOutcome {
        let result = try await accounts.signIn(
            username: username, password: password, addressDigest: Accounts.digest(ofAddress: address),
            browser: browser, replacing: token, now: clock())
        return try await outcome(result)
    }

    public func finishSignIn(
        step: String, code: String, address: String, browser: String, replacing token: String?
    ) async throws -> SignInOutcome {
        let result = try await accounts.finishSignIn(
            token: step, code: code, addressDigest: Accounts.digest(ofAddress: address), browser: browser,
            replacing: token, now: clock())
        return try await outcome(result)
    }

    private func outcome(_ result: SignInResult) async throws -> SignInOutcome {
        switch result {
        case .signedIn(let token, let account):
            .signedIn(token: token, language: try await accounts.language(of: account))
        case .codeNeeded(let token): .codeNeeded(token: token)
        case .refused: .refused
        case .throttled(let seconds): .throttled(seconds: seconds)
        case .expired: .expired
        }
    }

    public func find(token: String) async throws -> SignedIn? {
        try await accounts.actor(forSession: token, now: clock()).map(Self.signedIn)
    }

    public func findEnded(token: String) async throws -> SignedIn? {
        try await accounts.actor(ofEndedSession: token, now: clock()).map(Self.signedIn)
    }

    private static func signedIn(_ found: SignedInAccount) -> SignedIn {
        SignedIn(
            actor: found.actor, username: found.username, unit: found.unitName, secret: found.csrfSecret,
            personalID: found.personalID, duty: found.duty, isTouchDue: found.isTouchDue)
    }

    public func touch(token: String) async throws { try await accounts.touch(session: token, now: clock()) }

    public func end(token: String) async throws { try await accounts.signOut(token: token, now: clock()) }
}
