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

    /// The names of the files in a folder; none in one that cannot be read.
    static func files(in folder: String) -> [String] {
        // Whether there is such a folder shows when the file in it is read.
        (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    }

    private static func load(_ path: String) throws -> [UInt8] {
        guard let content = FileManager.default.contents(atPath: path) else { throw CommandFault("no such file") }
        return Array(content)
    }
}
