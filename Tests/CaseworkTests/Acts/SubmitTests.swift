// `submit`: the filer hands the finished draft to the signing official.

import Basics
import Forms
import Registry
import TestKit
import Testing
import Workflow

@testable import Casework

struct SubmitTests {
    @Test func handsTheDraftOn() throws {
        var given = try GivenCase.at(.draft)
        let events = try given.act("submit", by: given.filer)
        #expect(events == [.submitted(by: Signatory(given.filer))])
        #expect(given.state.stage == .awaitingVouch)
        #expect(given.state.marking.tasks.map(\.node) == ["vouch"])
        #expect(given.state.code == nil)
        #expect(given.state.papers == [])
        #expect(given.numbers == [:], "a draft takes no number")
    }

    @Test func isGuarded() throws { try expectGuarded("submit", by: .filer, at: .draft) }

    @Test func anEmptyDraftIsToldEverythingThatIsMissing() throws {
        let given = try GivenCase("provide.fields")
        let problems = try given.problems("submit", by: given.filer, [:])
        #expect(
            problems == [
                "purpose_code problem.choose-one", "purpose_text problem.required", "legal_basis problem.required",
                "use_until problem.date-missing", "subjects problem.rows-missing", "fields problem.choose-at-least-one",
                "document_number problem.required", "document_date problem.date-missing",
                "signatory_name problem.required", "signatory_title problem.required",
                "undertake_purpose problem.not-ticked", "undertake_no_copy problem.not-ticked",
                "undertake_no_third_party problem.not-ticked", "undertake_security problem.not-ticked",
            ])
    }

    @Test func aServiceWithoutAChoiceAsksForNoFields() throws {
        let given = try GivenCase("auth.blood-type")
        #expect(try !given.problems("submit", by: given.filer, [:]).contains { $0.hasPrefix("fields ") })
        #expect(try GivenCase.at(.draft).state.requestedFields(of: given.service) == ["blood_type"])
    }

    @Test(arguments: ["purpose", "documents", "undertakings"])
    func onePageLeftOpenIsEnough(page: String) throws {
        var given = try GivenCase.at(.draft)
        let fields = try #require(given.procedure.form.page(page)).form.fields.map(\.key)
        let emptied = Answers(Dictionary(uniqueKeysWithValues: fields.map { ($0, FieldValue.cleared) }))
        given.note(.draftSaved(page: page, answers: emptied))
        let problems = try given.problems("submit", by: given.filer, [:])
        #expect(!problems.isEmpty)
        #expect(problems.allSatisfy { problem in fields.contains { problem.hasPrefix("\($0) ") } })
    }

    @Test func aDraftThatLayTooLongIsReadAgain() throws {
        var given = try GivenCase.at(.draft)
        let until = try #require(given.state.useUntil)
        given.now = Timestamp(until.adding(days: 1))
        #expect(try given.problems("submit", by: given.filer, [:]) == ["use_until problem.date-in-past"])
        given.now = Timestamp(until, hour: 23, minute: 59)
        #expect(try given.refusal("submit", by: given.filer) == nil, "the last day itself will do")
    }

    @Test func anEmptyListOfPersonsIsNoList() throws {
        var given = try GivenCase.at(.draft)
        given.note(.subjectsReplaced(list: SubjectListReference(id: Samples.id(51), count: 0, digest: "")))
        #expect(try given.problems("submit", by: given.filer, [:]) == ["subjects problem.rows-missing"])
    }
}
