// Slips in a text file: one attribute, element, value or word at a time.

import Basics
import Foundation

/// A file with one slip in it.
struct Mutation: CustomStringConvertible {
    var file: String
    var text: String
    var description: String

    /// All slips of an XML file, without those in its diagram and in what is only said to people.
    static func all(ofXML text: String, file: String) -> [Mutation] {
        let skipped = ["bpmndi:", "dmndi:", "dc:", "di:", "documentation", "description", "annotation", "question"]
        return XMLPieces(text).pieces.filter { piece in !skipped.contains { piece.element.hasPrefix($0) } }
            .flatMap { piece -> [Mutation] in
                let old = String(text[piece.range])
                return piece.slips(of: old).map { new in
                    Mutation(
                        file: file, text: text.replacingCharacters(in: piece.range, with: new),
                        description: "\(file), <\(piece.element)>: \(old.prefix(90)) -> \(new.prefix(60))")
                }
            }
    }

    /// All slips of a flat JSON file of texts with one pair a line.
    static func all(ofJSON text: String, file: String) -> [Mutation] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return lines.indices.filter { lines[$0].contains("\":") }.flatMap { index -> [Mutation] in
            let line = lines[index]
            var without = lines
            without.remove(at: index)
            if index == lines.count - 2 || lines[index + 1] == "}" {
                without[index - 1] = String(
                    without[index - 1].drop { $0 == "," }.reversed().drop { $0 == "," }.reversed())
            }
            let key = line.replacing("\":", with: "x\":", maxReplacements: 1)
            let empty = line.prefix { $0 != ":" } + ": \"\"" + (line.hasSuffix(",") ? "," : "")
            return [("", without)].map {
                Mutation(file: file, text: $1.joined(separator: "\n"), description: "\(file): without \(line)")
            }
                + [key, String(empty)].map { new in
                    var changed = lines
                    changed[index] = new
                    return Mutation(
                        file: file, text: changed.joined(separator: "\n"), description: "\(file): \(line) -> \(new)")
                }
        }
    }
}

/// A place of an XML text where a slip can happen.
struct XMLPiece {
    enum Kind { case element, attribute, text }

    var kind: Kind
    /// The name of the element it belongs to.
    var element: String
    var range: Range<String.Index>

    /// What somebody might leave there: nothing, a letter too much, a letter too few.
    func slips(of old: String) -> [String] {
        switch kind {
        case .element: [""]
        case .text: [old.trimmed + "x", ""]
        case .attribute:
            // ` name="value"`: gone, its name misspelt, its value misspelt, its value empty.
            {
                guard let equals = old.firstIndex(of: "=") else { return [""] }
                let (name, value) = (old[..<equals], old[equals...].dropLast())
                return ["", "\(name)x\(old[equals...])", "\(name)\(value)x\"", "\(name)=\"\""]
            }()
        }
    }
}

/// Finds elements, attributes and texts in well-formed XML of ours: double quotes, no CDATA.
struct XMLPieces {
    private(set) var pieces: [XMLPiece] = []

    init(_ text: String) {
        var open: [(name: String, start: String.Index, textStart: String.Index, hasChildren: Bool)] = []
        var place = text.startIndex
        while let start = text[place...].firstIndex(of: "<") {
            if text[start...].hasPrefix("<!--") {
                place = text.range(of: "-->", from: start)
                continue
            }
            let end = text.index(after: text[start...].firstIndex(of: ">") ?? start)
            let tag = text[start..<end]
            place = end
            if tag.hasPrefix("<?") { continue }
            if tag.hasPrefix("</") {
                guard let element = open.popLast() else { continue }
                if !element.hasChildren, element.textStart < start {
                    pieces.append(XMLPiece(kind: .text, element: element.name, range: element.textStart..<start))
                }
                if !open.isEmpty {
                    pieces.append(XMLPiece(kind: .element, element: element.name, range: element.start..<end))
                }
                continue
            }
            let name = String(tag.dropFirst().prefix { !$0.isWhitespace && $0 != "/" && $0 != ">" })
            for match in tag.matches(of: #/\s[\w:.-]+="[^"]*"/#) where !match.output.contains("xmlns") {
                pieces.append(XMLPiece(kind: .attribute, element: name, range: match.range))
            }
            if !open.isEmpty { open[open.count - 1].hasChildren = true }
            if tag.hasSuffix("/>") {
                pieces.append(XMLPiece(kind: .element, element: name, range: start..<end))
            } else {
                open.append((name, start, end, false))
            }
        }
    }
}

extension String {
    fileprivate func range(of end: String, from start: String.Index) -> String.Index {
        self[start...].firstRange(of: end)?.upperBound ?? endIndex
    }
}
