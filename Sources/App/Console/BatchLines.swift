// Commands that answer standard input line by line.

import Foundation

enum BatchLines {
    /// Reads the file at a path.
    typealias Load = (String) throws -> [UInt8]

    /// Gives each line of standard input that is not blank to `answer`, until it ends, and prints what comes back.
    static func answer(_ answer: (_ line: String, _ load: Load) -> String) {
        while let line = readLine() {
            if line.allSatisfy(\.isWhitespace) { continue }
            Output.line(answer(line, load))
        }
    }

    private static func load(_ path: String) throws -> [UInt8] {
        guard let content = FileManager.default.contents(atPath: path) else { throw CommandFault("no such file") }
        return Array(content)
    }
}
