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
    /// The enclosed file that concerns this person, such as their consent, as the list names it.
    public var enclosure: String?

    public init(
        row: Int, personalID: PersonalID, fullName: String, birthDate: PartialDate, claims: [PersonField: String] = [:],
        enclosure: String? = nil
    ) {
        self.row = row
        self.personalID = personalID
        self.fullName = fullName
        self.birthDate = birthDate
        self.claims = claims
        self.enclosure = enclosure
    }
}

/// What a list of persons is known by. The rows are stored once and never change, so a signed list stays what it was.
public struct SubjectListReference: Hashable, Codable, Sendable {
    public var id: SubjectListID
    public var count: Int
    /// `SubjectListSum.digest` over the rows in order.
    public var digest: String
    /// The enclosures that its rows name; `nil` where none does.
    public var enclosures: NamedEnclosures?

    public init(id: SubjectListID, count: Int, digest: String, enclosures: NamedEnclosures? = nil) {
        self.id = id
        self.count = count
        self.digest = digest
        self.enclosures = enclosures
    }
}

/// What a list says of the enclosures that concern single persons, so that nobody reads a long list to know it.
public struct NamedEnclosures: Hashable, Codable, Sendable {
    /// As the rows name them, each once, sorted.
    public var names: [String]
    /// The rows that name one.
    public var persons: Int

    public init(names: [String], persons: Int) {
        self.names = names
        self.persons = persons
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
    /// The enclosures that are named, as they were named first, by the keys of their names.
    private var enclosures: [String: String] = [:]
    /// The subjects that name one.
    private var naming = 0

    public init() {}

    public mutating func add(_ subject: Subject) {
        var line = "\(subject.row)\t\(subject.personalID)\t\(subject.fullName)\t\(subject.birthDate)"
        for (field, value) in subject.claims.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            line += "\t\(field.rawValue)=\(value)"
        }
        if let enclosure = subject.enclosure {
            line += "\tenclosure=\(enclosure)"
            let key = FileName.keyOfPDF(enclosure)
            enclosures[key] = enclosures[key] ?? enclosure
            naming += 1
        }
        line += "\n"
        sum.add(Array(line.utf8))
        count += 1
    }

    /// SHA-256, as 64 hexadecimal digits, of the list in its one canonical form: a line each subject; row, number,
    /// name, date of birth, the claims by field code and the enclosure that is named, apart by tabs.
    public var digest: String { sum.digest.hex }

    public func reference(_ id: SubjectListID) -> SubjectListReference {
        let named = naming == 0 ? nil : NamedEnclosures(names: enclosures.values.sorted(), persons: naming)
        return SubjectListReference(id: id, count: count, digest: digest, enclosures: named)
    }
}
