// What a table may tell of a person: one value of each dimension.

public import Basics
public import Registry

/// A person as counts see them on a day, without the place.
public struct Profile: Hashable, Sendable {
    let ageBand: AgeBand
    let sex: Sex
    let ethnicity: EthnicGroup?
    let maritalStatus: MaritalStatus?
    private(set) var householdSize: HouseholdSize?

    /// The profile of a person whose record is `person` on `day` (`[PersonState].state(on:knownAt:)`); `nil` for who
    /// is not counted.
    ///
    /// Counted is who is born and lives, as far as the registry knows. Whoever has a date of death or was declared
    /// missing is not, from the first day on which it may have been so. What is not known stays unknown: a child
    /// without a marital status is not concluded to be single, since nobody could then tell what was recorded.
    /// - Parameter householdSize: Living members of the household on that day, this person among them.
    public init?(of person: PersonRecord, on day: LocalDate, householdSize: Int?) {
        guard let band = AgeBand(birth: person.birthDate, on: day) else { return nil }
        if let end = person.lifeEnd?.date {
            guard let first = LocalDate(year: end.year, month: end.month ?? 1, day: end.day ?? 1), first > day else {
                return nil
            }
        }
        ageBand = band
        sex = person.sex
        ethnicity = person.ethnicity.flatMap(EthnicGroup.init(reading:))
        maritalStatus = person.maritalStatus
        self.householdSize = HouseholdSize(members: householdSize)
    }

    /// The same person in a household of that many living members, this one among them; `nil` for no household.
    public func living(inHouseholdOf members: Int?) -> Profile {
        var profile = self
        profile.householdSize = HouseholdSize(members: members)
        return profile
    }

    /// The place of the value among `Dimension.codes`; `unknown` stands last.
    func index(_ dimension: Dimension) -> Int {
        switch dimension {
        case .province, .commune: 0
        case .ageBand: ageBand.index
        case .sex: sex == .male ? 0 : 1
        case .ethnicity: ethnicity?.index ?? EthnicGroup.count
        case .maritalStatus:
            maritalStatus.flatMap { MaritalStatus.allCases.firstIndex(of: $0) } ?? MaritalStatus.allCases.count
        case .householdSize: householdSize?.index ?? HouseholdSize.count
        }
    }
}

/// Profiles as numbers, so that a finest cell takes few bytes and a table finds its row by one look.
extension Profile {
    /// How many there are.
    static let packedCount = Dimension.ofPersons.reduce(1) { $0 * $1.count }

    /// 0 ..< `packedCount`; the last dimension runs fastest. Stored in blocks: another order is a version of its own.
    var packed: Int { Dimension.ofPersons.reduce(0) { $0 * $1.count + index($1) } }

    /// For each packed profile in order, the sum of its values' places, each taken times what its dimension is given
    /// here: where it is counted among the cells of a table.
    static func places(_ strides: [Dimension: Int]) -> [Int32] {
        Dimension.ofPersons.reduce(into: [0]) { places, dimension in
            let stride = Int32(strides[dimension] ?? 0)
            places = places.flatMap { place in (0..<Int32(dimension.count)).map { place + $0 * stride } }
        }
    }
}

extension PersonRecord {
    /// Where the person is counted: at the current place of residence, else at the temporary one, else at the
    /// permanent one, whichever first names a commune and its province. A table says where people live, and the
    /// permanent residence of who moved to work is where they came from. `nil`: counted nowhere.
    public var countedResidence: Address? {
        [currentResidence, temporaryResidence, permanentResidence].lazy.compactMap(\.self)
            .first { $0.commune?.isEmpty == false && $0.province?.isEmpty == false }
    }
}
