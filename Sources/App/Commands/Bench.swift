// `trinhky bench …`: the measurements of docs/performance.md.

import ArgumentParser

struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Measure this machine; prints one JSON object.")
}
