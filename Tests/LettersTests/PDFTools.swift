// What poppler's tools say of a PDF, for tests.

import Foundation
import Programs

/// A word on a page, in points from the top left corner.
struct PDFWord: Sendable {
    let page: Int
    let text: String
    let left: Double
    let top: Double
    let right: Double
    let bottom: Double
    var height: Double { bottom - top }
    var centre: Double { (left + right) / 2 }
}

/// Runs poppler (Debian package `poppler-utils`), which reads our files with other eyes than ours.
enum PDFTools {
    static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/pdftotext")

    /// The text in reading order, pages separated by form feeds.
    static func text(_ pdf: [UInt8], layout: Bool = false) throws -> String {
        try run("pdftotext", (layout ? ["-layout"] : []) + ["FILE", "-"], pdf)
    }

    static func fonts(_ pdf: [UInt8]) throws -> [String] {
        try run("pdffonts", ["FILE"], pdf).split(separator: "\n").dropFirst(2).map(String.init)
    }

    static func information(_ pdf: [UInt8]) throws -> [String: String] {
        var pairs: [String: String] = [:]
        for line in try run("pdfinfo", ["-isodates", "FILE"], pdf).split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            pairs[String(line[..<colon])] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        }
        return pairs
    }

    static func words(_ pdf: [UInt8]) throws -> [PDFWord] {
        var page = 0
        var words: [PDFWord] = []
        for line in try run("pdftotext", ["-bbox", "FILE", "-"], pdf).split(separator: "\n") {
            if line.contains("<page ") { page += 1 }
            guard line.contains("<word ") else { continue }
            let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
            guard parts.count == 9, let left = Double(parts[1]), let top = Double(parts[3]),
                let right = Double(parts[5]), let bottom = Double(parts[7])
            else { continue }
            let text = parts[8].dropFirst().prefix { $0 != "<" }
            words.append(
                PDFWord(page: page, text: String(text), left: left, top: top, right: right, bottom: bottom))
        }
        return words
    }

    private static func run(_ tool: String, _ arguments: [String], _ pdf: [UInt8]) throws -> String {
        String(decoding: try bytes(tool, arguments, pdf), as: UTF8.self)
    }

    /// What a tool writes about the file, which stands in its arguments as `FILE`.
    static func bytes(_ tool: String, _ arguments: [String], _ pdf: [UInt8]) throws -> [UInt8] {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("letter-\(UUID().uuidString).pdf")
        try Data(pdf).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let output = Pipe()
        let process = try ChildProcess(
            "/usr/bin/\(tool)", arguments.map { $0 == "FILE" ? file.path : $0 },
            environment: ProcessInfo.processInfo.environment, output: output.fileHandleForWriting.fileDescriptor)
        try output.fileHandleForWriting.close()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.wait()
        return Array(data)
    }
}

extension String {
    /// With single spaces, no-break spaces and line ends counted as such: for comparing texts whose lines are broken.
    var flattened: String {
        components(separatedBy: .whitespacesAndNewlines).filter { !$0.isEmpty }.joined(separator: " ")
    }
}
