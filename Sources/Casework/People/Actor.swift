// Who acts.

public import Basics

/// The post a person holds, as the signature block prints it (Decree 30/2020, box 7a).
public struct Position: Hashable, Codable, Sendable {
    /// The person's own title, such as `PHÓ CỤC TRƯỞNG`.
    public var title: String
    /// The line above it when they sign for somebody else, such as `KT. CỤC TRƯỞNG`; empty for the head.
    public var authority: String

    public init(title: String, authority: String = "") {
        self.title = title
        self.authority = authority
    }

    /// The lines of the block that there are, from above.
    public var lines: [String] { [authority, title].filter { !$0.isEmpty } }
}

/// Whoever performs an act: a signed-in person, somebody at the machine, another program, or the server itself. Passed
/// along as a value; nothing reads an ambient "current user".
public struct Actor: Hashable, Sendable {
    /// What the log keeps of it.
    public var envelope: ActorEnvelope
    /// The person's name, exactly as given.
    public var name: String
    public var roles: Set<Role>
    /// Set for people of a requesting organisation.
    public var organization: OrganizationID?
    /// Set for people of a managing agency.
    public var office: OfficeCode?
    public var position: Position?
    /// Under what an approver may decide just now.
    public var authorities: [SigningAuthority] = []
    /// The office at whose desk somebody enters what a person handed in on paper.
    public private(set) var desk: OfficeCode?

    /// `nil` for whoever is no account.
    public var account: AccountID? { envelope.who.account }
    /// For whom they act, where that is a person: themselves, or who stands at their desk.
    public var person: AccountID? { envelope.authority ?? account }

    /// A person with an account. People come by the pages unless something else is said.
    public init(
        account: AccountID, by channel: ActorEnvelope.Channel = .web, name: String, roles: Set<Role>,
        organization: OrganizationID? = nil, office: OfficeCode? = nil, position: Position? = nil
    ) {
        // A citizen asks for themselves: with them everything is as with an organisation's filer.
        let all = roles == [.citizen] ? [.citizen, .filer] : roles
        self.init(ActorEnvelope(.account(account), by: channel), name: name, roles: all)
        self.organization = organization
        self.office = office
        self.position = position
    }

    private init(_ envelope: ActorEnvelope, name: String, roles: Set<Role>) {
        self.envelope = envelope
        self.name = name
        self.roles = roles
    }

    /// The server itself, which performs service tasks and fires timers.
    public static let system = Actor.system(by: .worker)

    /// The server itself by another channel, as when it starts.
    public static func system(by channel: ActorEnvelope.Channel) -> Actor {
        Actor(ActorEnvelope(.system, by: channel), name: "Trình Ký", roles: [.system])
    }

    /// A clerk who enters what a person hands in on paper: for them, by their authority, and as nothing else.
    /// - Parameter person: the account that stands for the person.
    public static func atDesk(_ clerk: Actor, for person: AccountID) -> Actor {
        let envelope = ActorEnvelope(clerk.envelope.who, by: .paper, authority: person)
        var actor = Actor(envelope, name: clerk.name, roles: [.citizen, .filer])
        (actor.desk, actor.position) = (clerk.office, clerk.position)
        return actor
    }

    /// A server of an organisation, which proved who it is.
    public static func client(_ organization: OrganizationID) -> Actor {
        var actor = Actor(ActorEnvelope(.client(organization.text), by: .api), name: "", roles: [])
        actor.organization = organization
        return actor
    }

    /// Somebody at the machine. They hold no role: commands are not acts on cases.
    public static func machineOperator(_ name: String) -> Actor {
        Actor(ActorEnvelope(.machineOperator(name), by: .command), name: name, roles: [])
    }
}
