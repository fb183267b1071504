// About whom a grant is, and how its uses are counted.

public import Basics

/// The persons of a grant.
public enum GrantScope: Hashable, Sendable {
    /// The list of the request, or some rows of it.
    case list(GrantedSubjects)
    /// Any person whom a call names by these keys.
    case named(by: [PersonField])
    /// The recipient alone, by the number of their own record.
    case oneself(PersonalID)
    /// Nobody: tables of counts.
    case tables(GrantedTables)
}

/// Which tables of counts may be had: any by some of these dimensions, of these provinces, as of this day.
public struct GrantedTables: Hashable, Codable, Sendable {
    /// Codes of what people may be counted by.
    public let dimensions: [String]
    /// Codes of provinces; none for the whole country.
    public let provinces: [String]
    public let day: LocalDate

    public init(dimensions: [String], provinces: [String], day: LocalDate) {
        self.dimensions = dimensions
        self.provinces = provinces
        self.day = day
    }
}

/// Stored as `{"kind":"list","subjects":{…}}`, `{"kind":"named","keys":[…]}`, `{"kind":"oneself","person":"…"}` and
/// `{"kind":"tables","tables":{…}}`.
extension GrantScope: Codable {
    private enum Kind: String, Codable { case list, named, oneself, tables }
    private enum CodingKeys: String, CodingKey { case kind, subjects, keys, person, tables }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        switch try values.decode(Kind.self, forKey: .kind) {
        case .list: self = .list(try values.decode(GrantedSubjects.self, forKey: .subjects))
        case .named: self = .named(by: try values.decode([PersonField].self, forKey: .keys))
        case .oneself: self = .oneself(try values.decode(PersonalID.self, forKey: .person))
        case .tables: self = .tables(try values.decode(GrantedTables.self, forKey: .tables))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .list(let subjects):
            try values.encode(Kind.list, forKey: .kind)
            try values.encode(subjects, forKey: .subjects)
        case .named(let keys):
            try values.encode(Kind.named, forKey: .kind)
            try values.encode(keys, forKey: .keys)
        case .oneself(let person):
            try values.encode(Kind.oneself, forKey: .kind)
            try values.encode(person, forKey: .person)
        case .tables(let tables):
            try values.encode(Kind.tables, forKey: .kind)
            try values.encode(tables, forKey: .tables)
        }
    }
}

/// Which persons of a list: all of it, by digest, or some rows where the approver narrowed it.
public struct GrantedSubjects: Hashable, Codable, Sendable {
    public let list: SubjectListID
    /// `SubjectListSum.digest` of that list.
    public let digest: String
    /// Subjects in that list.
    public let count: Int
    /// The rows granted; `nil` grants all.
    public let rows: [Int]?

    public init(_ list: SubjectListReference, rows: [Int]? = nil) {
        self.list = list.id
        digest = list.digest
        count = list.count
        self.rows = rows.map { Array(Set($0)).sorted() }
    }

    /// Whether that is the list: by what it adds up to, which has everything that its rows say.
    func isOf(_ other: SubjectListReference) -> Bool {
        other.id == list && other.count == count && other.digest == digest
    }

    /// How many persons are granted.
    public var granted: Int { rows?.count ?? count }
}

/// How often a grant may be used.
public struct GrantedUses: Hashable, Codable, Sendable {
    /// What counts as one use.
    public enum Unit: String, Codable, Sendable {
        /// Answering the whole list once.
        case list
        /// One answer.
        case call
        /// A marginal of counts that was not had before (`Statistics.Marginal`).
        case marginal
    }

    public let allowed: Int
    public let per: Unit

    public init(_ allowed: Int, per unit: Unit) {
        self.allowed = allowed
        per = unit
    }
}
