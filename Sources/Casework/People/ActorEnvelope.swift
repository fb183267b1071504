// What the log keeps of an actor.

public import Basics

/// Who did it, on whose authority, and by which channel: what every entry of the log carries. By account and name of
/// login, never by the name of a person.
public struct ActorEnvelope: Hashable, Sendable {
    public enum Who: Hashable, Sendable {
        case account(AccountID)
        /// Somebody at the machine, by the name they gave or logged in with.
        case machineOperator(String)
        /// A client of an interface, by its identifier.
        case client(String)
        /// The server itself.
        case system
        /// Nobody that is known, as when a sign-in fails.
        case unknown
    }

    /// The way by which an act came in. The raw values stand in the log for ever.
    public enum Channel: String, CaseIterable, Sendable {
        /// The pages.
        case web
        /// The command line.
        case command
        /// The interface for other programs.
        case api
        /// Paper that somebody entered.
        case paper
        /// Periodic work that no case asked for.
        case timer
        /// What follows from a case, timers of its process included.
        case worker
    }

    public var who: Who
    /// Whose authority was used, when it is not one's own.
    public var authority: AccountID?
    public var channel: Channel

    public init(_ who: Who, by channel: Channel, authority: AccountID? = nil) {
        self.who = who
        self.authority = authority
        self.channel = channel
    }
}

extension ActorEnvelope.Who {
    public var account: AccountID? {
        if case .account(let id) = self { id } else { nil }
    }

    /// The text that stands for it in the log, such as `account:<id>`. It is for ever.
    public var text: String {
        switch self {
        case .account(let id): "account:" + id.text
        case .machineOperator(let name): "operator:\(name)"
        case .client(let id): "client:\(id)"
        case .system: "system"
        case .unknown: "unknown"
        }
    }

    /// Reads `text` back.
    public init?(_ text: String) {
        let colon = text.utf8.firstIndex(of: UInt8(ascii: ":"))
        let rest = colon.map { text[text.utf8.index(after: $0)...] }
        switch (text[..<(colon ?? text.endIndex)], rest) {
        case ("account", let id?):
            guard let id = AccountID(id) else { return nil }
            self = .account(id)
        case ("operator", let name?) where !name.isEmpty: self = .machineOperator(String(name))
        case ("client", let id?) where !id.isEmpty: self = .client(String(id))
        case ("system", nil): self = .system
        case ("unknown", nil): self = .unknown
        default: return nil
        }
    }
}
