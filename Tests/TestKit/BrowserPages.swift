// What a person reads off a page or a file: inputs, words, tables, the text of a PDF.

import Formats
import Foundation

extension HTTPAnswer {
    /// The value of the first input of that name, with its entities resolved.
    public func input(_ name: String) -> String? {
        guard let tag = text.range(of: "<input [^>]*name=\"\(name)\"[^>]*>", options: .regularExpression),
            let start = text[tag].range(of: " value=\"")
        else { return nil }
        return HTTPAnswer.unescaped(String(text[start.upperBound...].prefix { $0 != "\"" }))
    }

    /// The words of the page: no tags, entities resolved, white space made single.
    public var words: String { HTTPAnswer.words(of: text.replacing(Self.printFoot, with: " ")) }

    /// The words of the page but for what matches `part`.
    public func words(without part: some RegexComponent) -> String {
        HTTPAnswer.words(of: text.replacing(part, with: " ").replacing(Self.printFoot, with: " "))
    }

    /// What stands on printed sheets only: it has the minute in it.
    private static var printFoot: Regex<Substring> { #/<p class="print-foot"[^>]*>[^<]*<\/p>/# }

    private static func words(of text: String) -> String {
        var bare: [UInt8] = []
        var isInTag = false
        for byte in Array(text.utf8) {
            if byte == UInt8(ascii: "<") { isInTag = true }
            bare.append(isInTag ? 0x20 : byte)
            if byte == UInt8(ascii: ">") { isInTag = false }
        }
        let words = bare.split { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        return HTTPAnswer.unescaped(String(decoding: Array(words.joined(separator: [0x20])), as: UTF8.self))
    }

    /// Where the next page of a list is, and the one before.
    public var next: String? { turn("next") }
    public var previous: String? { turn("prev") }

    private func turn(_ relation: String) -> String? {
        let mark = "<a rel=\"\(relation)\" href=\""
        guard let start = text.range(of: mark) else { return nil }
        return String(text[start.upperBound...].prefix { $0 != "\"" }).replacing("&amp;", with: "&")
    }

    /// Whether the page has an error summary.
    public var hasErrorSummary: Bool { text.contains("class=\"error-summary\"") }

    /// The links to acts of the case, by the name of the act.
    public var acts: [String] {
        links.compactMap { link in link.split(separator: "/").contains("acts") ? link.split(separator: "/").last : nil }
            .map(String.init)
    }

    private static func unescaped(_ text: String) -> String {
        let entities = ["&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#34;": "\"", "&#39;": "'", "&#x27;": "'"]
        var text = text
        for (entity, sign) in entities { text = text.replacingOccurrences(of: entity, with: sign) }
        return text.replacingOccurrences(of: "&amp;", with: "&")
    }
}

/// A CSV file as rows by column name.
public struct CSVFile: Sendable {
    public var header: [String]
    public var rows: [[String: String]]

    /// Reads what the program wrote.
    public init(_ bytes: [UInt8]) throws {
        let table = try CSVReader.read(bytes, rowsMax: 1_000_000)
        header = table.header
        rows = table.rows.map { row in Dictionary(uniqueKeysWithValues: zip(table.header, row.cells)) }
    }

    /// The bytes of a file with those columns; a cell that is missing stays empty.
    public static func bytes(_ header: [String], _ rows: [[String: String]]) -> [UInt8] {
        var writer = CSVWriter()
        writer.row(header)
        for row in rows { writer.row(header.map { row[$0] ?? "" }) }
        return writer.bytes
    }
}

/// Reads PDFs the way a reader's program does.
public enum PDFReader {
    private static let tool = "/usr/bin/pdftotext"
    /// Whether the tool is installed; `make test` installs it.
    public static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: tool) }

    /// The words of the document, white space made single.
    public static func words(_ bytes: [UInt8]) async throws -> String {
        try await text(bytes, ["-layout"]).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The text of each page in reading order, or as it was drawn, without the number at its top.
    public static func pages(_ bytes: [UInt8], asDrawn: Bool = false) async throws -> [String] {
        try await text(bytes, asDrawn ? ["-raw"] : []).split(separator: "\u{C}").enumerated().map { index, page in
            let lines = page.split(separator: "\n", omittingEmptySubsequences: true)
            let isNumbered = index > 0 && lines.first.map { Int($0) == index + 1 } ?? false
            return lines.dropFirst(isNumbered ? 1 : 0).joined(separator: "\n")
        }
    }

    private static func text(_ bytes: [UInt8], _ options: [String]) async throws -> String {
        let folder = try Program.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }  // the system clears what is left
        let file = "\(folder)/paper.pdf"
        try Data(bytes).write(to: URL(filePath: file))
        let read = try await Program.run(tool, options + [file, "-"], environment: Program.environment)
        guard read.status == 0 else { throw ProgramFailure(description: "no readable PDF: \(read.errors)") }
        return read.text
    }
}
