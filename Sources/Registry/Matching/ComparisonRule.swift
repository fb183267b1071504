// By which rule a claim is compared, as papers tell those who rely on the answer. docs/matching.md has them in full.

/// A rule of comparison. What it says is wording of papers, by its raw value.
public enum ComparisonRule: String, CaseIterable, Sendable {
    /// Number, name and date of birth, which identify a person only together.
    case identity
    case text, number, date, list, place, persons, contact, age, life, fingerprint
    case bloodType = "blood-type"
}

extension PersonField {
    /// The rule for claims of the field; `nil` where none are compared.
    public var comparisonRule: ComparisonRule? {
        guard mayBeClaimed else { return nil }
        switch kind {
        case .number: return .number
        case .name, .word: return .text
        case .date: return .date
        case .sex, .maritalStatus, .relation: return .list
        case .place: return .place
        case .bloodType: return .bloodType
        case .persons: return .persons
        case .contact: return .contact
        case .age: return .age
        case .life: return .life
        case .fingerprint: return .fingerprint
        case .card, .lifeEnd, .listing: return nil
        }
    }
}

extension ComparisonRule {
    /// The rules for a service that identifies people by `keys`, each with the fields it holds for: the keys first,
    /// then the others in their order.
    public static func rules(
        for fields: [PersonField], keys: [PersonField]
    ) -> [(rule: ComparisonRule, fields: [PersonField])] {
        var rules: [(rule: ComparisonRule, fields: [PersonField])] = keys.isEmpty ? [] : [(.identity, keys)]
        for field in fields where !keys.contains(field) {
            guard let rule = field.comparisonRule else { continue }
            if let place = rules.firstIndex(where: { $0.rule == rule }) {
                rules[place].fields.append(field)
            } else {
                rules.append((rule, [field]))
            }
        }
        return rules
    }
}
