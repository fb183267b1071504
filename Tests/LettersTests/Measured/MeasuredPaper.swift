// One finished paper, with what the rules of layout look at.

import Basics
import Casework

@testable import Letters

/// A paper as it reads and measures in its PDF. Lengths are points unless a name says millimetres.
struct MeasuredPaper {
    /// What the table of rules calls it.
    let name: String
    let kind: PaperKind
    let document: LetterDocument
    let pages: [DrawnPage]

    init(_ name: String, _ sample: SampleLetter) throws {
        self.name = name
        kind = sample.kind
        document = try sample.document()
        pages = try PDFContents.pages(try LetterKit.printer.draw(document))
    }

    static let nationalName = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    static let motto = "Độc lập - Tự do - Hạnh phúc"

    var geometry: PageGeometry { PageGeometry(of: document) }
    var left: Double { geometry.marginLeft }
    var right: Double { geometry.width - geometry.marginRight }
    var middle: Double { (left + right) / 2 }
    var isOldSlip: Bool { name.hasSuffix("of 2018") }
    var isSheet: Bool { isRegister || kind == .dataSheet }
    var isRegister: Bool { kind == .registerIncoming || kind == .registerOutgoing }
    var hasTable: Bool { document.blocks.contains { if case .table = $0 { true } else { false } } }

    /// Lines between the margins of top and foot: not the page's number, not its foot.
    func body(_ page: DrawnPage) -> [DrawnText] {
        page.lines.filter { $0.baseline > geometry.marginTop && $0.baseline < geometry.height - geometry.marginBottom }
    }

    var bodyLines: [DrawnText] { pages.flatMap(body) }

    /// The line that says exactly that.
    func line(_ text: String) -> DrawnText? { bodyLines.first { $0.text.trimmed == text } }
    func line(from beginning: String) -> DrawnText? { bodyLines.first { $0.text.hasPrefix(beginning) } }

    var heading: LetterHeading? {
        document.blocks.lazy.compactMap { if case .heading(let heading) = $0 { heading } else { nil } }.first
    }

    /// The left edge of the half in which signatures stand; 0 where they stand in both.
    var signatureEdge: Double { signatures.count == 2 ? 0 : middle - 1 }

    var signatures: [LetterSignature] {
        document.blocks.flatMap { block -> [LetterSignature] in
            if case .closing(_, let signatures) = block { signatures } else { [] }
        }
    }

    /// The lines of a text that was broken, in order: those of the first page that it begins with, one after another.
    func lines(of text: String, on page: Int = 0, rightOf edge: Double = 0) -> [DrawnText] {
        var (rest, found): (String, [DrawnText]) = (text, [])
        for line in body(pages[page]) where line.left > edge {
            let part = line.text.trimmed
            guard !part.isEmpty, rest.hasPrefix(part) else { continue }
            found.append(line)
            rest = String(rest.dropFirst(part.count)).trimmed
            if rest.isEmpty { return found }
        }
        return []
    }

    /// The bar nearest below a line.
    func rule(under line: DrawnText, on page: Int = 0) -> DrawnBar? {
        pages[page].bars.filter { $0.top > line.baseline && $0.top < line.baseline + 12 && $0.height < 1.5 }
            .min { abs($0.centre - (line.left + line.right) / 2) < abs($1.centre - (line.left + line.right) / 2) }
    }

    /// The paragraphs of running text, line by line: each begins with the indent.
    var paragraphs: [[DrawnText]] {
        var all: [[DrawnText]] = []
        for line in bodyLines where (13...14).contains(line.size.rounded(to: 2)) {
            if abs(line.left - left - 36) < 0.6 {
                all.append([line])
            } else if abs(line.left - left) < 0.6, let before = all.last?.last,
                line.baseline - before.baseline < 1.4 * line.size
            {
                all[all.count - 1].append(line)
            } else if let last = all.last?.last, abs(last.baseline - line.baseline) < 0.01 {
                // A bold mark such as `Điều 1.` and the text behind it are one line.
                all[all.count - 1][all[all.count - 1].count - 1].right = line.right
                all[all.count - 1][all[all.count - 1].count - 1].text += line.text
            }
        }
        return all
    }
}

extension Double {
    func rounded(to places: Int) -> Double {
        let scale = [1.0, 10, 100, 1000][places]
        return (self * scale).rounded() / scale
    }

    /// As the table prints it.
    func said(_ places: Int = 1) -> String {
        let value = rounded(to: places)
        return value == value.rounded() ? String(Int(value)) : String(value)
    }

    var millimetres: Double { self * 25.4 / 72 }
}
