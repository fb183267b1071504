// Rules for the text and the end of a letter.

import Basics
import Casework
import Foundation

@testable import Letters

extension LayoutRule {
    static let text: [LayoutRule] = [
        LayoutRule(name: "Legal bases", required: "13–14 italic, `;` after each, `.` after the last") { paper in
            let bases = paper.document.blocks.compactMap { if case .basis(let text) = $0 { text } else { nil } }
            guard !bases.isEmpty else { return nil }
            let lines = paper.paragraphs.filter { $0.first?.isItalic ?? false }
            let isSet =
                lines.count == bases.count && lines.joined().allSatisfy { (13...14).contains($0.size.rounded(to: 2)) }
            let ends = bases.map { String($0.suffix(1)) }
            let isEnded = ends.dropLast().allSatisfy { $0 == ";" } && ends.last == "."
            return ("\(lines.first?.first?.size.said() ?? "?") I, \(ends.joined(separator: " "))", isSet && isEnded)
        },
        LayoutRule(name: "Body", required: "13–14, justified") { paper in
            let wrapped = paper.paragraphs.filter { $0.count > 1 && !$0.contains { WordTies.hasUnwieldyWord($0.text) } }
            guard !wrapped.isEmpty else { return nil }
            let sizes = Set(wrapped.joined().map { $0.size.said() }).sorted()
            let full = wrapped.flatMap { $0.dropLast() }
            let isJustified = full.allSatisfy { abs($0.right - paper.right) < 1.5 }
            return ("\(sizes.joined(separator: ", ")), \(isJustified ? "justified" : "ragged")", isJustified)
        },
        LayoutRule(name: "Indent", required: "1 or 1.27 cm") { paper in
            guard let first = paper.paragraphs.first?.first else { return nil }
            let indent = (first.left - paper.left).millimetres
            return ("\(indent.said()) mm", abs(indent - 12.7) < 0.3)
        },
        LayoutRule(name: "Line spacing", required: "single to 1.5") { paper in
            let steps = paper.paragraphs.flatMap { lines in
                zip(lines, lines.dropFirst()).map { ($1.baseline - $0.baseline) / $0.size }
            }.filter { $0 > 0 }
            guard !steps.isEmpty else { return nil }
            let said = Set(steps.map { $0.said(2) }).sorted()
            return (said.joined(separator: ", "), steps.allSatisfy { (1...1.5).contains($0.rounded(to: 2)) })
        },
        LayoutRule(name: "Between paragraphs", required: "6 pt at least") { paper in
            let paragraphs = paper.paragraphs
            let gaps = zip(paragraphs, paragraphs.dropFirst()).compactMap { before, after -> Double? in
                guard let last = before.last, let first = after.first, first.baseline > last.baseline,
                    first.baseline - last.baseline < 60
                else { return nil }
                return first.baseline - last.baseline - 1.22 * first.size
            }
            guard let least = gaps.min() else { return nil }
            return ("\(least.said()) pt", least >= 5.9)
        },
        LayoutRule(name: "Điều", required: "bold, indented, as large as the body") { paper in
            let articles = paper.bodyLines.filter { $0.text.hasPrefix("Điều ") && $0.isBold }
            guard !articles.isEmpty else { return nil }
            let isRight = articles.allSatisfy {
                abs($0.left - paper.left - 36) < 0.6 && $0.size.rounded(to: 1) == Double(paper.document.bodySize)
            }
            return ("\(articles.count) × \(articles[0].size.said()) B", isRight)
        },
        LayoutRule(name: "Khoản, điểm", required: "`1.` and `a)`, no dashes") { paper in
            let marks = paper.document.blocks.compactMap { block -> String? in
                if case .paragraph(let mark?, _) = block, !mark.isBold { mark.text } else { nil }
            }
            let dashes = paper.document.blocks.filter { block in
                if case .paragraph(_, let text) = block { text.hasPrefix("-") } else { false }
            }
            guard !marks.isEmpty || !dashes.isEmpty else { return nil }
            return (
                Array(marks.prefix(4)).joined(separator: " "),
                dashes.isEmpty && marks.allSatisfy { $0.wholeMatch(of: #/\d{1,2}\.|[a-zđ]\)|\d{1,2}\)/#) != nil }
            )
        },
        LayoutRule(name: "Addressee", required: "13–14 upright") { paper in
            guard let line = paper.line(from: "Kính gửi") else { return nil }
            let size = line.size.rounded(to: 2)
            return (size.said(), (13...14).contains(size) && !line.isBold && !line.isItalic)
        },
        LayoutRule(name: "Register", required: "ten columns at least, a cover page") { paper in
            guard paper.isRegister else { return nil }
            let numbers = paper.pages.dropFirst().map { page in
                page.lines.count { $0.text.wholeMatch(of: #/\(\d+\)/#) != nil }
            }
            let cover = paper.pages[0].lines.map(\.text)
            let isCover =
                cover.contains { $0.hasPrefix("SỔ ĐĂNG KÝ VĂN BẢN") } && cover.contains { $0.hasPrefix("Quyển số") }
                && cover.contains { $0.hasPrefix("Từ ngày") } && cover.contains { $0.hasPrefix("Từ số") }
            return (
                "\(numbers.min() ?? 0) columns, \(isCover ? "cover" : "no cover")",
                isCover && numbers.allSatisfy { $0 >= 10 }
            )
        },
        LayoutRule(name: "Wide data sheets", required: "nothing smaller than 11 pt, no word torn (product)") { paper in
            guard paper.kind == .dataSheet else { return nil }
            let sizes = paper.bodyLines.map(\.size)
            let numbers = paper.bodyLines.count { $0.text.contains(#/\d{12}/#) }
            return ("\((sizes.min() ?? 0).said()) pt", (sizes.min() ?? 0) >= 10.9 && numbers > 0)
        },
    ]

    static let closing: [LayoutRule] = [
        LayoutRule(name: "Authority and title", required: "UPPER CASE, 13–14 bold, in their half") { paper in
            let texts = paper.signatures.flatMap { [$0.authority, $0.title] }.filter { !$0.isEmpty }
            guard !texts.isEmpty else { return nil }
            let lines = texts.flatMap { text in
                paper.pages.indices.map { paper.lines(of: text, on: $0, rightOf: paper.signatureEdge) }.last {
                    !$0.isEmpty
                } ?? []
            }
            guard !lines.isEmpty else { return ("not there", false) }
            let isRight = lines.allSatisfy {
                (13...14).contains($0.size.rounded(to: 1)) && $0.isBold && !$0.isItalic
                    && (paper.signatures.count == 2 || $0.left > paper.middle - 1)
            }
            return (
                Set(lines.map { "\($0.size.said()) B" }).sorted().joined(separator: ", "),
                isRight && texts.allSatisfy { $0 == $0.uppercased() }
            )
        },
        LayoutRule(
            name: "Signer", required: "13–14 bold under the room for signature and seal; or who made it, and no name"
        ) { paper in
            guard let signature = paper.signatures.last else { return nil }
            if signature.name.isEmpty {
                return ("no signer: \(signature.remark.prefix(24))…", paper.kind == .resultNotice)
            }
            guard let name = paper.bodyLines.last(where: { signature.name.hasPrefix($0.text.trimmed) && $0.isBold }),
                let title = paper.bodyLines.last(where: {
                    $0.isBold && $0.baseline < name.baseline - 20 && signature.title.hasSuffix($0.text.trimmed)
                })
            else { return ("not there", false) }
            let room = (name.baseline - title.baseline).millimetres
            return (
                "\(name.size.said()) B, \(room.said()) mm", (13...14).contains(name.size.rounded(to: 1)) && room >= 20
            )
        },
        LayoutRule(name: "Distribution", required: "`Nơi nhận:` 12 bold italic, list 11, `-`, `;`, `.`") { paper in
            guard let heading = paper.line("Nơi nhận:") else { return nil }
            let list = paper.bodyLines.filter { $0.text.hasPrefix("- ") && $0.size.rounded(to: 1) == 11 }
            let isRight = heading.size.rounded(to: 1) == 12 && heading.isBold && heading.isItalic && !list.isEmpty
            return ("\(heading.size.said()) BI, \(list.count) × \(list.first?.size.said() ?? "?")", isRight)
        },
        LayoutRule(name: "Signature block", required: "never alone on a page") { paper in
            guard !paper.signatures.isEmpty,
                let page = paper.pages.indices.last(where: { index in
                    let title = paper.signatures.last?.title ?? ""
                    return !paper.lines(of: title, on: index, rightOf: paper.signatureEdge).isEmpty
                })
            else { return nil }
            let title = paper.lines(of: paper.signatures.last?.title ?? "", on: page, rightOf: paper.signatureEdge)
            let above = paper.body(paper.pages[page]).count { $0.baseline < (title.first?.baseline ?? 0) - 14 }
            return ("\(min(above, 9))\(above > 9 ? "+" : "") lines above", above >= 2)
        },
        LayoutRule(
            name: "Check of the paper",
            required: "address and code in the foot margin of every page, QR code beside (product)"
        ) { paper in
            guard let foot = paper.document.foot, !foot.code.isEmpty else { return nil }
            let isThere = paper.pages.allSatisfy { page in
                let line = page.lines.last { $0.baseline > paper.geometry.height - paper.geometry.marginBottom }
                let codes = page.pictures.filter {
                    $0.top > paper.geometry.height - paper.geometry.marginBottom && $0.left > paper.middle
                }
                let isCode = codes.count == 1 && abs(codes[0].width - 14 * 72 / 25.4) < 0.1 && codes[0].isBlack
                return line.map { foot.text.hasPrefix($0.text.trimmed) } ?? false && isCode
            }
            return (isThere ? "foot and QR" : "not there", isThere)
        },
    ]
}
