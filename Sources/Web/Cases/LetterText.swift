// A letter as text on a page: what will be signed, readable beside the request without opening a file.

import Letters

/// The words of a letter, line by line, without its layout.
struct LetterText: PageValueConvertible {
    let document: LetterDocument

    private struct Line {
        var text: String
        var isHeading = false
    }

    var pageValue: PageValue {
        let lines = document.blocks.flatMap { self.lines($0) }.filter { !$0.text.isEmpty }
        let values = lines.map { line -> PageValue in
            ["line": .text(line.text), "isHeading": .flag(line.isHeading)]
        }
        return ["letterLines": .list(values)]
    }

    private func lines(_ block: LetterBlock) -> [Line] {
        switch block {
        case .heading(let heading):
            return [
                Line(text: heading.agency, isHeading: true), Line(text: heading.number), Line(text: heading.subject),
            ]
        case .title(let name, let abstract, _), .annex(let name, let abstract, _):
            return [Line(text: name, isHeading: true), Line(text: abstract, isHeading: true)]
        case .centred(let text): return [Line(text: text, isHeading: true)]
        case .basis(let text), .note(let text): return [Line(text: text)]
        case .addressee(let names): return names.map { Line(text: "Kính gửi: \($0)") }
        case .paragraph(let mark, let text): return [Line(text: Self.joined([mark?.text ?? "", text], " "))]
        case .row(let label, let value): return [Line(text: "\(label): \(value)")]
        case .table(let table): return table.rows.map { Line(text: Self.joined($0, " – ")) }
        case .cover(let cover):
            return [Line(text: cover.name, isHeading: true)] + cover.lines.map { Line(text: $0) }
        case .closing(_, let signatures):
            return signatures.map { Line(text: Self.joined([$0.authority, $0.title, $0.name], " – ")) }
        }
    }

    private static func joined(_ parts: [String], _ separator: String) -> String {
        parts.filter { !$0.isEmpty }.joined(separator: separator)
    }
}
