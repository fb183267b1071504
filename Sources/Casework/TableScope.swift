// A request for counts: as of which day, of which provinces; and the tables that were had of it.

public import Basics
import Forms

/// The part of a request that takes the place of a list of persons, where tables of counts are asked for. By what
/// people are counted are the fields of the request.
public struct TableScope: Hashable, Codable, Sendable {
    /// The page of the form, and its fields.
    public static let page = "tables"
    public static let provincesField = "table_provinces"
    public static let dayField = "counted_on"
    /// The list of provinces that the server fills in.
    public static let list = "provinces"

    /// The codes of provinces; none for the whole country.
    public var provinces: [String]
    public var day: LocalDate

    public init(provinces: [String], day: LocalDate) {
        self.provinces = provinces
        self.day = day
    }
}

/// A table that was made under a grant: what was asked for. The counts are made anew each time that it is shown, and
/// are the same.
public struct AnsweredTable: Hashable, Codable, Sendable {
    /// Codes of what is counted by, in the order in which they are shown.
    public var dimensions: [String]
    /// The provinces that it is about; none for the whole country.
    public var provinces: [String]
    /// What it took of the grant's budget: by their stored form, those that no table before had.
    public var marginals: [String]

    public init(dimensions: [String], provinces: [String], marginals: [String]) {
        self.dimensions = dimensions
        self.provinces = provinces
        self.marginals = marginals
    }

    /// Whether the same was asked for.
    public func asksTheSame(as other: AnsweredTable) -> Bool {
        dimensions == other.dimensions && provinces == other.provinces
    }
}

extension CaseState {
    /// Of which provinces and day tables are asked for; `nil` for a service that answers otherwise.
    public func requestedTables(of service: ServiceEntry) -> TableScope? {
        guard service.scope == .tables, let day = answers.date(TableScope.dayField) else { return nil }
        return TableScope(provinces: answers.texts(TableScope.provincesField), day: day)
    }
}
