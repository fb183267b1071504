// What an open case waits for, and what is wrong where it waits for nothing.

import Basics
import TestKit
import Testing
import Workflow

@testable import Casework

struct WaitingTests {
    private func work(of state: CaseState, isGivenUp: Bool = false) -> [CaseWaiting.Work] {
        state.marking.services.map { .init(kind: $0.action, reference: $0.id, isGivenUp: isGivenUp) }
    }

    private func faults(
        _ given: GivenCase, people: [Actor]? = nil, work: [CaseWaiting.Work]? = nil, timers: Set<String>? = nil
    ) -> [WaitingFault] {
        let everybody = [given.filer, given.official, given.clerk, given.officer, given.approver]
        return CaseWaiting(
            given.state, work: work ?? self.work(of: given.state),
            timers: timers ?? Set(given.state.marking.timers.map(\.id)), people: people ?? everybody
        ).faults
    }

    @Test(arguments: GivenCase.stages) func everyStageWaitsOnOneThingAndTheLastOnesOnNothing(stage: Stage) throws {
        let given = try GivenCase.at(stage)
        #expect(given.state.waitsOn.count == (stage.isFinal ? 0 : 1))
        #expect(faults(given) == [])
    }

    @Test func whoIsNextIsTold() throws {
        guard case .requester(let draft)? = try GivenCase.at(.draft).state.waitsOn.first,
            case .office(let office, let intake)? = try GivenCase.at(.filed).state.waitsOn.first,
            case .message(let service)? = try GivenCase.at(.issued).state.waitsOn.first,
            case .timer(let timer)? = try GivenCase.at(.fulfilled).state.waitsOn.first
        else {
            Issue.record("a stage waits for something else")
            return
        }
        #expect(draft.node == "draft" && intake.node == "intake" && office == OfficeCode("01"))
        #expect(service.action == "fulfil" && timer.node == "use-ends")
    }

    @Test func aTaskThatNoAccountMayDoIsAFault() throws {
        let given = try GivenCase.at(.proposed)
        #expect(faults(given, people: [given.filer, given.clerk, given.officer]) == [.nobody])
        let elsewhere = Samples.person(.approver, at: OfficeCode("79"))
        #expect(faults(given, people: [elsewhere]) == [.nobody])
        #expect(faults(given, people: [elsewhere, given.approver]) == [])
        // A right that somebody else has in the task is no duty: taking back does not go on with the case.
        let vouched = try GivenCase.at(.awaitingVouch)
        #expect(faults(vouched, people: [vouched.filer]) == [.nobody])
    }

    @Test func whatTheServerDoesNotHoldOrHasGivenUpIsAFault() throws {
        let issued = try GivenCase.at(.issued)
        #expect(faults(issued, work: []) == [.lost])
        #expect(faults(issued, work: work(of: issued.state, isGivenUp: true)) == [.givenUp])
        let paper = CaseWaiting.Work(kind: "draw-paper", reference: "1", isGivenUp: true)
        #expect(faults(issued, work: work(of: issued.state) + [paper]) == [.givenUp])
        #expect(faults(try GivenCase.at(.closed), work: [paper]) == [.givenUp])
        #expect(faults(try GivenCase.at(.fulfilled), timers: []) == [.lost])
        #expect(faults(try GivenCase.at(.supplementRequested), timers: []) == [.lost])
    }

    @Test func aCaseThatStandsStillIsAFault() throws {
        var given = try GivenCase.at(.accepted)
        let task = try #require(given.state.marking.tasks.first { !$0.isOptional })
        func note(_ facts: ProcessFact...) {
            given.note(.processed(stimulus: .cancel, variables: [:], facts: facts))
        }
        note(.taskCancelled(id: task.id))
        #expect(given.state.waitsOn.isEmpty && faults(given) == [.nothing], "a right to withdraw is nobody's duty")
        let service = try #require(try GivenCase.at(.issued).state.marking.services.first)
        note(.taskOpened(task), .serviceRequested(service))
        #expect(faults(given) == [.several])
        var over = try GivenCase.at(.withdrawn)
        over.note(.processed(stimulus: .cancel, variables: [:], facts: [.taskOpened(task)]))
        #expect(faults(over) == [.over])
    }
}
