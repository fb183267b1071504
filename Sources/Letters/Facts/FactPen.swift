// Brings facts into the form in which letters print them.

import Basics

/// Writes the facts of one group. Every text is normalised (`FactText`); one that is empty then is left out.
public struct FactPen {
    private(set) var values: [String: LetterFact] = [:]
    private var text = FactText()

    var forbidden: [Unicode.Scalar] { text.forbidden }

    public mutating func text(_ name: String, _ value: String?) {
        let line = value.map { text.line($0) } ?? ""
        if !line.isEmpty { values[name] = .text(line) }
    }

    /// A sentence made here (`LetterWording`), kept as it is: the room for a number or a date is no white space.
    mutating func wording(_ name: String, _ sentence: String) { values[name] = .text(sentence) }

    public mutating func upper(_ name: String, _ value: String?) { text(name, value?.nfc.uppercased()) }

    public mutating func flag(_ name: String, _ value: Bool) { values[name] = .flag(value) }

    /// One line of text, for a sentence that goes on around it.
    public mutating func line(_ value: String) -> String { text.line(value) }

    /// A text of which each line is a paragraph.
    public mutating func paragraphs(_ name: String, _ value: String) {
        values[name] = .texts(text.paragraphs(value))
    }

    public mutating func rows(_ name: String, _ rows: [[String: LetterFact]]) {
        values[name] = .rows(
            rows.map { row in
                row.mapValues { fact in
                    switch fact {
                    case .text(let cell): .text(text.line(cell))
                    case .texts(let cells): .texts(cells.map { text.line($0) })
                    case .flag, .rows: fact
                    }
                }
            })
    }

    /// A list whose items know their letter and number, and the mark that ends them, in place of those they came with.
    public mutating func points(_ name: String, _ items: [String]) {
        let marks: Set<Character> = [".", ";", ",", " "]
        let texts = items.map { item in
            let line = Self.withoutOwnMark(text.line(item))
            return String(line.dropLast(line.reversed().prefix(while: marks.contains).count))
        }.filter { !$0.isEmpty }
        let letters = LetterWording.pointLetters(texts.count)
        let rows = texts.enumerated().map { index, item in
            [
                "letter": LetterFact.text(letters[index]), "number": .text(String(index + 1)),
                "text": .text(item), "mark": .text(index == texts.count - 1 ? "." : ";"),
            ]
        }
        values[name] = .rows(rows)
    }

    /// Without what people begin the items of a list with: a dash, a dot, `1.`, `1)`, `a)`, before a space.
    private static func withoutOwnMark(_ line: String) -> Substring {
        guard let space = line.firstIndex(of: " ") else { return line[...] }
        let mark = line[..<space]
        let rest = line[space...].drop { $0 == " " }
        let (body, end) = (mark.dropLast(), mark.last)
        let isDash = mark.count == 1 && "-–—•·*+".contains(mark)
        let isNumber =
            (1...2).contains(body.count) && body.allSatisfy { $0.isASCII && $0.isNumber } && (end == "." || end == ")")
        let isLetter = body.count == 1 && body.allSatisfy { ("a"..."z").contains($0) || $0 == "đ" } && end == ")"
        return isDash || isNumber || isLetter ? rest : line[...]
    }
}
