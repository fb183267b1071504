// A whole form: every problem at once, hidden fields, drafts.

import Basics
import Testing

@testable import Forms

struct FormReadingTests {
    private func form() throws -> Form {
        Form(
            id: "f",
            fields: [
                Field("purpose", .choice(Options([Option("known", .key("k")), Option("other", .key("o"))]))),
                Field("words", .text(max: 20), visibleWhen: try Condition(#"purpose = "other""#)),
                Field("until", .date(DateLimits(notBefore: .today()))),
                Field("note", .longText(max: 100), isRequired: false),
                Field("vow", .declaration),
            ])
    }

    @Test func findsAllProblemsInTheOrderOfTheForm() throws {
        let (answers, problems) = try form().read(
            ["purpose": "other", "until_day": "1", "until_month": "1", "until_year": "2020", "note": "kept"]
                as FieldValues, today: .test)
        #expect(problems.map(\.field) == ["words", "until", "vow"])
        #expect(problems.map(\.code) == ["problem.required", "problem.date-in-past", "problem.not-ticked"])
        #expect(answers.keys == ["purpose", "note"], "what was in order is kept")
    }

    @Test func dropsHiddenFields() throws {
        let (answers, problems) = try form().read(
            [
                "purpose": "known", "words": "smuggled in", "until_day": "1", "until_month": "1", "until_year": "2027",
                "vow": "on",
            ] as FieldValues, today: .test)
        #expect(problems.isEmpty)
        #expect(answers.text("words") == nil)
        #expect(answers.isTicked("vow"))
        #expect(answers.date("until") == LocalDate("2027-01-01"))
    }

    @Test func savingAPageClearsWhatWasLeftEmptyAndNothingElse() throws {
        var draft = Answers([
            "note": .text("old"), "words": .text("old"), "elsewhere": .text("stays"), "until": .date(.test),
        ])
        let (page, _) = try form().read(
            ["purpose": "known", "until_day": "31", "until_month": "2", "until_year": "2027"] as FieldValues,
            today: .test)
        draft.merge(page)
        #expect(draft.text("note") == nil)
        #expect(draft.text("words") == nil, "hidden now")
        #expect(draft.text("elsewhere") == "stays")
        #expect(draft.date("until") == .test, "a faulty answer leaves the good one before it")
        #expect(draft.values.values.contains(.cleared) == false)
    }

    @Test func answersGiveTheirInputsBack() throws {
        let id = AttachmentID(at: Timestamp(.test), random: Array(repeating: 7, count: 10))
        let options = Options([Option("a", .key("a")), Option("b", .key("b"))])
        let form = Form(
            id: "f",
            fields: [
                Field("t", .text(max: 9)), Field("d", .date(DateLimits())), Field("c", .choices(options)),
                Field("v", .declaration), Field("f", .attachment(max: 1)), Field("p", .password, isRequired: false),
                Field("r", .table(Table(columns: [Column("k"), Column("l", isRequired: false)], rowsMax: 5))),
            ])
        let answers = Answers([
            "t": .text("chữ"), "d": .date(.test), "c": .texts(["b"]), "v": .ticked, "f": .attachments([id]),
            "r": .rows([["k": "1", "l": "2"], ["k": "3"]]),
        ])
        let inputs = form.inputs(answers)
        #expect(inputs.values("d_year") == ["2026"])
        #expect(inputs.values("l") == ["2", ""])
        var asked = form
        asked.fields.removeAll { $0.kind == .password }
        let (again, _) = asked.read(inputs, today: .test)
        #expect(again == answers)
        #expect(form.problems(answers, today: .test).isEmpty)
        #expect(form.problems(Answers(), today: .test).count == 6)
    }

    @Test func everyReadingIsTotal() throws {
        // Hostile values in every input of every kind: reading ends, with answers or problems, never with a trap.
        let hostile = [
            "", " ", "\u{0}", "\r\n", "🇻🇳", "e\u{0301}\u{0301}", "-1", "99999999999999999999", "١٢", "\u{10FFFF}",
        ]
        let keys = ["purpose", "words", "until_day", "until_month", "until_year", "note", "vow"]
        let form = try form()
        var seed: UInt64 = 7
        for _ in 0..<2_000 {
            var values: [String: [String]] = [:]
            for key in keys {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let pick = Int(seed >> 33)
                values[key] = (0..<pick % 3).map { hostile[(pick / 3 + $0) % hostile.count] }
            }
            let (answers, problems) = form.read(FieldValues(values), today: .test)
            let faulty = Set(problems.map(\.field))
            #expect(faulty.isDisjoint(with: answers.keys))
        }
    }
}

struct ConditionTests {
    @Test func looksAtTypedAnswers() throws {
        let answers = Answers([
            "t": .text("a"), "many": .texts(["x", "y"]), "d": .date(.test), "vow": .ticked, "empty": .cleared,
        ])
        #expect(try Condition(#"t = "a""#).holds(answers))
        #expect(try !Condition(#"t = "b""#).holds(answers))
        #expect(try Condition(#"list contains(many, "y")"#).holds(answers))
        #expect(try Condition(#"d > date("2026-01-01")"#).holds(answers))
        #expect(try Condition("vow").holds(answers))
        #expect(try Condition("empty = null and missing = null").holds(answers))
        #expect(try !Condition("1").holds(answers), "only true is true")
    }

    @Test func refusesBrokenText() {
        #expect(throws: (any Error).self) { try Condition("t = ") }
    }
}
