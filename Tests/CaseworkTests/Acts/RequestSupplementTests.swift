// `request-supplement`: the supplement slip names what is wanted and until when; the legal clock stops.

import Basics
import Forms
import TestKit
import Testing
import Workflow

@testable import Casework

struct RequestSupplementTests {
    @Test func asksForWhatIsMissingAndStopsTheClock() throws {
        var given = try GivenCase.at(.filed)
        let until = given.now.date.adding(days: 10)
        let events = try given.act(
            "request-supplement", by: given.clerk,
            FieldValues(["wanted": ["Ủy quyền\r\n\r\n  Bản sao thẻ \n"], "reason": ["Thiếu"]]).with("until", until))
        #expect(events.map(\.name) == ["supplementRequested", "paperIssued"])
        #expect(
            given.state.supplement
                == SupplementRequest(
                    wanted: ["Ủy quyền", "Bản sao thẻ"], reason: "Thiếu", pages: [], until: until,
                    vouchDays: Limits.vouchDays, askedOn: given.now.date, askedBy: Signatory(given.clerk)))
        #expect(given.state.stage == .supplementRequested)
        #expect(given.state.clock.last == .paused(given.now.date))
        #expect(given.paperNames == ["request -", "supplement-slip 01/BPTNTKQ-CAHN"])
        #expect(given.state.marking.tasks.map(\.node).sorted() == ["supplement", "withdrawal"])
        #expect(
            given.state.marking.subscriptions.map(\.due) == [Timestamp(until.adding(days: 1))],
            "the end of the last day")
        #expect(Permissions.mayEdit(given.filer, given.state))
    }

    @Test func isGuarded() throws { try expectGuarded("request-supplement", by: .clerk, at: .filed) }

    @Test func canBeAskedForOnce() throws {
        var given = try GivenCase.at(.supplementRequested)
        try given.act("resubmit", by: given.filer)
        #expect(given.state.stage == .filed)
        #expect(try given.refusal("request-supplement", by: given.clerk) == .rule("supplement-once"))
        #expect(try given.refusal("accept", by: given.clerk) == nil, "the clerk has other ways out")
        #expect(try given.refusal("reject-at-intake", by: given.clerk) == nil)
    }

    @Test func onceHoldsForTheCaseWhereverItIsSent() throws {
        var given = try GivenCase.at(.supplementRequested)
        try given.act("resubmit", by: given.filer)
        try given.act("transfer", by: given.clerk)
        #expect(try given.refusal("request-supplement", by: given.clerk) == .rule("supplement-once"))
    }

    @Test(
        arguments: [
            (0, "until problem.date-too-early"), (1, nil), (90, nil), (91, "until problem.date-too-late"),
            (-400, "until problem.date-too-early"),
        ] as [(Int, String?)])
    func theDayLiesWithinTheLimits(days: Int, problem: String?) throws {
        let given = try GivenCase.at(.filed)
        let input = FieldValues(["wanted": ["Ủy quyền"], "reason": ["Thiếu"]])
            .with("until", given.now.date.adding(days: days))
        #expect(try given.problems("request-supplement", by: given.clerk, input) == [problem].compactMap { $0 })
    }

    @Test func namesThePagesThatCanBeChanged() throws {
        var given = try GivenCase.at(.filed)
        let input = FieldValues(["wanted": ["a"], "reason": ["b"], "fields": ["purpose", "subjects"]])
            .with("until", given.now.date.adding(days: 5))
        try given.act("request-supplement", by: given.clerk, input)
        #expect(given.state.supplement?.pages == ["purpose", "subjects"])
        let other = try GivenCase.at(.filed)
        #expect(
            try other.problems("request-supplement", by: other.clerk, input.with("fields", "elsewhere"))
                == ["fields problem.unknown-choice"])
    }

    @Test func everyFieldIsNeeded() throws {
        let given = try GivenCase.at(.filed)
        #expect(
            try given.problems("request-supplement", by: given.clerk, [:])
                == ["wanted problem.required", "reason problem.required", "until problem.date-missing"])
        #expect(
            try given.problems("request-supplement", by: given.clerk, "until_day", "32") == ["until problem.not-a-date"]
        )
        #expect(
            try given.problems("request-supplement", by: given.clerk, "until_year", "26")
                == ["until problem.year-four-digits"])
        #expect(
            try given.problems("request-supplement", by: given.clerk, "wanted", tooLong(4_000))
                == ["wanted problem.too-long"])
    }

    @Test func nobodyAnswersAndTheCaseLapses() throws {
        var given = try GivenCase.at(.supplementRequested)
        let until = try #require(given.state.supplement?.until)
        let timer = try #require(given.state.marking.subscriptions.first)
        given.now = Timestamp(until, hour: 23, minute: 59, second: 59)
        #expect(throws: Rejection.self, "not before the day is over") {
            try Decide.fire(timer.id, given.context(.system))
        }
        #expect(try given.refusal("resubmit", by: given.filer) == nil)
        let events = try given.fireTimer("supplement-expired")
        #expect(events == [.supplementLapsed])
        #expect(given.state.stage == .closed)
        #expect(given.state.marking.isEnded)
        #expect(given.state.clock.last == .stopped(until.adding(days: 1)))
        #expect(
            try given.refusal("resubmit", by: given.filer) == .conflict(version: given.state.version, stage: .closed))
        #expect(throws: Rejection.self, "a timer fires once") {
            try Decide.fire(timer.id, given.context(.system))
        }
    }

    @Test func whatChangesMeanwhileIsKnown() throws {
        var given = try GivenCase.at(.supplementRequested)
        #expect(given.state.changesSinceFiling == [])
        given.note(.draftSaved(page: "purpose", answers: Answers(["purpose_text": .text("Khác")])))
        given.note(
            .documentAttached(
                document: AttachmentReference(id: Samples.id(60), fileName: "a.pdf", sizeBytes: 1, digest: "d")))
        #expect(given.state.changesSinceFiling == ["purpose_text", "documents"])
        given.note(.documentRemoved(document: Samples.id(60)))
        #expect(given.state.changesSinceFiling == ["purpose_text"], "put in and taken out again is no change")
    }
}
