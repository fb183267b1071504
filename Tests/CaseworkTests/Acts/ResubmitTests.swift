// `resubmit`: the completed request goes back to the clerk with what changed; the legal clock goes on.

import Basics
import Forms
import Registry
import TestKit
import Testing
import Workflow

@testable import Casework

struct ResubmitTests {
    /// A supplement with a changed request, four days later, sent to the official.
    private func changed(_ pages: [String] = ["purpose", "subjects"]) throws -> GivenCase {
        var given = try GivenCase.at(.filed)
        try given.act(
            "request-supplement", by: given.clerk,
            FieldValues(["wanted": ["a"], "reason": ["b"], "fields": pages])
                .with("until", given.now.date.adding(days: 10)))
        given.now = Timestamp(given.now.date.adding(days: 4), hour: 10)
        given.note(.draftSaved(page: "purpose", answers: Answers(["legal_basis": .text("Điều 5")])))
        given.note(.subjectsReplaced(list: SubjectListReference(id: Samples.id(52), count: 9, digest: "other")))
        return given
    }

    @Test func whatChangedTheRequestGoesToTheOfficialFirst() throws {
        var given = try changed()
        let (code, vouched) = (given.state.code, given.state.vouchedContent)
        let events = try given.act("resubmit", by: given.filer, ["comment": "Đã bổ sung"])
        #expect(
            events == [
                .resubmitted(changed: ["legal_basis", "subjects"], comment: "Đã bổ sung", on: given.now.date)
            ])
        #expect(given.state.stage == .awaitingVouch)
        #expect(given.state.code == code && given.state.vouchedContent == vouched)
        #expect(given.state.changedBySupplement == ["legal_basis", "subjects"])
        #expect(given.state.marking.tasks.map(\.node).sorted() == ["vouch-again", "withdrawal"])
        #expect(given.state.papers.map(\.kind) == [.request, .supplementSlip], "nobody has answered for it yet")
        #expect(given.state.clock.last == .paused(given.state.clock[0].date), "the clock stands until then")
    }

    @Test func vouchedForItGoesBackToTheClerkAsAPaperOfItsOwn() throws {
        var given = try changed()
        try given.act("resubmit", by: given.filer)
        given.now = Timestamp(given.now.date.adding(days: 9), hour: 9)
        let events = try given.act("vouch", by: given.official)
        #expect(events.map(\.name) == ["vouched", "paperIssued", "paperReplaced"])
        let state = given.state
        #expect(state.stage == .filed && state.supplement == nil)
        #expect(state.marking.tasks.map(\.node).sorted() == ["intake", "withdrawal"])
        #expect(state.marking.subscriptions.isEmpty)
        #expect(state.papers.map(\.kind) == [.request, .supplementSlip, .request], "the request as it reads now")
        #expect(state.papers.last?.date == given.now.date && state.papers.last?.signer == Signatory(given.official))
        #expect(state.papers.map { state.standing(of: $0.n) } == [.replaced(by: 3), .valid, .valid])
        #expect(state.clock.last == .resumed(given.now.date), "it runs again once the official has vouched")
        #expect(try given.refusal("accept", by: given.clerk) == nil)
    }

    @Test func enclosuresAloneGoStraightToTheClerk() throws {
        var given = try GivenCase.at(.supplementRequested)
        given.note(
            .documentAttached(
                document: AttachmentReference(id: Samples.id(60), fileName: "a.pdf", sizeBytes: 1, digest: "d")))
        let events = try given.act("resubmit", by: given.filer)
        #expect(events == [.resubmitted(changed: ["documents"], comment: "", on: given.now.date)])
        #expect(given.state.stage == .filed && given.state.supplement == nil)
        #expect(given.state.papers.map(\.kind) == [.request, .supplementSlip])
        #expect(given.state.standing(of: 1) == .valid)
    }

    @Test func onlyThePagesThatWereAskedForCanBeChanged() throws {
        let given = try changed(["purpose"])
        #expect(Permissions.mayEdit(given.filer, given.state, page: "purpose"))
        #expect(!Permissions.mayEdit(given.filer, given.state, page: "subjects"))
        #expect(!Permissions.mayEdit(given.filer, given.state, page: "documents"))
        #expect(Permissions.mayEdit(given.filer, given.state), "enclosures always can")
        #expect(!Permissions.mayEdit(given.official, given.state, page: "purpose"))
    }

    @Test func whatTheOfficialReturnsOrTheFilerTakesBackHasTheOfficialsDaysMore() throws {
        for (act, person) in [("return-to-filer", \GivenCase.official), ("take-back", \GivenCase.filer)] {
            var given = try changed()
            let until = try #require(given.state.supplement?.until)
            try given.act("resubmit", by: given.filer)
            given.now = Timestamp(until.adding(days: 2), hour: 9)
            try given.act(act, by: given[keyPath: person])
            #expect(given.state.stage == .supplementRequested)
            #expect(given.state.supplementDeadline == until.adding(days: Limits.vouchDays))
            given.now = Timestamp(until.adding(days: Limits.vouchDays), hour: 23)
            #expect(try given.refusal("resubmit", by: given.filer) == nil)
            given.now = Timestamp(until.adding(days: Limits.vouchDays + 1), hour: 1)
            #expect(try given.refusal("resubmit", by: given.filer) == .rule("supplement-over"))
        }
    }

    @Test func whatTheOfficialLeavesLyingLapses() throws {
        var given = try changed()
        let until = try #require(given.state.supplement?.until)
        try given.act("resubmit", by: given.filer)
        let timer = try #require(given.state.marking.subscriptions.first)
        #expect(timer.due == Timestamp(until.adding(days: Limits.vouchDays + 1)))
        let events = try given.fireTimer("vouch-again-expired")
        #expect(events == [.supplementLapsed])
        #expect(given.state.stage == .closed && given.state.marking.isEnded)
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
