// The house style of Swift files, as far as a machine can see it (CONTRIBUTING.md).

import Foundation
import Testing

struct SwiftStyleTests {
    static let linesPerFileMax = 400
    static let linesPerFunctionMax = 60
    static let charactersPerLineMax = 120

    /// The code of every Swift file, scanned once.
    static let code: [(file: TextFile, lines: [String])] = Tree.shared.swift.map { ($0, SwiftCode.lines(of: $0)) }

    @Test func filesStayShort() {
        expectNone(
            Tree.shared.swift.compactMap { file in
                let count = file.lines.count - 1
                return count > Self.linesPerFileMax ? "\(file.path): \(count) lines" : nil
            })
    }

    @Test func linesStayShort() {
        var offenders: [String] = []
        for (file, code) in Self.code {
            for (index, line) in file.lines.enumerated() {
                // Counting characters is slow, and a line with few bytes has few of them.
                guard line.utf8.count > Self.charactersPerLineMax, line.count > Self.charactersPerLineMax else {
                    continue
                }
                // Tests quote samples as they are: there the words in strings do not count.
                let isSample = file.isTest && line.contains("\"") && code[index].count <= Self.charactersPerLineMax
                if !isSample { offenders.append("\(file.path):\(index + 1): \(line.count) characters") }
            }
        }
        expectNone(offenders)
    }

    @Test func functionsStayShort() {
        expectNone(
            Self.code.flatMap { file, lines in
                FunctionLength.all(in: lines).compactMap { function in
                    guard function.lines > Self.linesPerFunctionMax else { return nil }
                    return "\(file.path):\(function.line): \(function.lines) lines"
                }
            })
    }

    /// One style of names: a test is a function that says in camel case what holds; a suite is called like its file.
    @Test func testsAreNamedInOneWay() {
        let names = [#"func `"#, #"@Test(""#, #"@Suite(""#]
        expectNone(
            Tree.shared.swift.filter { $0.isTest && !$0.path.hasSuffix("SwiftStyleTests.swift") }.flatMap { file in
                file.lines.enumerated().compactMap { index, line in
                    names.contains(where: line.contains)
                        ? "\(file.path):\(index + 1): \(line.trimmingPrefix { $0 == " " })" : nil
                }
            })
    }

    @Test func aFileOpensWithASentenceOnItsPurpose() {
        expectNone(
            Tree.shared.swift.compactMap { file in
                if file.path == "Package.swift" { return nil }  // the tools version has to stand there
                let opening = file.lines.prefix { $0.hasPrefix("// ") }
                guard let last = opening.last, last.hasSuffix(".") || last.hasSuffix("?") else {
                    return "\(file.path): no sentence in // at the top"
                }
                return nil
            })
    }

    @Test func nothingStopsTheProcessPrintsOrHidesAnError() {
        var offenders: [String] = []
        for (file, lines) in Self.code where !file.isTest && file.path != "Package.swift" {
            for (index, line) in lines.enumerated() {
                func ban(_ word: String, _ isAllowed: Bool = false) {
                    guard !isAllowed, Self.contains(line, word) else { return }
                    offenders.append("\(file.path):\(index + 1): \(word)")
                }
                ban("try!")
                ban("fatalError(")
                ban("print(", file.target == "App")
                let mayBeRaw = Exceptions.rawSQL.contains(where: file.path.hasPrefix)
                ban("(raw:", mayBeRaw || !(file.lines[index].contains("\\(raw:") || line.contains("Query(raw:")))
                ban("try?", Self.isExplained(file.lines, index))
            }
        }
        expectNone(offenders)
    }

    @Test func pureTargetsAreGivenTimeChanceAndFilesTheyNeverAskForThem() {
        var offenders: [String] = []
        for (file, lines) in Self.code where !file.isTest && Exceptions.pureTargets.contains(file.target ?? "") {
            for (index, line) in lines.enumerated() {
                for word in Exceptions.impureWords where Self.contains(line, word) {
                    offenders.append("\(file.path):\(index + 1): \(word)")
                }
            }
        }
        expectNone(offenders)
    }

    /// Whether the line holds the word, and not as the end of a longer name.
    private static func contains(_ line: String, _ word: String) -> Bool {
        guard let range = line.range(of: word) else { return false }
        if word.hasPrefix("(") || word.hasPrefix(".") || range.lowerBound == line.startIndex { return true }
        let before = line[line.index(before: range.lowerBound)]
        return !(before.isLetter || before.isNumber || before == "_")
    }

    /// `try?` throws a reason away; a comment beside it or just above it says why that is right.
    private static func isExplained(_ lines: [String], _ index: Int) -> Bool {
        lines[max(0, index - 2)...index].contains { $0.contains("// ") }
    }
}
