// Whether persons can use a procedure: nobody signs for them.

import Basics
import FEEL
import Workflow

extension Procedure {
    /// Whether a request is filed as a person sends it. An organisation has an official who answers for it; a request
    /// of a person that waited for one would wait for ever.
    public func filesForPersons() throws -> Bool {
        let marking = try standing(after: .start, from: RehearsedCase().marking, [:]).marking
        let sending = marking.tasks.flatMap { task in
            task.acts.filter { Acts.named($0)?.page.sendsRequest ?? false }.map { act in
                Stimulus.taskCompleted(id: task.id, act: act, outcome: act)
            }
        }
        let persons = process.variables.filter { $0.source == CaseSource.isPerson.rawValue }.map(\.name)
        let ways = RehearsalValues(self).combinations(RehearsedCase()).filter { values in
            persons.allSatisfy { values[$0] == .boolean(true) }
        }
        for stimulus in sending {
            for variables in ways
            where try standing(after: stimulus, from: marking, variables).stage == .awaitingVouch { return false }
        }
        return !sending.isEmpty
    }

    private func standing(
        after stimulus: Stimulus, from marking: Marking, _ variables: [String: Value]
    ) throws -> (marking: Marking, stage: Stage?) {
        let environment = ProcessEnvironment(variables: variables, now: Timestamp(milliseconds: 0)) { _, _ in
            DecisionAnswer(value: .null)
        }
        var (after, stage): (Marking, Stage?) = (marking, nil)
        for fact in try process.step(marking, stimulus, environment) {
            after.apply(fact)
            if case .stageReached(let name, _) = fact { stage = Stage(rawValue: name) }
        }
        return (after, stage)
    }
}
