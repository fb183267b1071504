// Typed rows.

import Testing

@testable import Forms

struct TableReadingTests {
    private let table = FieldKind.table(
        Table(columns: [Column("a"), Column("b", isRequired: false, max: 3)], rowsMax: 4))

    @Test func makesRowsOfRepeatedInputs() {
        let result = reading(table, ["a": ["1", " 2 ", ""], "b": ["x", "", ""]])
        #expect(result.value == .rows([["a": "1", "b": "x"], ["a": "2"]]))
    }

    @Test func passesOverEmptyRowsButKeepsTheirNumber() {
        let form = Form(id: "t", fields: [Field("x", table)])
        let (answers, problems) = form.read(
            FieldValues(["a": ["1", "", "", "4"], "b": ["", "", "long!", "ok"]]), today: .test)
        #expect(answers["x"] == nil)
        #expect(
            problems == [
                Problem("x", .required, row: 3, column: "a"),
                Problem("x", .tooLong, ["max": "3", "length": "5"], row: 3, column: "b"),
            ])
    }

    @Test func refusesNothingTooMuchAndWhatCannotBePrinted() {
        #expect(reading(table, ["a": ["", " "]]).codes == ["problem.rows-missing"])
        #expect(reading(table, ["a": ["1", "2", "3", "4", "5"]]).codes == ["problem.too-many-rows"])
        #expect(reading(table, ["a": ["a\u{0}"]]).codes == ["problem.control-character"])
    }
}
