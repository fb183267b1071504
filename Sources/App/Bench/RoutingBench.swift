// `bench routing`: decision tables asked on one thread, the shipped one and others of given shapes.

import Basics
import Casework
import FEEL
import Records
import Registry
import Workflow

struct RoutingBench {
    let site: Composition

    /// The shipped competence table so many times, and each of the others a fourth of that.
    func run(count: Int) throws -> Timing {
        guard let procedure = site.procedures.current["written-request"]?.procedure else {
            throw CommandFault("there is no procedure written-request")
        }
        var timing = try time("competence", count, questions) { input in
            try !procedure.evaluate("competence", input).value.isNull
        }
        timing.about = [("table", "competence")]
        for table in ShapedTable.all {
            timing.about.append(("\(table.name)_per_second", "\(Int(try measure(table, count / 4 + 1).perSecond))"))
        }
        let lines = try lines(of: .texts, count / 4 + 1)
        timing.about.append(("json_lines_per_second", "\(Int(lines.perSecond))"))
        return timing
    }

    private func measure(_ table: ShapedTable, _ count: Int) throws -> Timing {
        let model = try table.model()
        return try time(table.name, count, table.questions.map { $0.mapValues(\.value) }) { input in
            try !model.evaluate("shaped", input: input).value.isNull
        }
    }

    /// What `dmn evaluate --batch` does with a line: read it, decide, write the answer.
    private func lines(of table: ShapedTable, _ count: Int) throws -> Timing {
        let batch = DecisionBatch(now: nil, files: { _ in [] })
        let file = table.file
        return try time(table.name, count, table.questions.map(table.line)) { line in
            batch.run(line: line) { _ in file }.contains("result")
        }
    }

    /// - Parameter ask: whether the table answers that.
    private func time<Question>(
        _ table: String, _ count: Int, _ questions: [Question], _ ask: (Question) throws -> Bool
    ) throws -> Timing {
        var durations: [Duration] = []
        durations.reserveCapacity(count)
        var answered = 0
        let start = ContinuousClock.now
        for index in 0..<count {
            let before = ContinuousClock.now
            if try ask(questions[index % questions.count]) { answered += 1 }
            durations.append(ContinuousClock.now - before)
        }
        let took = ContinuousClock.now - start
        guard answered > 0 else { throw CommandFault("the table \(table) answered nothing") }
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
