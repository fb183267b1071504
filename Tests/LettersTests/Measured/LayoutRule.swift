// The rules of layout: Decree 30/2020, Appendices I, III and IV, one by one.

import Basics
import Casework
import Foundation

@testable import Letters

/// One rule, and how to see in a finished paper whether it holds.
struct LayoutRule: Sendable {
    /// What was seen: as the table prints it, and whether it is as required.
    typealias Seen = (value: String, holds: Bool)

    let name: String
    let required: String
    /// `nil` where the paper has nothing that the rule is about.
    let measure: @Sendable (MeasuredPaper) -> Seen?

    static let all = sheet + heading + text + closing
}

extension LayoutRule {
    private static func share(_ rule: DrawnBar?, of line: DrawnText?) -> Seen? {
        guard let line else { return nil }
        guard let rule else { return ("no rule", false) }
        let share = rule.width / (line.right - line.left)
        let off = abs(rule.centre - (line.left + line.right) / 2)
        return ("\(share.said(2)) of the line", (1.0 / 3...0.5).contains(share) && off < 1)
    }

    private static func style(
        _ line: DrawnText?, _ sizes: ClosedRange<Double>, bold: Bool = false, italic: Bool = false
    ) -> Seen? {
        guard let line else { return nil }
        let size = line.size.rounded(to: 2)
        return (
            size.said() + (line.isBold ? " B" : "") + (line.isItalic ? " I" : ""),
            sizes.contains(size) && line.isBold == bold && line.isItalic == italic
        )
    }

    /// Every line the same way.
    private static func every(_ lines: [DrawnText], _ seen: (DrawnText) -> Seen?) -> Seen? {
        let all = lines.compactMap(seen)
        guard !all.isEmpty else { return nil }
        return (
            Array(Set(all.map(\.value))).sorted().joined(separator: ", "), all.allSatisfy(\.holds)
        )
    }

    // MARK: The sheet

    private static let sheet: [LayoutRule] = [
        LayoutRule(name: "Paper", required: "A4, on its side for wide tables; A5 for slips until 2025") { paper in
            let sizes = Set(paper.pages.map { "\($0.width.millimetres.said())×\($0.height.millimetres.said())" })
            return (
                sizes.sorted().joined(separator: ", "),
                sizes == [paper.isOldSlip ? "210×148" : paper.isSheet ? "297×210" : "210×297"]
            )
        },
        LayoutRule(name: "Left margin", required: "30–35 mm") { paper in
            let least = paper.bodyLines.map(\.left).min().map(\.millimetres) ?? 0
            return (least.said(), (29.95...35).contains(least))
        },
        LayoutRule(name: "Right margin", required: "15–20 mm") { paper in
            let margin = (paper.geometry.width - (paper.bodyLines.map(\.right).max() ?? 0)).millimetres
            return (margin.said(), margin >= 14.95)
        },
        LayoutRule(name: "Top margin", required: "20–25 mm") { paper in
            let top = paper.pages.compactMap { page in paper.body(page).map { $0.baseline - 0.891 * $0.size }.min() }
            let least = (top.min() ?? 0).millimetres
            return (least.said(), (20...25).contains(least.rounded(to: 1)))
        },
        LayoutRule(name: "Bottom margin", required: "20–25 mm at least, the foot inside it") { paper in
            let lowest = paper.bodyLines.map(\.baseline).max() ?? 0
            let room = (paper.geometry.height - lowest).millimetres
            return (room.said(), room >= 20)
        },
        LayoutRule(name: "Font and colour", required: "Times New Roman (metrics), black") { paper in
            let lines = paper.pages.flatMap(\.lines)
            let fonts = Set(lines.map { $0.font.prefix { $0 != "-" } })
            let isBlack = lines.allSatisfy(\.isBlack) && paper.pages.flatMap(\.bars).allSatisfy(\.isBlack)
            return (
                fonts.sorted().joined(separator: ", ") + (isBlack ? ", black" : ", coloured"),
                fonts == ["Tinos"] && isBlack
            )
        },
        LayoutRule(name: "Page number", required: "from page 2, 13–14 upright, in the middle of the top margin") {
            paper in
            let numbered = paper.pages.compactMap { page in page.lines.first { $0.baseline < paper.geometry.marginTop }
            }
            guard !numbered.isEmpty else { return nil }
            guard let seen = every(numbered, { style($0, 13...14) }) else { return nil }
            let isCentred = numbered.allSatisfy { abs(($0.left + $0.right) / 2 - paper.middle) < 0.5 }
            let isFirstBare = !paper.pages[0].lines.contains { $0.baseline < paper.geometry.marginTop }
            return (seen.value, seen.holds && isCentred && isFirstBare)
        },
        LayoutRule(name: "Pages of an annex", required: "numbered by themselves") { paper in
            let annex = paper.document.blocks.firstIndex { if case .annex = $0 { true } else { false } }
            guard annex != nil else { return nil }
            let numbers = paper.pages.map { page in
                page.lines.first { $0.baseline < paper.geometry.marginTop }?.text ?? "–"
            }
            guard let start = numbers.lastIndex(of: "–"), start > 0 else {
                return (numbers.joined(separator: " "), false)
            }
            let own = numbers[start...].dropFirst().enumerated().allSatisfy { $1 == String($0 + 2) }
            return (numbers.joined(separator: " "), own)
        },
    ]

    // MARK: The heading

    private static let heading: [LayoutRule] = [
        LayoutRule(name: "National name", required: "UPPER CASE, 12–13 bold, top right") { paper in
            guard paper.heading != nil else { return nil }
            guard let line = paper.line(MeasuredPaper.nationalName), let seen = style(line, 12...13, bold: true) else {
                return ("not there", false)
            }
            return (seen.value, seen.holds && line.left > paper.left + 100)
        },
        LayoutRule(name: "Motto", required: "13–14 bold, hyphens with spaces") { paper in
            paper.heading == nil
                ? nil : style(paper.line(MeasuredPaper.motto), 13...14, bold: true) ?? ("not there", false)
        },
        LayoutRule(name: "Rule under the motto", required: "as long as the text") { paper in
            guard let motto = paper.line(MeasuredPaper.motto) else { return nil }
            guard let rule = paper.rule(under: motto) else { return ("no rule", false) }
            return (
                "\((rule.width / (motto.right - motto.left)).said(2)) of the line",
                abs(rule.width - (motto.right - motto.left)) < 1
            )
        },
        LayoutRule(name: "Superior", required: "UPPER CASE, 12–13 upright") { paper in
            guard let superior = paper.heading?.superior, !superior.isEmpty else { return nil }
            return every(paper.lines(of: superior)) { style($0, 12...13) }.map {
                ($0.value, $0.holds && superior == superior.uppercased())
            } ?? ("not there", false)
        },
        LayoutRule(name: "Agency", required: "UPPER CASE, 12–13 bold") { paper in
            guard let agency = paper.heading?.agency else { return nil }
            return every(paper.lines(of: agency)) { style($0, 12...13, bold: true) }.map {
                ($0.value, $0.holds && agency == agency.uppercased())
            } ?? ("not there", false)
        },
        LayoutRule(name: "Rule under the agency", required: "1/3–1/2 of the line, in its middle") { paper in
            guard let agency = paper.heading?.agency, let last = paper.lines(of: agency).last else { return nil }
            return share(paper.rule(under: last), of: last)
        },
        LayoutRule(name: "Number", required: "13 upright, two digits at least, under the agency") { paper in
            guard let number = paper.heading?.number, !number.isEmpty else { return nil }
            guard let line = paper.line(number), let agency = paper.lines(of: paper.heading?.agency ?? "").last,
                let seen = style(line, 13...13)
            else { return ("not there", false) }
            let isCentred = abs((line.left + line.right) / 2 - (agency.left + agency.right) / 2) < 1
            let isPadded = line.text.wholeMatch(of: #/Số: \d{2,}\/.+/#) != nil
            return ("\(seen.value): \(line.text)", seen.holds && isCentred && isPadded)
        },
        LayoutRule(name: "Notation", required: "type-agency-unit; without a type agency-unit") { paper in
            guard let line = paper.line(from: "Số: "), paper.kind != .request else { return nil }
            let notation = line.text.split(separator: "/").last.map(String.init) ?? ""
            let isTyped = notation.wholeMatch(of: #/(QĐ|TB|BPTNTKQ)-[A-ZĐ0-9]+(-[A-Z0-9]+)?/#) != nil
            let isUntyped = notation.wholeMatch(of: #/[A-ZĐ0-9]+-[A-Z0-9]+/#) != nil
            return (notation, paper.kind == .refusal ? isUntyped : isTyped)
        },
        LayoutRule(
            name: "Place and date", required: "13–14 italic, level with the number, in the middle under the motto"
        ) { paper in
            guard let text = paper.heading?.placeAndDate, !text.isEmpty else { return nil }
            guard let line = paper.line(text), let seen = style(line, 13...14, italic: true),
                let motto = paper.line(MeasuredPaper.motto)
            else { return ("torn or not there: \(text)", false) }
            let isCentred = abs((line.left + line.right) / 2 - (motto.left + motto.right) / 2) < 1
            let number = paper.line(from: "Số: ")
            return (
                seen.value, seen.holds && isCentred && number.map { abs($0.baseline - line.baseline) < 0.1 } ?? true
            )
        },
        LayoutRule(name: "Name of the place", required: "in full for a place called after a person") { paper in
            guard let text = paper.heading?.placeAndDate, !text.isEmpty else { return nil }
            let place = text.prefix { $0 != "," }
            return (String(place), !place.hasPrefix("Hồ Chí Minh"))
        },
        LayoutRule(name: "Day and month", required: "a zero before days below 10 and months 1 and 2 only") { paper in
            guard let text = paper.heading?.placeAndDate, !text.isEmpty else { return nil }
            let date = text.split(separator: ", ").last.map(String.init) ?? ""
            let isRight =
                date.wholeMatch(of: #/ngày (0[1-9]|[12]\d|3[01]) tháng (0[12]|[3-9]|1[0-2]) năm \d{4}/#) != nil
            return (date, isRight)
        },
        LayoutRule(name: "Sizes together", required: "12, 13, 13 or 13, 14, 14") { paper in
            guard let name = paper.line(MeasuredPaper.nationalName), let motto = paper.line(MeasuredPaper.motto) else {
                return nil
            }
            let date = paper.heading.flatMap { paper.line($0.placeAndDate) }
            let sizes = [name.size, motto.size, date?.size ?? motto.size].map { $0.rounded(to: 1) }
            return (sizes.map { $0.said() }.joined(separator: "-"), [[12, 13, 13], [13, 14, 14]].contains(sizes))
        },
        LayoutRule(name: "Name of the type", required: "UPPER CASE, 13–14 bold, in the middle") { paper in
            for case .title(let name, _, _) in paper.document.blocks where !paper.isRegister {
                return every(paper.lines(of: name)) { line in
                    style(line, 13...14, bold: true).map {
                        ($0.value, $0.holds && abs((line.left + line.right) / 2 - paper.middle) < 1)
                    }
                }.map { ($0.value, $0.holds && name == name.uppercased()) } ?? ("not there", false)
            }
            return nil
        },
        LayoutRule(name: "Abstract", required: "13–14 bold; a rule of 1/3–1/2 under it") { paper in
            for case .title(_, let abstract, _) in paper.document.blocks where !abstract.isEmpty {
                let lines = paper.lines(of: abstract)
                guard let seen = every(lines, { style($0, 13...14, bold: true) }), let last = lines.last,
                    let rule = share(paper.rule(under: last), of: last)
                else { return ("not there", false) }
                return ("\(seen.value); \(rule.value)", seen.holds && rule.holds)
            }
            return nil
        },
        LayoutRule(name: "Subject (V/v)", required: "12–13 upright, 6 pt under the number") { paper in
            guard let subject = paper.heading?.subject, !subject.isEmpty else { return nil }
            return every(paper.lines(of: subject)) { style($0, 12...13) } ?? ("not there", false)
        },
    ]
}
