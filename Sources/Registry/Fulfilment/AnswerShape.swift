// What answers look like, whatever the service: all that the registry knows of services.

/// The shape of an answer, from the least revealing to the most.
public enum AnswerShape: String, CaseIterable, Codable, Sendable {
    /// True, false, not comparable or no data, never the value.
    case match
    /// The values of fields of the person asked about.
    case values
    /// The person's household: its head and members.
    case household

    /// Whether an answer of this shape can say something about the field.
    public func answers(_ field: PersonField) -> Bool {
        switch self {
        case .match: field.mayBeClaimed
        case .values: field.mayBeProvided
        case .household: field.isOfMembers || field == .householdID || field == .relationToHead
        }
    }
}

/// What a grant keeps of the service it is for: enough to answer, whatever becomes of the catalogue.
public struct GrantedService: Hashable, Codable, Sendable {
    /// The code of the catalogue's entry.
    public let code: String
    public let shape: AnswerShape
    /// What a person is identified by.
    public let keys: [PersonField]

    public init(code: String, shape: AnswerShape, keys: [PersonField]) {
        self.code = code
        self.shape = shape
        self.keys = keys
    }

    /// The fields as a grant has them: keys are only ever compared all together, so who has one has them all.
    public func completed(_ fields: [PersonField]) -> [PersonField] {
        guard shape == .match, fields.contains(where: keys.contains) else { return fields }
        return keys + fields.filter { !keys.contains($0) }
    }
}
