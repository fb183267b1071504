// `trinhky dmn evaluate --batch`: asks decision models from outside, one JSON object a line.

import ArgumentParser
import Basics
import Workflow

struct DecisionCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dmn", abstract: "Decision models.", subcommands: [Evaluate.self])

    struct Evaluate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Evaluate decisions: JSON lines in, one JSON line each out.",
            discussion: #"""
                In:  {"model":PATH,"decision":NAME,"input":{…}}
                Out: {"result":…} or {"error":"…"}
                A decision that means nothing because of a fault in its file is an error with FILE:LINE; all such
                faults are told on standard error. What FEEL cannot compute is null.
                Dates, times and durations are {"date":"2021-07-01"}, {"time":…}, {"dateTime":…}, {"duration":…}.
                """#)

        @Flag(help: "Read requests from standard input until it ends.") var batch = false

        func validate() throws {
            if !batch { throw ValidationError("only --batch is there") }
        }

        func run() throws {
            let batch = DecisionBatch(now: Present.moment(), files: BatchLines.files) {
                Output.remark($0.description)
            }
            BatchLines.answer { batch.run(line: $0, load: $1) }
        }
    }
}
