// `bench routing`: who is competent, asked of the shipped decision table on one thread.

import Basics
import Casework
import FEEL
import Records
import Registry
import Workflow

struct RoutingBench {
    let site: Composition

    func run(count: Int) throws -> Timing {
        let inputs = questions
        guard let procedure = site.procedures.current["written-request"]?.procedure else {
            throw CommandFault("there is no procedure written-request")
        }
        var durations: [Duration] = []
        durations.reserveCapacity(count)
        var answered = 0
        let start = ContinuousClock.now
        for index in 0..<count {
            let before = ContinuousClock.now
            if try !procedure.evaluate("competence", inputs[index % inputs.count]).value.isNull { answered += 1 }
            durations.append(ContinuousClock.now - before)
        }
        let took = ContinuousClock.now - start
        guard answered > 0 else { throw CommandFault("the competence table answered nothing") }
        return Timing(count: count, took: took, durations: durations)
    }

    /// Every class of requester at every level, in all provinces, on days of each version of the law.
    private var questions: [[String: Value]] {
        let days = ["2022-03-01", "2024-08-15", "2025-09-02", "2026-11-23"].compactMap { LocalDate($0) }
        var questions: [[String: Value]] = []
        for (index, requester) in RequesterClass.allCases.enumerated() {
            for level in AdministrativeLevel.allCases {
                for day in days {
                    let provinces = site.procedures.provinces.on(day)
                    questions.append([
                        "requesterClass": .string(requester.rawValue), "level": .string(level.rawValue),
                        "province": .string(provinces[index % provinces.count].code),
                        "serviceGroup": .string("authentication"), "receivedOn": .date(day),
                    ])
                }
            }
        }
        return questions
    }
}
