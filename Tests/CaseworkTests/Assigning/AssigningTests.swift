// Whose a step is: taken on, given, given back; and what that keeps others from.

import Basics
import Forms
import TestKit
import Testing
import Workflow

@testable import Casework

struct AssigningTests {
    /// A case whose next step is a clerk's or an officer's, with colleagues.
    private struct Desk {
        var given: GivenCase
        let colleague: Actor
        let head: Actor

        init(_ stage: Stage = .accepted) throws {
            given = try GivenCase.at(stage)
            colleague = Samples.person(stage == .filed ? .clerk : .officer, at: given.office, 1)
            head = given.approver
        }

        var task: OpenTask { given.state.marking.tasks.first { !$0.isOptional } ?? given.state.marking.tasks[0] }
        var people: [Assignee] {
            [given.officer, colleague].compactMap { person in
                person.account.map { Assignee(account: $0, name: person.name) }
            }
        }

        @discardableResult
        mutating func say(
            _ step: AssigningStep, by actor: Actor, to person: Actor? = nil, due: LocalDate? = nil, reason: String = "",
            expected: Int? = nil
        ) throws -> [CaseEvent] {
            var input = ["reason": [reason], "assignee": [person?.account?.text ?? ""]]
            if let due {
                input["assignee_due_day"] = ["\(due.day)"]
                input["assignee_due_month"] = ["\(due.month)"]
                input["assignee_due_year"] = ["\(due.year)"]
            }
            let act = try Assigning.decide(
                step, task: task.id, input: FieldValues(input), among: people, expected: expected,
                term: given.now.date.adding(days: 3), given.context(actor))
            for event in act.events { given.note(event) }
            return act.events
        }

        func refusal(_ work: (inout Desk) throws -> Void) throws -> Rejection? {
            var copy = self
            do {
                try work(&copy)
                return nil
            } catch let rejection as Rejection {
                return rejection
            }
        }
    }

    @Test(arguments: [Stage.filed, .accepted])
    func whoTakesItOnHasItAlone(at stage: Stage) throws {
        var desk = try Desk(stage)
        let holder = stage == .filed ? desk.given.clerk : desk.given.officer
        let act = stage == .filed ? "accept" : "propose-approval"
        #expect(try desk.given.refusal(act, by: desk.colleague) == nil, "anybody's")
        let events = try desk.say(.take, by: holder)
        let account = try #require(holder.account)
        let taken = Assignment(
            to: Assignee(account: account, name: holder.name), by: Signatory(holder), reason: "", due: nil)
        #expect(events == [.assigned(step: desk.task.node, assignment: taken)])
        #expect(desk.given.state.assignment(of: desk.task) == taken)
        #expect(try desk.given.refusal(act, by: desk.colleague) == .rule("step-assigned"))
        #expect(Permissions.permitted(desk.colleague, desk.given.state).allSatisfy { $0.task.id != desk.task.id })
        #expect(try desk.given.refusal(act, by: holder) == nil)
        #expect(desk.given.state.waitsOn == [.person(account, task: desk.task)])
        #expect(Assigning.steps(holder, desk.task, desk.given.state) == [.release])
        #expect(Assigning.steps(desk.colleague, desk.task, desk.given.state) == [.take])
    }

    @Test func takingOverSaysWhy() throws {
        var desk = try Desk()
        try desk.say(.take, by: desk.given.officer)
        let silent = try desk.refusal { try $0.say(.take, by: $0.colleague) }
        #expect(silent == .invalid([Problem("reason", code: "problem.required")]))
        try desk.say(.take, by: desk.colleague, reason: "Cán bộ cũ nghỉ ốm")
        #expect(desk.given.state.assignment(of: desk.task)?.to.account == desk.colleague.account)
        #expect(desk.given.state.assignment(of: desk.task)?.reason == "Cán bộ cũ nghỉ ốm")
    }

    @Test func whoSignsForTheOfficeGivesIt() throws {
        var desk = try Desk()
        let due = desk.given.now.date.adding(days: 1)
        try desk.say(.give, by: desk.head, to: desk.colleague, due: due)
        #expect(desk.given.state.assignment(of: desk.task)?.due == due)
        #expect(desk.given.state.assignment(of: desk.task)?.by.account == desk.head.account)
        // From one to another takes a reason, another day for the same does too.
        let silent = try desk.refusal { try $0.say(.give, by: $0.head, to: $0.given.officer) }
        #expect(silent == .invalid([Problem("reason", code: "problem.required")]))
        try desk.say(.give, by: desk.head, to: desk.given.officer, reason: "Chia lại việc")
        #expect(desk.given.state.assignment(of: desk.task)?.to.account == desk.given.officer.account)

        var idle = desk.head
        idle.authorities = []
        let elsewhere = Samples.person(.approver, at: OfficeCode("79"))
        for stranger in [idle, elsewhere, desk.given.clerk, desk.given.filer, Samples.person(.inspector)] {
            #expect(!Assigning.steps(stranger, desk.task, desk.given.state).contains(.give), "\(stranger.name)")
            #expect(try desk.refusal { try $0.say(.give, by: stranger, to: $0.colleague, reason: "x") } != nil)
        }
    }

    @Test func aStrangerOrAnOddDayIsRefusedAtItsField() throws {
        let desk = try Desk()
        let today = desk.given.now.date
        func fields(_ work: (inout Desk) throws -> Void) throws -> [String] {
            guard case .invalid(let problems) = try desk.refusal(work) else { return [] }
            return problems.map(\.field)
        }
        #expect(try fields { try $0.say(.give, by: $0.head, to: $0.given.clerk) } == ["assignee"])
        #expect(try fields { try $0.say(.give, by: $0.head) } == ["assignee"])
        let past = today.adding(days: -1)
        #expect(try fields { try $0.say(.give, by: $0.head, to: $0.colleague, due: past) } == ["assignee_due"])
        let late = try desk.refusal { try $0.say(.give, by: $0.head, to: $0.colleague, due: today.adding(days: 4)) }
        #expect(late == .invalid([Problem("assignee_due", code: "problem.due-after-term")]))
        #expect(try fields { try $0.say(.give, by: $0.head, to: $0.colleague, due: today.adding(days: 3)) } == [])
    }

    @Test func ofTwoWhoGiveItAtOnceOneDoes() throws {
        var desk = try Desk()
        let version = desk.given.state.version
        try desk.say(.give, by: desk.head, to: desk.colleague, expected: version)
        let second = try desk.refusal {
            try $0.say(.give, by: $0.head, to: $0.given.officer, reason: "x", expected: version)
        }
        #expect(second == .conflict(version: version + 1, stage: .accepted))
        let taken = try desk.refusal { try $0.say(.take, by: $0.given.officer, expected: version) }
        #expect(taken == .conflict(version: version + 1, stage: .accepted))
    }

    @Test func itIsGivenBackByItsHolderOrTheHead() throws {
        var desk = try Desk()
        #expect(try desk.refusal { try $0.say(.release, by: $0.given.officer) } != nil, "nobody has it")
        try desk.say(.take, by: desk.given.officer)
        #expect(try desk.refusal { try $0.say(.release, by: $0.colleague, reason: "x") } != nil)
        let silent = try desk.refusal { try $0.say(.release, by: $0.head) }
        #expect(silent == .invalid([Problem("reason", code: "problem.required")]))
        var other = desk
        try other.say(.release, by: other.head, reason: "Chia lại")
        try desk.say(.release, by: desk.given.officer)
        for one in [desk, other] {
            #expect(one.given.state.assignment(of: one.task) == nil)
            #expect(try one.given.refusal("propose-approval", by: one.colleague) == nil)
        }
    }

    @Test func itComesBackToWhoHadIt() throws {
        var desk = try Desk()
        try desk.say(.give, by: desk.head, to: desk.given.officer, due: desk.given.now.date)
        try desk.given.act("propose-approval", by: desk.given.officer)
        #expect(desk.given.state.waitsOn.count == 1, "the approver's step is anybody's with authority")
        #expect(desk.given.state.assignment(of: desk.task) == nil)
        try desk.given.act("return-to-officer", by: desk.head)
        let again = try #require(desk.given.state.assignment(of: desk.task))
        #expect(again.to.account == desk.given.officer.account && again.due == nil, "the day was for the first time")
        #expect(try desk.given.refusal("propose-approval", by: desk.colleague) == .rule("step-assigned"))
    }

    @Test func anotherOfficeBeginsAnew() throws {
        var desk = try Desk(.filed)
        let step = desk.task.node
        try desk.say(.take, by: desk.given.clerk)
        try desk.given.act("transfer", by: desk.given.clerk, ["authority": "79", "reason": "Trụ sở ở TP. HCM"])
        #expect(desk.given.office == OfficeCode("79"))
        #expect(desk.given.state.assignments[step] == nil)
        #expect(try desk.given.refusal("accept", by: desk.given.clerk) == nil)
    }

    /// What others may do in the step besides, such as taking a request back, is no business of its holder.
    @Test func rightsOfOthersStay() throws {
        var desk = try Desk(.filed)
        let before = Permissions.permitted(desk.given.filer, desk.given.state)
        #expect(!before.isEmpty)
        try desk.say(.take, by: desk.given.clerk)
        #expect(Permissions.permitted(desk.given.filer, desk.given.state) == before)
        for person in [desk.given.filer, desk.given.official] {
            #expect(Assigning.steps(person, desk.task, desk.given.state) == [])
        }
    }

    @Test func theServerGivesBackWhatIsForSomebodyWhoIsGone() throws {
        var desk = try Desk()
        try desk.say(.take, by: desk.given.officer)
        let context = desk.given.context(.system)
        let gone = try #require(desk.given.officer.account)
        let other = try #require(desk.colleague.account)
        #expect(Assigning.abandon(task: desk.task.id, of: other, context) == nil)
        let act = try #require(Assigning.abandon(task: desk.task.id, of: gone, context))
        #expect(act.events == [.released(step: desk.task.node, by: nil, reason: "")])
        #expect(act.state.assignment(of: desk.task) == nil)
    }
}
