// What may be asked for, and all that is wrong with what may not.

import Basics
import Testing

@testable import Statistics

struct TableRequestTests {
    private static let population = TestPopulation(seed: 31, sizes: [[2_200, 1_300], [1_400]])

    private func problems(_ request: TableRequest) throws -> [RequestProblem] {
        do {
            _ = try TablePlan(request, coverage: try Self.population.coverage())
            return []
        } catch let problems as RequestProblems {
            return problems.problems
        }
    }

    private func problems(
        _ dimensions: [Dimension], _ area: AskedArea = .country, day: String = "2026-10-01"
    ) throws -> [RequestProblem] {
        try problems(TableRequest(dimensions, area: area, day: try #require(LocalDate(day))))
    }

    @Test func rightRequestsHaveNoProblem() throws {
        #expect(try problems([.sex]).isEmpty)
        #expect(try problems([.commune]).isEmpty)
        #expect(try problems([.sex, .maritalStatus, .householdSize]).isEmpty)
        #expect(try problems([.commune, .sex, .maritalStatus], .communes(["00004", "00018"])).isEmpty)
        #expect(try problems([.sex], .communes(["00004"])).isEmpty)
    }

    @Test func dimensionsAreNamedOnceAndAgree() throws {
        #expect(try problems([]) == [.noDimension])
        #expect(try problems([.sex, .sex]) == [.dimensionTwice(.sex)])
        #expect(
            try problems([.sex, .ageBand, .sex, .ageBand, .sex]) == [.dimensionTwice(.ageBand), .dimensionTwice(.sex)])
        #expect(try problems([.province, .commune]) == [.communeWithProvince])
    }

    @Test func everythingByEverythingIsRefused() throws {
        #expect(
            try problems(Dimension.allCases) == [
                .communeWithProvince, .tooManyDimensions(max: 2), .tooManyCells(max: Limits.tableCellsMax),
                .cellsTooSmall(min: 25),
            ])
        #expect(
            try problems(Dimension.ofPersons) == [.tooManyDimensions(max: 3), .cellsTooSmall(min: 25)])
        #expect(try problems([.ageBand, .ethnicity]) == [.cellsTooSmall(min: 25)])
        #expect(
            try problems([.sex, .ageBand, .maritalStatus], .communes(["00004"])).contains(.tooManyDimensions(max: 2)))
    }

    /// By what is shown: 25 persons a cell are enough, one less is not.
    @Test func cellsAreBigEnoughByShownTotals() throws {
        let coverage = try Self.population.coverage()
        let shown = try #require(coverage.communes.first { $0.code == "00018" }?.shown)
        #expect(abs(shown - 1_400) <= Limits.countNoiseMax)
        #expect(try problems([.maritalStatus, .householdSize], .communes(["00018"])).isEmpty)
        #expect(try problems([.ageBand, .sex], .communes(["00018"])).isEmpty)
        // 56 values of 25 persons.
        #expect(try problems([.ethnicity], .communes(["00018"])).isEmpty == (shown >= 1_400))
        #expect(try problems([.ageBand, .maritalStatus], .communes(["00018"])) == [.cellsTooSmall(min: 25)])
    }

    @Test func areasAreKnownNamedOnceAndSideBySide() throws {
        #expect(try problems([.sex], .provinces([])) == [.noArea])
        #expect(try problems([.commune], .communes([])).contains(.noArea))
        #expect(try problems([.sex], .provinces(["03"])) == [.unknownProvince("03")])
        #expect(
            try problems([.commune], .communes(["00004", "4", "99999"])) == [
                .unknownCommune("4"), .unknownCommune("99999"),
            ])
        #expect(try problems([.province], .provinces(["01", "01", "01"])) == [.areaTwice("01")])
        #expect(try problems([.sex], .provinces(["01", "02"])) == [.severalAreasAsOne])
        #expect(try problems([.sex], .communes(["00004", "00011"])) == [.severalAreasAsOne])
        #expect(try problems([.province], .communes(["00004"])).contains(.provincesWithinCommunes))
        let many = (0...Limits.namedAreasMax).map { padded($0, to: 5) }
        #expect(try problems([.commune], .communes(many)) == [.tooManyAreas(max: Limits.namedAreasMax)])
    }

    @Test func otherDaysHaveOtherCounts() throws {
        for day in ["2026-10-02", "2026-04-01", "2026-12-31"] {
            #expect(try problems([.sex], day: day) == [.noSuchDay])
        }
    }

    @Test func everythingThatIsWrongIsSaidAtOnce() throws {
        let found = try problems(
            [.sex, .sex, .province, .commune], .communes(["00004", "00004", "1"]), day: "2026-01-01")
        #expect(
            Set(found) == [
                .dimensionTwice(.sex), .communeWithProvince, .areaTwice("00004"), .unknownCommune("1"), .noSuchDay,
            ])
        #expect(found.count == 5)
    }

    @Test func codesAreStableAndTellProblemsApart() {
        let all: [RequestProblem] = [
            .noDimension, .dimensionTwice(.sex), .communeWithProvince, .tooManyDimensions(max: 1),
            .tooManyCells(max: 1), .cellsTooSmall(min: 1), .noArea, .areaTwice(""), .tooManyAreas(max: 1),
            .unknownProvince(""), .unknownCommune(""), .severalAreasAsOne, .provincesWithinCommunes, .noSuchDay,
        ]
        #expect(Set(all.map(\.code)).count == all.count)
        #expect(all[1].code == "dimension-twice")
    }

    /// A total of areas that are no area themselves is nowhere: it would be one of very many unions.
    @Test func onlyAreasHaveTotals() throws {
        let coverage = try Self.population.coverage()
        let asked: [(AskedArea, Dimension, Bool)] = [
            (.country, .commune, true), (.provinces(["01"]), .commune, true),
            (.provinces(["01", "02"]), .commune, false),
            (.communes(["00004", "00011"]), .commune, false), (.communes(["00004"]), .commune, false),
            (.country, .province, true), (.provinces(["01"]), .province, false),
            (.provinces(["01", "02"]), .province, false),
        ]
        for (area, dimension, hasTotal) in asked {
            let plan = try TablePlan(TableRequest([dimension], area: area, day: Samples.day), coverage: coverage)
            #expect(plan.axes[0].hasTotal == hasTotal, "\(area) \(dimension)")
            let levels = Set(plan.marginals.map(\.level))
            #expect(levels.count == (hasTotal ? 2 : 1))
        }
    }

    /// Whatever is asked for, its marginals are among the 68 of the day.
    @Test func everyTableIsOfMarginalsOfTheLattice() throws {
        var dice = SplitMix64(seed: 68)
        let coverage = try Self.population.coverage()
        let areas: [AskedArea] = [
            .country, .provinces(["01"]), .provinces(["01", "02"]), .communes(["00004"]),
            .communes(["00004", "00018"]),
        ]
        var taken = 0
        for _ in 0..<3_000 {
            let dimensions = Array(Dimension.allCases.shuffled(using: &dice).prefix(1 + dice.below(5)))
            let request = TableRequest(dimensions, area: areas[dice.below(areas.count)], day: Samples.day)
            // Most have something wrong with them, which is of no matter here.
            guard let plan = try? TablePlan(request, coverage: coverage) else { continue }
            taken += 1
            #expect(plan.marginals.isSubset(of: Samples.lattice))
            let persons = dimensions.filter { !$0.isArea }.count
            let levels = plan.axes.contains { $0.dimension.isArea && $0.hasTotal } ? 2 : 1
            #expect(plan.marginals.count == levels << persons)
        }
        #expect(taken > 300)
    }
}
