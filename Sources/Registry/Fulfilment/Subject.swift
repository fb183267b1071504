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

/// What a list of persons is known by. The rows are stored once and never change, so a signed list stays what it was.
public struct SubjectListReference: Hashable, Codable, Sendable {
    public var id: SubjectListID
    public var count: Int
    /// `SubjectListSum.digest` over the rows in order.
    public var digest: String

    public init(id: SubjectListID, count: Int, digest: String) {
        self.id = id
        self.count = count
        self.digest = digest
    }
}

/// The list of a request once it is filed, where it is held whole.
public struct SubjectList: Hashable, Sendable {
    public let reference: SubjectListReference
    public let subjects: [Subject]

    public init(id: SubjectListID, subjects: [Subject]) {
        var sum = SubjectListSum()
        for subject in subjects { sum.add(subject) }
        reference = sum.reference(id)
        self.subjects = subjects
    }

    public var id: SubjectListID { reference.id }
}

/// Adds up a list, one subject after the other, to what it is known by: a long one is never held whole.
public struct SubjectListSum {
    public private(set) var count = 0
    private let sum = DigestSum()

    public init() {}

    public mutating func add(_ subject: Subject) {
        var line = "\(subject.row)\t\(subject.personalID)\t\(subject.fullName)\t\(subject.birthDate)"
        for (field, value) in subject.claims.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            line += "\t\(field.rawValue)=\(value)"
        }
        line += "\n"
        sum.add(Array(line.utf8))
        count += 1
    }

    /// SHA-256, as 64 hexadecimal digits, of the list in its one canonical form: a line each subject; row, number,
    /// name, date of birth and the claims by field code, apart by tabs.
    public var digest: String { sum.digest.hex }

    public func reference(_ id: SubjectListID) -> SubjectListReference {
        SubjectListReference(id: id, count: count, digest: digest)
    }
}
