// The outline of a letter's template: XML in which sections are elements, so that it can be checked without facts.

import Basics
import Casework
import Formats

/// Puts the parts in, and in the place of each tag what stands for it: of a printed fact a mark, of a section around
/// elements an element of its own. Knows from which line of which file each line came.
struct LetterOutline {
    private(set) var findings: [Diagnostic] = []
    /// The files it was made from.
    private(set) var sources: [String] = []
    private var xml: [UInt8] = []
    private var origins: [(file: String, line: Int)] = []
    private var state = State.content
    /// The sections that are open, with where in the markup they began.
    private var open: [(tag: LetterTag, state: State)] = []
    private var including: [String] = []
    private let files: ProcedureFiles

    /// Where in the markup something stands.
    private enum State: Equatable { case content, tag, value(quote: UInt8), comment, cdata }

    private static let namespace = "urn:trinhky:section"
    private static let prefix = "section"
    /// Stands for what a fact says: a character that no text of ours has.
    private static let mark = "\u{F8FF}"

    /// Whether a value hangs on facts.
    static func isOpen(_ value: String) -> Bool { value.contains(mark) }

    static func isSection(_ element: XMLElement) -> Bool { element.namespace == namespace }

    /// Whether the section is for the lack of its fact.
    static func isInverted(_ section: XMLElement) -> Bool { section.attribute("inverted") != nil }

    init(_ letter: String, of files: ProcedureFiles) {
        self.files = files
        walk(files.files[letter] ?? [], file: files.place(letter))
    }

    /// The outline, or `nil` when there is none: `findings` says why.
    mutating func read() -> XMLElement? {
        guard findings.isEmpty else { return nil }
        do {
            return try XMLReader.read(xml, file: "")
        } catch {
            // What is said after the first fault mostly follows from it.
            if let fault = error.diagnostics.first { say(fault.line, inWords(fault.message)) }
            return nil
        }
    }

    /// File and line of what stands on a line of the outline.
    func place(_ line: Int) -> (file: String, line: Int) {
        origins.indices.contains(line - 1) ? origins[line - 1] : (sources.first ?? "", 0)
    }

    // MARK: Walking

    private mutating func walk(_ bytes: [UInt8], file: String) {
        if !sources.contains(file) { sources.append(file) }
        var (position, line) = (0, 1)
        origins.append((file, line))
        for tag in LetterTags(bytes, file: file).tags {
            copy(bytes[position..<tag.range.lowerBound], file, &line)
            take(tag, file)
            // The lines inside a tag count as well.
            line += bytes[tag.range].count { $0 == Self.newline }
            position = tag.range.upperBound
            if tag.kind == .part { begin(file, line) }
        }
        copy(bytes[position...], file, &line)
    }

    private static let newline = UInt8(ascii: "\n")

    private mutating func begin(_ file: String, _ line: Int) {
        xml.append(Self.newline)
        origins.append((file, line))
    }

    private mutating func copy(_ bytes: ArraySlice<UInt8>, _ file: String, _ line: inout Int) {
        for byte in bytes {
            xml.append(byte)
            advance(byte)
            if byte == Self.newline {
                line += 1
                origins.append((file, line))
            }
        }
    }

    private mutating func advance(_ byte: UInt8) {
        switch state {
        case .content where byte == UInt8(ascii: "<"): state = .tag
        case .tag where byte == UInt8(ascii: ">"): state = .content
        case .tag where byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"): state = .value(quote: byte)
        case .tag where ends("<!--"): state = .comment
        case .tag where ends("<![CDATA["): state = .cdata
        case .value(let quote) where byte == quote: state = .tag
        case .comment where ends("-->"), .cdata where ends("]]>"): state = .content
        default: break
        }
    }

    private func ends(_ text: String) -> Bool { xml.suffix(text.utf8.count).elementsEqual(text.utf8) }

    // MARK: Tags

    private mutating func take(_ tag: LetterTag, _ file: String) {
        switch tag.kind {
        case .print: put(tag, file)
        case .open, .openInverted:
            open.append((tag, state))
            if state == .content {
                let side = tag.kind == .openInverted ? " inverted=\"true\"" : ""
                add("<\(Self.prefix):\(tag.name) xmlns:\(Self.prefix)=\"\(Self.namespace)\"\(side)>")
            } else {
                addMark()
            }
        case .close: close(tag, file)
        case .part: include(tag, file)
        case .unprinted: break
        }
    }

    private mutating func put(_ tag: LetterTag, _ file: String) {
        guard state != .tag else {
            let what = "{{\(tag.name)}} stands in a text or in a value, not among the attributes"
            return findings.append(Diagnostic(file: file, line: tag.line, what))
        }
        addMark()
    }

    private mutating func close(_ tag: LetterTag, _ file: String) {
        // Sections that do not match are told with the facts.
        guard let section = open.popLast() else { return }
        guard section.state == state else {
            let what = "the section \(tag.name) of line \(section.tag.line) ends in the middle of an element"
            return findings.append(Diagnostic(file: file, line: tag.line, what))
        }
        if state == .content { add("</\(Self.prefix):\(tag.name)>") } else { addMark() }
    }

    private mutating func include(_ tag: LetterTag, _ file: String) {
        let path = ProcedureFiles.path(ofPart: tag.name)
        // That it is missing, or includes itself, is told with the facts.
        guard let bytes = files.files[path], !including.contains(tag.name) else { return }
        guard xml.count + bytes.count <= Limits.xmlBytesMax else {
            let what = "the letter is larger than \(Limits.xmlBytesMax) bytes with its parts"
            if findings.isEmpty { findings.append(Diagnostic(file: file, line: tag.line, what)) }
            return
        }
        including.append(tag.name)
        xml.append(Self.newline)
        walk(bytes, file: files.place(path))
        including.removeLast()
    }

    private mutating func add(_ text: String) { xml += Array(text.utf8) }

    private mutating func addMark() {
        if state != .tag, state != .comment { add(Self.mark) }
    }

    // MARK: Findings

    private mutating func say(_ line: Int, _ what: String) {
        let (file, line) = place(line)
        findings.append(Diagnostic(file: file, line: line, what))
    }

    /// What the reader says, with the lines of the files.
    private func inWords(_ message: String) -> String {
        message.replacing("\(Self.prefix):", with: "\(Self.prefix) ").replacing(#/line (\d+)/#) { found in
            "line \(place(Int(found.1) ?? 0).line)"
        }
    }
}
