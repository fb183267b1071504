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
}

/// Whoever performs an act: a signed-in person, or the server itself. Passed along as a value; nothing reads an
/// ambient "current user".
public struct Actor: Hashable, Codable, Sendable {
    /// `nil` for the server itself.
    public var account: AccountID?
    /// The person's name, exactly as given.
    public var name: String
    public var roles: Set<Role>
    /// Set for people of a requesting organisation.
    public var organization: OrganizationID?
    /// Set for people of a managing agency.
    public var office: OfficeCode?
    public var position: Position?

    public init(
        account: AccountID?, name: String, roles: Set<Role>, organization: OrganizationID? = nil,
        office: OfficeCode? = nil, position: Position? = nil
    ) {
        self.account = account
        self.name = name
        self.roles = roles
        self.organization = organization
        self.office = office
        self.position = position
    }

    /// The server itself, which performs service tasks and fires timers.
    public static let system = Actor(account: nil, name: "Trình Ký", roles: [.system])
}
