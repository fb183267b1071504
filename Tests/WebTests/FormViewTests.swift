// Forms as people see them: what the error summary says and where it leads, and the rows to type persons in.

import Basics
import Forms
import Testing

@testable import Web

struct FormViewTests {
    private static func strings() throws -> Strings {
        try TestSite.texts().tables.strings(.vi)
    }

    private static func member(_ name: String, _ value: PageValue) throws -> PageValue {
        guard case .object(let members) = value else { throw PageError.failed }
        return try #require(members[name])
    }

    private static func items(_ value: PageValue) throws -> [PageValue] {
        guard case .list(let items) = value else { throw PageError.failed }
        return items
    }

    @Test func theSummaryNamesTheFieldAndTheFieldDoesNot() throws {
        let form = FormView(
            action: .login, fields: [.text("reason", label: "Lý do")],
            problems: [ProblemView(field: "reason", text: "Hãy điền mục này.", label: "Lý do")], submit: "Gửi")
        let problem = try #require(try Self.items(Self.member("problems", form.pageValue)).first)
        #expect(try Self.member("problemText", problem) == .text("Lý do: Hãy điền mục này."))
        #expect(try Self.member("problemAnchor", problem) == .text("field-reason"))
        let field = try #require(try Self.items(Self.member("fields", form.pageValue)).first)
        #expect(try Self.member("error", field) == .text("Hãy điền mục này."))
    }

    @Test func aFaultOfATypedCellLeadsToTheCell() throws {
        let t = try Self.strings()
        let problem = Problem("subjects_file", .nameMissing, row: 2, column: "full_name")
        let typed = FieldValues(["personal_id": ["1", "2"], "full_name": ["Lan", ""]])
        let rows = TypedRows(
            t: t, columns: ["personal_id", "full_name"], typed: typed, current: [], count: 0,
            problems: [problem])
        let view = try #require(rows.problemViews.first)
        #expect(view.anchor == "cell-2-full_name")
        #expect(view.label == "Dòng 2, Họ, chữ đệm và tên khai sinh")
        let shown = try Self.items(rows.pageValue)
        #expect(shown.count == 7)
        let cells = try Self.items(Self.member("cells", shown[1]))
        #expect(
            try cells.map { try Self.member("cellID", $0) } == [.text("cell-2-personal_id"), .text("cell-2-full_name")])
        let errors = try cells.map { try Self.member("cellError", $0) }
        #expect(errors == [.none, .text("Hãy nhập họ, chữ đệm và tên khai sinh.")])
        #expect(try Self.member("listNumber", shown[1]) == .text(""))
        #expect(try cells.map { try Self.member("cellValue", $0) } == [.text("2"), .text("")])
    }
}
