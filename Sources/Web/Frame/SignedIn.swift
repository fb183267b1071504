// Who uses the site, and the two desks that know: signing in, and finding the session again.

public import Basics
public import Casework
public import Records

/// A signed-in person for the length of one request.
public struct SignedIn: Sendable, Hashable {
    public var actor: Actor
    /// The account name, shown nowhere but to its owner.
    public var username: String
    /// The name of the organisation or office, shown beside the person's name.
    public var unit: String
    /// Random bytes of this session that the anti-forgery value is made of; never sent as they are.
    public var secret: [UInt8]
    /// A citizen's own number, for their own record; other accounts have none.
    public var personalID: String?
    /// What this person has to do before any other page opens.
    public var duty: AccountDuty?
    /// Whether it was not noted lately that they are here (`SessionDesk.touch`).
    public var isTouchDue: Bool

    public init(
        actor: Actor, username: String, unit: String, secret: [UInt8], personalID: String? = nil,
        duty: AccountDuty? = nil, isTouchDue: Bool = false
    ) {
        self.actor = actor
        self.username = username
        self.unit = unit
        self.secret = secret
        self.personalID = personalID
        self.duty = duty
        self.isTouchDue = isTouchDue
    }
}

/// How an attempt to sign in ended. "No such account", "wrong password" and "locked" look the same.
public enum SignInOutcome: Sendable, Hashable {
    /// `token` is what the browser keeps in its cookie; `language` is what the person chose for all browsers.
    case signedIn(token: String, language: Language? = nil)
    /// The password was right; `token` goes with the code of the second factor.
    case codeNeeded(token: String)
    case refused
    /// Too many attempts: try again after that many seconds.
    case throttled(seconds: Int)
    /// What was begun with the password is over: it has to be given again.
    case expired
}

/// Checks a name and a password. `address` is the network address of the browser and `browser` the random text that it
/// keeps for long, both for throttling; the session `token` that it came with ends, so that a planted one is worth
/// nothing.
public protocol SignInDesk: Sendable {
    func signIn(
        username: String, password: String, address: String, browser: String, replacing token: String?
    ) async throws -> SignInOutcome

    /// The second step, for who has a second factor: `step` is the token that came with the right password.
    func finishSignIn(
        step: String, code: String, address: String, browser: String, replacing token: String?
    ) async throws -> SignInOutcome
}

/// Keeps the login sessions.
public protocol SessionDesk: Sendable {
    /// Who holds `token`; `nil` when the session is unknown, ended or too old.
    func find(token: String) async throws -> SignedIn?
    /// Notes that who holds `token` was here now, so that the session does not end by itself.
    func touch(token: String) async throws
    /// Who held `token` until that session came to its end by itself, not long ago; `nil` for every other token.
    func findEnded(token: String) async throws -> SignedIn?
    func end(token: String) async throws
}
