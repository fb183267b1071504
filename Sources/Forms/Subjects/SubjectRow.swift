// One person that a request is about.

/// A person concerned, with the three keys the law asks for (domain: họ tên, ngày sinh, số định danh cá nhân) and what
/// the requester claims about them.
public struct SubjectRow: Hashable, Codable, Sendable {
    /// 12 digits.
    public var personalID: String
    /// As it was given, in Unicode form C.
    public var fullName: String
    /// `yyyy-MM-dd`, or `yyyy-MM` or `yyyy` where no more is known.
    public var birthDate: String
    /// The value to be confirmed, by column.
    public var claims: [String: String]
    /// The enclosed file that concerns this person.
    public var enclosure: String?

    public init(
        personalID: String, fullName: String, birthDate: String, claims: [String: String] = [:],
        enclosure: String? = nil
    ) {
        self.personalID = personalID
        self.fullName = fullName
        self.birthDate = birthDate
        self.claims = claims
        self.enclosure = enclosure
    }

    /// The bytes of its texts.
    public var byteCount: Int {
        ([personalID, fullName, birthDate, enclosure ?? ""] + claims.values).reduce(0) { $0 + $1.utf8.count }
    }
}

/// What becomes of a readable claim.
public enum KeptClaim: Hashable, Sendable {
    case value(String)
    /// What it refers to is not there, or does not do.
    case fault(ProblemCode, [String: String])
}

/// A value that a service confirms, which the requester gives for each person.
public struct ClaimColumn: Hashable, Sendable {
    /// The name in the header, such as `blood_type`.
    public var key: String
    public var isRequired: Bool
    /// How such a value is written, shown when one cannot be read; empty when any text will do.
    public var example: String

    public init(_ key: String, isRequired: Bool = true, example: String = "") {
        self.key = key
        self.isRequired = isRequired
        self.example = example
    }
}
