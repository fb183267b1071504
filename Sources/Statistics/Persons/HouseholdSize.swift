// How many live in a household.

/// Living members of a person's household on the day, that person among them: 1 … 6, 7 and more. Larger ones are so few
/// that seven would tell single households from one another.
struct HouseholdSize: Hashable {
    static let count = 7
    static let codes = ["1", "2", "3", "4", "5", "6", "7-plus"]

    /// 0 is one member.
    let index: Int

    /// `nil` for no household.
    init?(members: Int?) {
        guard let members, members > 0 else { return nil }
        index = min(members, Self.count) - 1
    }
}
