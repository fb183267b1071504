// The composer and the printer that the tests share.

import Foundation

@testable import Letters

enum LetterKit {
    static let templates: URL = {
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { root.deleteLastPathComponent() }
        return root.appendingPathComponent("Templates/letters")
    }()

    static let printer = LetterPrinter()

    static func composer() throws -> LetterComposer { try LetterComposer(templatesFolder: templates) }

    static func draw(_ facts: LetterFacts) throws -> [UInt8] {
        try printer.draw(markup: try composer().compose(facts))
    }

    static func document(_ facts: LetterFacts) throws -> LetterDocument {
        try LetterMarkup.read(Array(try composer().compose(facts).utf8))
    }

    static func pages(_ facts: LetterFacts) throws -> [[PageItem]] { try printer.pages(try document(facts)) }

    /// A letter of these blocks only.
    static func document(
        _ blocks: [LetterBlock], kind: LetterKind = .refusal, orientation: LetterDocument.Orientation = .portrait,
        isDraft: Bool = false
    ) -> LetterDocument {
        LetterDocument(
            kind: kind, title: "t", author: "a", created: LetterSamples.date("2026-11-23"), orientation: orientation,
            isDraft: isDraft, foot: nil, blocks: blocks)
    }
}

extension PageItem {
    /// The line's characters, for lines.
    var text: String? {
        if case .line(let line) = content { line.text } else { nil }
    }

    var setLine: SetLine? {
        if case .line(let line) = content { line } else { nil }
    }

    /// A bar wider than high.
    var ruleWidth: Double? {
        if case .bar(let width, let height) = content, width > height { width } else { nil }
    }

    var width: Double {
        switch content {
        case .line(let line): line.width
        case .bar(let width, _): width
        }
    }
}

extension [PageItem] {
    func line(_ text: String) -> PageItem? { first { $0.text == text } }
}
