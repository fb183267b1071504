// `resubmit`: the completed request goes back to the clerk with what changed; the legal clock goes on.

import Basics
import Forms
import TestKit
import Testing
import Workflow

@testable import Casework

struct ResubmitTests {
    @Test func goesBackToTheClerkWithTheChanges() throws {
        var given = try GivenCase.at(.supplementRequested)
        let code = given.state.code
        given.now = Timestamp(given.now.date.adding(days: 4), hour: 10)
        given.note(.draftSaved(page: "purpose", answers: Answers(["legal_basis": .text("Điều 5")])))
        given.note(.subjectsReplaced(list: SubjectListReference(id: Samples.id(52), count: 9, digest: "other")))
        let events = try given.act("resubmit", by: given.filer, ["comment": "Đã bổ sung"])
        #expect(
            events.first
                == .resubmitted(
                    changed: ["legal_basis", "subjects"], comment: "Đã bổ sung", on: given.now.date,
                    content: try #require(given.state.vouchedContent)))
        #expect(given.state.stage == .filed)
        #expect(given.state.supplement == nil)
        #expect(given.state.changedBySupplement == ["legal_basis", "subjects"])
        #expect(given.state.code == code, "it stays the same dossier")
        #expect(given.state.marking.tasks.map(\.node).sorted() == ["intake", "withdrawal"])
        #expect(given.state.marking.subscriptions.isEmpty)
        #expect(given.state.papers.map(\.kind) == [.request, .supplementSlip, .request], "the request as it reads now")
        #expect(given.state.papers.map { given.state.standing(of: $0.n) } == [.replaced(by: 3), .valid, .valid])
    }

    @Test func withoutAChangeNoPaperIsMade() throws {
        var given = try GivenCase.at(.supplementRequested)
        try given.act("resubmit", by: given.filer)
        #expect(given.state.papers.map(\.kind) == [.request, .supplementSlip])
        #expect(given.state.standing(of: 1) == .valid)
    }

    @Test func comesTooLateAfterTheLastDay() throws {
        var given = try GivenCase.at(.supplementRequested)
        let until = try #require(given.state.supplement?.until)
        given.now = Timestamp(until, hour: 23)
        #expect(try given.refusal("resubmit", by: given.filer) == nil)
        given.now = Timestamp(until.adding(days: 1), hour: 8)
        #expect(try given.refusal("resubmit", by: given.filer) == .rule("supplement-over"))
    }

    @Test func theClockGoesOnWhereItStopped() throws {
        var given = try GivenCase.at(.filed)
        let monday = given.now.date
        given.now = Timestamp(monday.adding(days: 1), hour: 9)
        try given.act(
            "request-supplement", by: given.clerk,
            FieldValues(["wanted": ["a"], "reason": ["b"]]).with("until", monday.adding(days: 20)))
        given.now = Timestamp(monday.adding(days: 7), hour: 9)
        try given.act("resubmit", by: given.filer)
        #expect(
            given.state.clock
                == [.started(monday), .paused(monday.adding(days: 1)), .resumed(monday.adding(days: 7))])
        let clock = LegalClock(marks: given.state.clock, term: 3)
        let reading = clock.reading(on: given.now.date, calendar: given.procedure.calendar)
        // Asked on Tuesday, answered the Monday after: Tuesday to Thursday of that week are the three days.
        #expect(reading?.dueOn == monday.adding(days: 10))
    }

    @Test func isGuarded() throws { try expectGuarded("resubmit", by: .filer, at: .supplementRequested) }

    @Test func aRequestThatIsIncompleteNowIsNotTaken() throws {
        var given = try GivenCase.at(.supplementRequested)
        given.note(.draftSaved(page: "purpose", answers: Answers(["purpose_text": .cleared])))
        #expect(try given.problems("resubmit", by: given.filer, [:]) == ["purpose_text problem.required"])
    }

    @Test func theCommentMayBeLeftOutButNotBeTooLong() throws {
        let given = try GivenCase.at(.supplementRequested)
        #expect(
            try given.problems("resubmit", by: given.filer, "comment", tooLong(4_000)) == ["comment problem.too-long"])
        #expect(try given.refusal("resubmit", by: given.filer, [:]) == nil)
    }
}
