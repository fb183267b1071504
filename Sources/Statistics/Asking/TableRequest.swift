// What a statistician asks for, and everything that may be wrong with it.

public import Basics

/// Of which areas a table is.
public enum AskedArea: Hashable, Sendable {
    case country
    case provinces([String])
    case communes([String])
}

/// A table as it is asked for, nothing of it checked.
///
/// It can be restricted to areas, and in no other way. A restriction to some values, or a total of some areas, would
/// let one count of a person be had within many unions, each with other noise: their differences average it away. So a
/// table has every value of its dimensions, and a total only of what is an area itself.
public struct TableRequest: Hashable, Sendable {
    public let dimensions: [Dimension]
    public let area: AskedArea
    public let day: LocalDate

    public init(_ dimensions: [Dimension], area: AskedArea = .country, day: LocalDate) {
        self.dimensions = dimensions
        self.area = area
        self.day = day
    }
}

/// A reason why there is no such table.
public enum RequestProblem: Hashable, Sendable {
    case noDimension
    case dimensionTwice(Dimension)
    /// A commune lies in one province.
    case communeWithProvince
    case tooManyDimensions(max: Int)
    case tooManyCells(max: Int)
    /// Too few persons for so many cells.
    case cellsTooSmall(min: Int)
    case noArea
    case areaTwice(String)
    case tooManyAreas(max: Int)
    case unknownProvince(String)
    case unknownCommune(String)
    /// Several areas are shown side by side and not as one: province or commune must be a dimension.
    case severalAreasAsOne
    /// Provinces of communes make no rows.
    case provincesWithinCommunes
    /// Nobody was counted as of that day.
    case noSuchDay

    /// For the key of its sentence.
    public var code: String {
        switch self {
        case .noDimension: "no-dimension"
        case .dimensionTwice: "dimension-twice"
        case .communeWithProvince: "commune-with-province"
        case .tooManyDimensions: "too-many-dimensions"
        case .tooManyCells: "too-many-cells"
        case .cellsTooSmall: "cells-too-small"
        case .noArea: "no-area"
        case .areaTwice: "area-twice"
        case .tooManyAreas: "too-many-areas"
        case .unknownProvince: "unknown-province"
        case .unknownCommune: "unknown-commune"
        case .severalAreasAsOne: "several-areas-as-one"
        case .provincesWithinCommunes: "provinces-within-communes"
        case .noSuchDay: "no-such-day"
        }
    }
}

/// Every reason at once.
public struct RequestProblems: Error, Hashable, Sendable {
    public let problems: [RequestProblem]
}
