// Where a rule or an entry comes from.

/// How sure a fact of the domain is. Loaded files carry it, so that pages can show it and operators know what to check.
public enum EvidenceMark: String, CaseIterable, Codable, Sendable {
    /// Read in a public source, which is named.
    case verified = "V"
    /// Read in public software or data.
    case repository = "V-repo"
    /// Concluded from what a source says, which is named.
    case inferred = "I"
    /// General knowledge of the act, not confirmed by a source.
    case recalled = "R"
    /// Not found; the value is an honest default.
    case unknown = "?"
    /// Defined by this product where the law leaves the detail open.
    case product = "P"
}

/// The source of an entry and how sure it is.
public struct Provenance: Hashable, Codable, Sendable {
    public var source: String
    public var mark: EvidenceMark

    public init(source: String, mark: EvidenceMark) {
        self.source = source
        self.mark = mark
    }
}
