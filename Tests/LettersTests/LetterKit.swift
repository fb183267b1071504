// The letters and the printer that the tests share.

import Casework
import TestKit

@testable import Letters

enum LetterKit {
    static let printer = LetterPrinter()

    /// The letter that this markup describes.
    static func document(_ markup: String) throws(LetterError) -> LetterDocument {
        try LetterMarkup.read(Array(markup.utf8))
    }

    /// The letters that are shipped: those of the procedure, and the sheets.
    private static let procedure = Result { try LetterComposer(try ShippedProcedure.loaded().procedure.papers) }
    private static let sheets = Result { () throws -> LetterComposer in
        let (papers, findings) = PaperCatalogue.loadSheets(try ShippedProcedure.sheetFiles())
        guard let papers else { throw LetterError.templateFaulty(file: PaperCatalogue.path, reason: "\(findings)") }
        return try LetterComposer(papers)
    }

    static let kinds: [PaperKind] = [
        .request, .receiptSlip, .supplementSlip, .intakeRefusal, .approvalDecision, .refusal, .resultNotice,
        .grantSuspension, .grantResumption, .grantRevocation, .dataSheet,
        .registerOutgoing, .registerIncoming,
    ]

    /// The composer that has this kind.
    static func composer(_ kind: PaperKind) throws -> LetterComposer {
        let procedure = try procedure.get()
        return procedure.papers[kind] == nil ? try sheets.get() : procedure
    }

    static func entry(_ kind: PaperKind) throws -> PaperEntry {
        guard let entry = try composer(kind).papers[kind] else { throw LetterError.templateMissing(kind.rawValue) }
        return entry
    }

    static func draw(_ sample: SampleLetter) throws -> [UInt8] { try printer.draw(try sample.document()) }

    static func document(_ sample: SampleLetter) throws -> LetterDocument { try sample.document() }

    static func pages(_ sample: SampleLetter) throws -> [[PageItem]] { try printer.pages(try document(sample)) }

    /// A letter of these blocks only.
    static func document(
        _ blocks: [LetterBlock], kind: PaperKind = .refusal, orientation: LetterDocument.Orientation = .portrait,
        isDraft: Bool = false
    ) -> LetterDocument {
        LetterDocument(
            kind: kind, bodySize: kind == .dataSheet ? 13 : 14, title: "t", author: "a",
            created: LetterSamples.date("2026-11-23"), sheet: .a4, orientation: orientation, isDraft: isDraft,
            foot: nil,
            blocks: blocks)
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
        case .code(_, let side): side
        }
    }
}

extension [PageItem] {
    func line(_ text: String) -> PageItem? { first { $0.text == text } }
}
