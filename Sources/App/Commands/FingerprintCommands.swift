// `trinhky fingerprint …`: templates of fingers. `compare --batch` compares them, one JSON object a line.

import ArgumentParser
import Fingerprints

struct FingerprintCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fingerprint", abstract: "Templates of fingers.",
        subcommands: [Import.self, Rotate.self, Sample.self, Compare.self])

    struct Compare: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure the matcher: JSON lines in, one JSON line each out.",
            discussion: #"""
                In:  {"a":PATH,"b":PATH} of ISO/IEC 19794-2:2005 templates, a enrolled, b the try
                Out: {"score":NUMBER,"verdict":"true"}, "false", or "not-comparable" with a reason; or {"error":"…"}
                A score is in natural-log odds and told nowhere else.
                """#)

        @Flag(help: "Read requests from standard input until it ends.") var batch = false

        func validate() throws {
            if !batch { throw ValidationError("only --batch is there") }
        }

        func run() throws {
            let batch = FingerprintBatch()
            BatchLines.answer { batch.run(line: $0, load: $1) }
        }
    }
}
