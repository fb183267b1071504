// A request that may be answered: its rows and columns, and the marginals it takes.

public import Basics

/// One dimension of a table.
public struct TableAxis: Hashable, Sendable {
    public let dimension: Dimension
    /// Of its values, in the order in which they are printed.
    public let codes: [String]
    /// Whether a total stands behind them. There is none of some areas that are no area themselves.
    public let hasTotal: Bool

    var size: Int { codes.count + (hasTotal ? 1 : 0) }
}

/// A table as it will be.
public struct TablePlan: Sendable {
    public let request: TableRequest
    public let day: LocalDate
    /// As they were asked for.
    public let axes: [TableAxis]
    /// What one row is about, and its total.
    let level: AreaLevel
    let totalLevel: AreaLevel
    /// The row of each commune that is counted; 0 where areas are no dimension.
    let rows: [UInt32: Int]

    /// Fails with everything that is wrong at once.
    public init(_ request: TableRequest, coverage: Coverage) throws(RequestProblems) {
        let areas = PlannedAreas(request, coverage)
        let persons = request.dimensions.filter { !$0.isArea }
        var problems = Self.problems(of: request.dimensions) + areas.problems
        if request.day != coverage.day { problems.append(.noSuchDay) }
        let most = areas.level == .commune ? Limits.communeTableDimensionsMax : Limits.tableDimensionsMax
        if Set(persons).count > most { problems.append(.tooManyDimensions(max: most)) }
        let cells = Set(persons).reduce(max(1, areas.codes.count)) { $0 * $1.count }
        if cells > Limits.tableCellsMax { problems.append(.tooManyCells(max: Limits.tableCellsMax)) }
        // Where areas are wrong, what lives there says nothing.
        if areas.problems.isEmpty, areas.shown < cells * Limits.tableMeanCellMin {
            problems.append(.cellsTooSmall(min: Limits.tableMeanCellMin))
        }
        guard problems.isEmpty else { throw RequestProblems(problems: problems) }
        self.request = request
        day = coverage.day
        axes = request.dimensions.map { dimension in
            dimension.isArea
                ? TableAxis(dimension: dimension, codes: areas.codes, hasTotal: areas.totalLevel != nil)
                : TableAxis(dimension: dimension, codes: dimension.codes, hasTotal: true)
        }
        level = areas.level
        totalLevel = areas.totalLevel ?? areas.level
        rows = areas.rows
    }

    private static func problems(of dimensions: [Dimension]) -> [RequestProblem] {
        var problems: [RequestProblem] = dimensions.isEmpty ? [.noDimension] : []
        var seen: [Dimension: Int] = [:]
        for dimension in dimensions { seen[dimension, default: 0] += 1 }
        problems += seen.filter { $0.value > 1 }.keys.sorted().map(RequestProblem.dimensionTwice)
        if seen[.province] != nil, seen[.commune] != nil { problems.append(.communeWithProvince) }
        return problems
    }

    /// The marginals of all its counts: what it costs, if none of them was had before.
    public var marginals: Set<Marginal> {
        let persons = axes.map(\.dimension).filter { !$0.isArea }
        let levels = axes.contains { $0.dimension.isArea && $0.hasTotal } ? [level, totalLevel] : [level]
        return Set(levels.flatMap { Marginal.all(day, $0, of: persons) })
    }
}

/// The areas of a request: rows, or the one that the whole table is about.
private struct PlannedAreas {
    /// Of rows; empty where areas are no dimension.
    private(set) var codes: [String] = []
    private(set) var level = AreaLevel.country
    private(set) var totalLevel: AreaLevel?
    private(set) var rows: [UInt32: Int] = [:]
    /// How many live there, as it is shown.
    private(set) var shown = 0
    private(set) var problems: [RequestProblem] = []

    init(_ request: TableRequest, _ coverage: Coverage) {
        switch request.area {
        case .country: break
        case .provinces(let named):
            check(named, known: Set(coverage.provinces.map(\.code)), RequestProblem.unknownProvince)
        case .communes(let named):
            check(named, known: Set(coverage.communes.map(\.code)), RequestProblem.unknownCommune)
        }
        if request.dimensions.contains(.commune) {
            takeCommunes(request.area, coverage)
        } else if request.dimensions.contains(.province) {
            takeProvinces(request.area, coverage)
        } else {
            takeOne(request.area, coverage)
        }
    }

    private mutating func check(_ named: [String], known: Set<String>, _ unknown: (String) -> RequestProblem) {
        guard named.count <= Limits.namedAreasMax else {
            problems.append(.tooManyAreas(max: Limits.namedAreasMax))
            return
        }
        if named.isEmpty { problems.append(.noArea) }
        var seen: [String: Int] = [:]
        for code in named {
            seen[code, default: 0] += 1
            if seen[code] == 2 { problems.append(.areaTwice(code)) }
            if seen[code] == 1, !known.contains(code) { problems.append(unknown(code)) }
        }
    }

    private mutating func takeCommunes(_ area: AskedArea, _ coverage: Coverage) {
        level = .commune
        var taken = coverage.communes
        switch area {
        case .country: totalLevel = .country
        case .provinces(let named):
            if named.count == 1 { totalLevel = .province }
            let named = Set(named)
            taken = taken.filter { named.contains($0.province) }
        case .communes(let named):
            let named = Set(named)
            taken = taken.filter { named.contains($0.code) }
        }
        codes = taken.map(\.code)
        shown = taken.reduce(0) { $0 + $1.shown }
        for (row, place) in taken.enumerated() { rows[place.number] = row }
    }

    private mutating func takeProvinces(_ area: AskedArea, _ coverage: Coverage) {
        level = .province
        var taken = coverage.provinces
        switch area {
        case .country: totalLevel = .country
        case .provinces(let named):
            let named = Set(named)
            taken = taken.filter { named.contains($0.code) }
        case .communes: problems.append(.provincesWithinCommunes)
        }
        codes = taken.map(\.code)
        shown = taken.reduce(0) { $0 + $1.shown }
        let places = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
        for place in coverage.communes { rows[place.number] = places[place.province] }
    }

    private mutating func takeOne(_ area: AskedArea, _ coverage: Coverage) {
        var taken = coverage.communes
        shown = coverage.shownTotal
        switch area {
        case .country: break
        case .provinces(let named):
            level = .province
            if named.count > 1 { problems.append(.severalAreasAsOne) }
            taken = taken.filter { named.first == $0.province }
            shown = coverage.provinces.first { named.first == $0.code }?.shown ?? 0
        case .communes(let named):
            level = .commune
            if named.count > 1 { problems.append(.severalAreasAsOne) }
            taken = taken.filter { named.first == $0.code }
            shown = taken.first?.shown ?? 0
        }
        for place in taken { rows[place.number] = 0 }
    }
}
