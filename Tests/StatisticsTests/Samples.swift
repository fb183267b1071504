// Invented people, counted by a plain look at each of them.

import Basics
import Formats
import Registry

@testable import Statistics

/// One person as tests know them.
struct Inhabitant {
    let record: PersonRecord
    let commune: String
    let householdSize: Int?
    let profile: Profile
    let key: UInt64
}

/// A country of a few communes.
struct TestPopulation {
    static let day = Samples.day

    let communes: Communes
    let people: [Inhabitant]
    private let built: Result<[SummaryBlock], any Error>
    private let covered: Result<Coverage, any Error>

    /// - Parameters:
    ///   - sizes: how many live in each commune of each province.
    init(seed: UInt64, sizes: [[Int]]) {
        var dice = SplitMix64(seed: seed)
        var list: [Commune] = []
        var people: [Inhabitant] = []
        for (province, sizes) in sizes.enumerated() {
            for size in sizes {
                let code = padded(7 * list.count + 4, to: 5)
                list.append(
                    Commune(code: code, name: "Xã \(code)", kind: .commune, province: padded(province + 1, to: 2)))
                for _ in 0..<size {
                    people.append(Self.person(Int64(people.count), code, Samples.key, &dice))
                }
            }
        }
        communes = Communes(list)
        self.people = people
        let communes = communes
        let built = Result { try Self.blocks(of: people, communes) }
        self.built = built
        covered = Result {
            try Coverage(
                day: Self.day, totals: try built.get().map(\.communeTotal), communes: communes,
                perturbation: Perturbation(Samples.key))
        }
    }

    private static func person(
        _ number: Int64, _ commune: String, _ key: StatisticsKey, _ dice: inout SplitMix64
    ) -> Inhabitant {
        let age = min(dice.below(104), dice.below(104))
        var record = Samples.person(
            number, born: "\(2025 - age)-0\(1 + dice.below(9))-1\(dice.below(10))", dice.perMille(510) ? .female : .male
        )
        let groups = ["Kinh", "Kinh", "Kinh", "Kinh", "Kinh", "Tày", "Ê-đê", nil]
        record.ethnicity = groups[dice.below(groups.count)]
        record.maritalStatus = age < 18 ? nil : MaritalStatus.allCases[min(dice.below(4), dice.below(6))]
        let size = dice.perMille(50) ? nil : 1 + dice.below(8)
        guard let profile = Profile(of: record, on: day, householdSize: size) else { preconditionFailure() }
        return Inhabitant(
            record: record, commune: commune, householdSize: size, profile: profile,
            key: key.recordKey(of: record.personalID))
    }

    private static func blocks(of people: [Inhabitant], _ communes: Communes) throws -> [SummaryBlock] {
        let byCommune = Dictionary(grouping: people, by: \.commune)
        return try communes.all.map { commune in
            guard var builder = SummaryBuilder(commune: commune.code, day: Self.day) else { preconditionFailure() }
            for person in byCommune[commune.code] ?? [] { try builder.add(person.profile, recordKey: person.key) }
            return try SummaryBlock(builder.block)
        }
    }

    func blocks() throws -> [SummaryBlock] { try built.get() }

    func coverage() throws -> Coverage { try covered.get() }

    func table(_ request: TableRequest, key: StatisticsKey = Samples.key) throws -> PopulationTable {
        let plan = try TablePlan(request, coverage: try coverage())
        var tally = Tally(plan)
        for block in try blocks() { try tally.add(block) }
        return try tally.table(Perturbation(key))
    }

    /// The persons who have these values, `nil` for any: by a look at each record, without blocks and places of cells.
    func persons(_ dimensions: [Dimension], _ values: [String?], area: AskedArea) -> [Inhabitant] {
        people.filter { person in
            let place = communes[person.commune]
            let isThere =
                switch area {
                case .country: true
                case .provinces(let codes): codes.contains(place?.province ?? "")
                case .communes(let codes): codes.contains(person.commune)
                }
            return isThere
                && zip(dimensions, values).allSatisfy { dimension, value in
                    value == nil || value == self.value(dimension, person)
                }
        }
    }

    private func value(_ dimension: Dimension, _ person: Inhabitant) -> String {
        let record = person.record
        switch dimension {
        case .province: return communes[person.commune]?.province ?? ""
        case .commune: return person.commune
        case .sex: return record.sex.rawValue
        case .maritalStatus: return record.maritalStatus?.rawValue ?? "unknown"
        case .ethnicity:
            return ["Kinh": "01", "Tày": "02", "Ê-đê": "12"][record.ethnicity ?? ""] ?? "unknown"
        case .householdSize:
            guard let size = person.householdSize else { return "unknown" }
            return size < 7 ? "\(size)" : "7-plus"
        case .ageBand:
            // Everybody here was born between January and September, before the day.
            let low = (2026 - record.birthDate.year) / 5 * 5
            return low >= 100 ? "y100-plus" : "y\(low)-\(low + 4)"
        }
    }
}

extension [Inhabitant] {
    /// What a cell of them is.
    var cell: FinestCell { reduce(into: FinestCell()) { $0.add(FinestCell(count: 1, keySum: $1.key)) } }
}

enum Samples {
    static let day = reference("2026-10-01")
    static let key = key(1)
    static let words = TableWords(
        dimension: { (label: "L \($0.rawValue)", code: $0.rawValue) }, value: { "\($0.rawValue) \($1)" },
        total: "Tổng số", count: (head: "Số người", remark: "Ghi chú"), withheld: "Không công bố")

    static func reference(_ text: String) -> LocalDate {
        guard let day = LocalDate(text) else { preconditionFailure("\(text) is no day") }
        return day
    }

    /// Another secret for each number.
    static func key(_ number: UInt8) -> StatisticsKey {
        guard let key = StatisticsKey(secret: [UInt8](repeating: number, count: 32)) else { preconditionFailure() }
        return key
    }

    static func person(_ number: Int64, born: String, _ sex: Sex = .female) -> PersonRecord {
        guard let id = PersonalID(value: number), let birth = PartialDate(born) else { preconditionFailure() }
        return PersonRecord(personalID: id, fullName: "Nguyễn Thị Ví Dụ", birthDate: birth, sex: sex)
    }

    /// A cell of that many persons of chance.
    static func cell(_ count: Int, _ dice: inout SplitMix64) -> FinestCell {
        (0..<count).reduce(into: FinestCell()) { cell, _ in cell.add(FinestCell(count: 1, keySum: dice.next())) }
    }

    static func marginal(_ level: AreaLevel, _ dimensions: [Dimension] = [], day: LocalDate = day) -> Marginal {
        Marginal(day, level, dimensions)
    }

    /// Every marginal there is on a day.
    static let lattice: [Marginal] = AreaLevel.allCases.flatMap { level in
        Marginal.all(day, level, of: Dimension.ofPersons).filter {
            $0.dimensions.count <= (level == .commune ? Limits.communeTableDimensionsMax : Limits.tableDimensionsMax)
        }
    }
}
