// Remarks on a case: who says something to whom, who reads it, who waits.

import Basics
import Forms
import TestKit
import Testing

@testable import Casework

struct RemarkingTests {
    /// A case at its office, with what is said about it.
    private struct Talk {
        var given: GivenCase
        var thread = RemarkThread()

        init(_ stage: Stage = .accepted) throws { given = try GivenCase.at(stage) }

        var inspector: Actor { Samples.person(.inspector) }

        @discardableResult
        mutating func say(
            _ act: RemarkAct, by actor: Actor, _ text: String = "Lời", to audience: Remarking.Audience? = nil,
            answering number: Int? = nil
        ) throws -> Remark? {
            let input = FieldValues(["remark": [text], "audience": [audience?.rawValue ?? ""]])
            let said = try Remarking.decide(
                act, input: input, answering: number, thread, by: actor, given.state, at: given.now)
            if let said { thread.add(said) }
            return said
        }

        mutating func refusal(_ work: (inout Talk) throws -> Void) throws -> Rejection? {
            var copy = self
            do {
                try work(&copy)
                return nil
            } catch let rejection as Rejection {
                return rejection
            }
        }

        func numbers(_ actor: Actor) -> [Int] { Remarking.shown(thread, to: actor, given.state).map(\.number) }
        func acts(_ actor: Actor) -> [RemarkAct] { Remarking.acts(actor, given.state, thread) }
    }

    @Test func aNoteIsForTheOwnOfficeAlone() throws {
        var talk = try Talk()
        try talk.say(.remark, by: talk.given.clerk, "Gọi điện xác minh", to: .inside)
        #expect(talk.numbers(talk.given.officer) == [1])
        #expect(talk.numbers(talk.inspector) == [1])
        #expect(talk.numbers(talk.given.filer) == [])
        #expect(talk.thread.questions.isEmpty && talk.thread.unread.isEmpty)
        #expect(talk.acts(talk.given.filer) == [], "nothing was said to them")
        let stranger = Samples.person(.officer, at: OfficeCode("99"))
        #expect(talk.numbers(stranger) == [] && talk.acts(stranger) == [])
        #expect(talk.acts(talk.inspector) == [], "reads all, says nothing")
    }

    @Test func aQuestionWaitsForTheRequesterAndTheAnswerForTheOffice() throws {
        var talk = try Talk()
        let office = try #require(talk.given.officer.office)
        try talk.say(.remark, by: talk.given.officer, "Ai nhận kết quả?", to: .asked)
        #expect(talk.thread.questions[1]?.office == office && talk.thread.unread.isEmpty)
        #expect(talk.numbers(talk.given.filer) == [1] && talk.acts(talk.given.filer) == [.answer])
        #expect(talk.acts(talk.given.clerk) == [.remark, .settle])

        let answer = try talk.say(.answer, by: talk.given.filer, "Bà Lan", answering: 1)
        #expect(answer?.kind == .answered && answer?.content?.office == nil && answer?.content?.answers == 1)
        #expect(talk.thread.questions.isEmpty && talk.thread.unread.keys.first == office)
        #expect(talk.numbers(talk.given.clerk) == [1, 2])

        try talk.say(.settle, by: talk.given.clerk)
        #expect(talk.thread.unread.isEmpty && talk.acts(talk.given.officer) == [.remark])
        #expect(talk.numbers(talk.given.filer) == [1, 2], "that the office has read it, is the office's")
        #expect(try talk.say(.settle, by: talk.given.clerk) == nil, "a colleague was faster")
    }

    @Test func speakingAgainReadsTheAnswersToo() throws {
        var talk = try Talk()
        try talk.say(.remark, by: talk.given.officer, to: .told)
        #expect(talk.thread.questions.isEmpty, "only to know")
        try talk.say(.answer, by: talk.given.filer, answering: 1)
        #expect(talk.thread.unread.count == 1, "but they may answer")
        try talk.say(.remark, by: talk.given.officer, "Cảm ơn", to: .told)
        #expect(talk.thread.unread.isEmpty)
        try talk.say(.remark, by: talk.given.officer, "Hỏi", to: .asked)
        try talk.say(.settle, by: talk.given.officer)
        #expect(talk.thread.questions.isEmpty, "no longer asked")
    }

    @Test func theVersionOfTheCaseStays() throws {
        var talk = try Talk()
        let before = talk.given.state
        try talk.say(.remark, by: talk.given.officer, to: .asked)
        #expect(talk.given.state == before)
    }

    @Test func whatIsRefused() throws {
        var talk = try Talk()
        #expect(
            try talk.refusal { try $0.say(.answer, by: $0.given.filer, answering: 1) }
                == .forbidden(act: "answer-remark"))
        try talk.say(.remark, by: talk.given.officer, to: .inside)
        try talk.say(.remark, by: talk.given.officer, to: .told)
        let cases: [(Rejection, (inout Talk) throws -> Void)] = [
            (.invalid([Problem("audience", code: "problem.choose-one")]), { try $0.say(.remark, by: $0.given.clerk) }),
            (
                .invalid([Problem("remark", code: "problem.required")]),
                { try $0.say(.remark, by: $0.given.clerk, " \n", to: .told) }
            ),
            (.forbidden(act: "remark"), { try $0.say(.remark, by: $0.given.filer, to: .told) }),
            (.forbidden(act: "remark"), { try $0.say(.remark, by: $0.inspector, to: .inside) }),
            (.forbidden(act: "settle-remarks"), { try $0.say(.settle, by: $0.given.filer) }),
            (.notFound, { try $0.say(.answer, by: $0.given.filer, answering: 1) }),
            (.notFound, { try $0.say(.answer, by: $0.given.filer, answering: 7) }),
            (.notFound, { try $0.say(.answer, by: $0.given.filer) }),
            (.notFound, { try $0.say(.remark, by: Samples.person(.officer, at: OfficeCode("99")), to: .inside) }),
        ]
        for (expected, work) in cases {
            let refusal = try talk.refusal(work)
            #expect(refusal == expected, "\(String(describing: refusal))")
        }
        // A draft is nobody's but its writer's.
        let draft = try Talk(.draft)
        #expect(!Remarking.mayRead(draft.given.filer, draft.given.state))
    }

    @Test(arguments: [(5_000, true), (5_001, false)])
    func aRemarkHasRoom(_ length: Int, isTaken: Bool) throws {
        var talk = try Talk()
        let text = String(repeating: "ữ", count: length)
        let refusal = try talk.refusal { try $0.say(.remark, by: $0.given.clerk, text, to: .inside) }
        #expect((refusal == nil) == isTaken)
        if isTaken { #expect(try talk.say(.remark, by: talk.given.clerk, text, to: .inside)?.content?.text == text) }
    }

    @Test func thePostSentTwiceIsOneRemark() throws {
        var talk = try Talk()
        #expect(try talk.say(.remark, by: talk.given.clerk, "Một", to: .told) != nil)
        #expect(try talk.say(.remark, by: talk.given.clerk, "Một", to: .told) == nil)
        #expect(try talk.say(.remark, by: talk.given.officer, "Một", to: .told) != nil, "somebody else says it too")
    }

    @Test func thereIsAnEndToIt() throws {
        var talk = try Talk()
        try talk.say(.remark, by: talk.given.officer, to: .told)
        for number in 1...Limits.answersPerRemarkMax {
            try talk.say(.answer, by: talk.given.filer, "Lần \(number)", answering: 1)
        }
        let full = try talk.refusal { try $0.say(.answer, by: $0.given.filer, "Nữa", answering: 1) }
        #expect(full == .invalid([Problem("remark", code: "problem.answers-full")]))
        while talk.thread.remarks.count < Limits.remarksPerCaseMax {
            try talk.say(.remark, by: talk.given.clerk, "Lần \(talk.thread.next)", to: .inside)
        }
        let most = try talk.refusal { try $0.say(.remark, by: $0.given.clerk, "Nữa", to: .inside) }
        #expect(most == .invalid([Problem("remark", code: "problem.remarks-full")]))
        #expect(try talk.say(.settle, by: talk.given.clerk) != nil, "to have read the answers is always possible")
    }

    /// Whose a note was cannot be told once its words are gone: only an inspector is shown that there was one.
    @Test func erasedWordsAreShownToNobodyWhoMayNotKnowOfThem() throws {
        var talk = try Talk()
        let now = talk.given.now
        talk.thread.add(Remark(number: 1, kind: .inside, at: now, content: nil))
        talk.thread.add(Remark(number: 2, kind: .asked, at: now, content: nil))
        #expect(talk.numbers(talk.inspector) == [1, 2])
        #expect(talk.numbers(talk.given.officer) == [2] && talk.numbers(talk.given.filer) == [2])
        #expect(talk.thread.questions.isEmpty && talk.acts(talk.given.filer) == [])
    }
}
