// What an organisation cannot be.

import Basics
public import Casework

/// Why an organisation cannot be made or changed that way. Codes; the words for people are elsewhere.
public enum OrganizationProblem: Error, Sendable, Hashable {
    /// What of it is text; the raw values are the names of the fields.
    public enum Part: String, Sendable { case name, address, telephone, email }

    case nameMissing
    case addressMissing
    case tooLong(Part, max: Int)
    /// A character that no line of text has.
    case textNotUsable(Part)
    case emailNotUsable
    case classMissing
    case levelMissing
    /// No province of today.
    case unknownProvince
    /// Not the five digits of a commune.
    case communeNotUsable
    /// In the list of communes, where there is one, it is not, or in another province.
    case communeElsewhere
    case unknown
    case unknownSuperior
    /// It would stand above one that stands above it.
    case superiorBelow
}

extension Organization {
    /// What is wrong with it by itself. Whether province and superior exist is asked elsewhere.
    public var problems: [OrganizationProblem] {
        let parts: [(OrganizationProblem.Part, String, Int)] = [
            (.name, name, Limits.organizationNameCharactersMax),
            (.address, address, Limits.organizationAddressCharactersMax),
            (.telephone, telephone, Limits.organizationContactCharactersMax),
            (.email, email, Limits.organizationContactCharactersMax),
        ]
        var problems: [OrganizationProblem] = []
        if name.trimmed.isEmpty { problems.append(.nameMissing) }
        if address.trimmed.isEmpty { problems.append(.addressMissing) }
        for (part, text, max) in parts {
            if text.count > max { problems.append(.tooLong(part, max: max)) }
            if !text.isOneLine { problems.append(.textNotUsable(part)) }
        }
        if !email.isEmpty, email.wholeMatch(of: #/[^\s@]+@[^\s@]+/#) == nil { problems.append(.emailNotUsable) }
        if let commune, !commune.isDigits(5) { problems.append(.communeNotUsable) }
        return problems
    }
}

extension String {
    /// Whether it can stand on a line of a page or a letter.
    var isOneLine: Bool {
        do {
            _ = try CleanText.clean(self, allowsLines: false)
            return true
        } catch {
            return false
        }
    }
}
