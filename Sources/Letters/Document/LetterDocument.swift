// A letter as a value: what it says, in order, without how it is set.

public import Basics
public import Casework

/// What stands on a paper. Read from letter markup (`LetterMarkup`), drawn by `LetterPrinter`.
public struct LetterDocument: Hashable, Sendable {
    public enum Orientation: String, Hashable, Sendable { case portrait, landscape }

    public var kind: PaperKind
    /// The size of the body text in points.
    public var bodySize: Int
    /// The title in the file's information dictionary.
    public var title: String
    /// The agency or organisation whose paper it is, for the information dictionary.
    public var author: String
    /// The letter's date, or the day its draft was prepared; the file's creation date.
    public var created: LocalDate
    public var sheet: PaperSheet
    public var orientation: Orientation
    /// Whether every page says that this is a draft.
    public var isDraft: Bool
    public var foot: LetterFoot?
    public var blocks: [LetterBlock]

    /// With these rows in its table, after those it has: rows of a sheet go past the markup, which holds one letter and
    /// not thousands of persons. Each row has as many cells as the table has columns.
    public func filled(with rows: [[String]]) -> LetterDocument {
        var (document, text) = (self, FactText())
        for (index, block) in blocks.enumerated() {
            guard case .table(var table) = block else { continue }
            precondition(rows.allSatisfy { $0.count == table.columns.count }, "a row has a cell for each column")
            table.rows += rows.map { $0.map { text.line($0) } }
            document.blocks[index] = .table(table)
            break
        }
        return document
    }
}

/// Printed in the foot margin of every page: who received the file, when, under which code; where to verify it.
public struct LetterFoot: Hashable, Sendable {
    public var text: String
    /// What a QR code beside the text says; empty for none.
    public var code: String
}

/// One block of a letter, top to bottom.
public enum LetterBlock: Hashable, Sendable {
    /// The two-block heading with the number and date row.
    case heading(LetterHeading)
    /// Name of the type in capitals, the abstract (trích yếu) and `(Kèm theo …)` under it.
    case title(name: String, abstract: String, reference: String)
    /// A bold centred line, such as who decides, or `QUYẾT ĐỊNH:`.
    case centred(String)
    /// A legal basis, in italics.
    case basis(String)
    /// `Kính gửi:` with one or more addressees.
    case addressee([String])
    /// A paragraph of body text; `mark` opens it: `Điều 1.` in bold, `1.`, `a)` plain.
    case paragraph(mark: LetterMark?, text: String)
    /// `Label: value`.
    case row(label: String, value: String)
    case table(LetterTable)
    /// Signatures in the right half (or both halves), the distribution list at the left, never alone on a page.
    case closing(distribution: [String], signatures: [LetterSignature])
    /// Starts a new page: `Phụ lục`, its title, and `(Kèm theo …)`.
    case annex(name: String, abstract: String, reference: String)
    /// A small remark in italics.
    case note(String)
    /// The cover of a register: a page of its own.
    case cover(LetterCover)
}

/// The cover of Decree 30/2020, Appendix IV.
public struct LetterCover: Hashable, Sendable {
    /// Upper-case line of the direct superior; empty when there is none.
    public var superior: String
    public var agency: String
    /// `SỔ ĐĂNG KÝ VĂN BẢN ĐI`.
    public var name: String
    /// `Năm: 2026`, `Quyển số: 01`.
    public var lines: [String]
}

/// What opens a paragraph.
public struct LetterMark: Hashable, Sendable {
    public var text: String
    public var isBold: Bool
}

/// The heading of Decree 30/2020, boxes 1 to 5b.
public struct LetterHeading: Hashable, Sendable {
    /// Upper-case line of the direct superior; empty when there is none.
    public var superior: String
    public var agency: String
    /// `Số: 05/QĐ-C06`; empty when the paper has no number row.
    public var number: String
    /// `V/v …` under the number; empty for papers with a type name.
    public var subject: String
    /// `Hà Nội, ngày 05 tháng 7 năm 2021`; may be empty.
    public var placeAndDate: String
}

/// A table; its header row stands again on every page. One with more columns than a page holds is set row by row, each
/// cell beside the heading of its column.
public struct LetterTable: Hashable, Sendable {
    public struct Column: Hashable, Sendable {
        public enum Alignment: String, Hashable, Sendable { case left, centre, right }
        public var heading: String
        /// Share of the width, relative to the other columns.
        public var width: Double
        public var alignment: Alignment
    }
    public var columns: [Column]
    /// Each row has as many cells as there are columns.
    public var rows: [[String]]
    /// Whether a row with the columns' numbers, `(1)`, `(2)`, … follows the header, as in the statutory registers.
    public var hasColumnNumbers: Bool
    /// The most columns that stand side by side; `nil` where all do.
    public var columnsMax: Int?
}

/// One signature block.
public struct LetterSignature: Hashable, Sendable {
    /// `KT. CỤC TRƯỞNG`; empty for who signs in their own right.
    public var authority: String
    public var title: String
    /// A remark under the title in italics, such as `(Ký, ghi rõ họ tên)`.
    public var remark: String
    public var name: String
}
