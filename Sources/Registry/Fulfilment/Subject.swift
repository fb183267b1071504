// The persons a request concerns, as the requester states them, and the fixed list a grant refers to.

public import Basics

/// One person as claimed by the requester: the three identification keys the law asks for, and the values to compare.
public struct Subject: Hashable, Codable, Sendable {
    /// The identification keys, which every list has as columns.
    public static let keys: [PersonField] = [.personalID, .fullName, .birthDate]

    /// 1-based place in the list of the request.
    public var row: Int
    public var personalID: PersonalID
    public var fullName: String
    public var birthDate: PartialDate
    /// What is claimed of the person, for authentication services.
    public var claims: [PersonField: String]

    public init(
        row: Int, personalID: PersonalID, fullName: String, birthDate: PartialDate, claims: [PersonField: String] = [:]
    ) {
        self.row = row
        self.personalID = personalID
        self.fullName = fullName
        self.birthDate = birthDate
        self.claims = claims
    }
}

/// The list of a request once it is filed: it never changes, and a grant names its digest.
public struct SubjectList: Hashable, Codable, Sendable {
    public let id: SubjectListID
    public let subjects: [Subject]

    public init(id: SubjectListID, subjects: [Subject]) {
        self.id = id
        self.subjects = subjects
    }

    /// SHA-256, as 64 hexadecimal digits, of the list in its one canonical form: a line each subject; row, number,
    /// name, date of birth and the claims by field code, apart by tabs.
    public var digest: String {
        var bytes: [UInt8] = []
        for subject in subjects {
            var line = "\(subject.row)\t\(subject.personalID)\t\(subject.fullName)\t\(subject.birthDate)"
            for (field, value) in subject.claims.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                line += "\t\(field.rawValue)=\(value)"
            }
            bytes.append(contentsOf: line.utf8)
            bytes.append(UInt8(ascii: "\n"))
        }
        return Digest(of: bytes).hex
    }
}
