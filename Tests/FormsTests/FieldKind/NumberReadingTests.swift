// Whole numbers as people write them.

import Basics
import Testing

@testable import Forms

struct NumberReadingTests {
    private static let kind = FieldKind.number(1...100_000_000)

    @Test(arguments: [
        ("1", 1), (" 42 ", 42), ("007", 7), ("50000", 50_000), ("50.000", 50_000), ("50,000", 50_000),
        ("50 000", 50_000), ("1.234.567", 1_234_567), ("100000000", 100_000_000),
    ])
    func readsDigitsInGroupsOrNot(raw: String, number: Int) {
        let result = reading(Self.kind, ["x": [raw]])
        #expect(result.value == .number(number) && result.codes.isEmpty)
    }

    @Test(arguments: [
        "abc", "1.5", "1,5", "1.00", "12.34.567", "1.000,000", "1.000 000", "-1", "+1", "1e3", "٣", "1_000", "0x10",
        "99999999999999999999", "1..000", ".000", "1 0",
    ])
    func whatIsNoWholeNumberIsSaid(raw: String) {
        #expect(reading(Self.kind, ["x": [raw]]).codes == ["problem.not-a-number"])
    }

    @Test(arguments: ["0", "100000001", "999.999.999"])
    func limitsAreKept(raw: String) {
        #expect(reading(Self.kind, ["x": [raw]]).codes == ["problem.number-outside"])
    }

    @Test func asksForWhatIsMissingAndTakesOne() {
        #expect(reading(Self.kind, ["x": [" "]]).codes == ["problem.required"])
        #expect(reading(Self.kind, [:]).codes == ["problem.required"])
        #expect(reading(Self.kind, isRequired: false, [:]).codes.isEmpty)
        #expect(reading(Self.kind, ["x": ["1", "2"]]).codes == ["problem.given-twice"])
    }
}
