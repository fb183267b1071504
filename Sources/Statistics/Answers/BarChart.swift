// A chart of counts as SVG that stands within a page.

import Basics
import Formats

/// Bars that lie, each below its label: at 320 pixels a long label would leave no room beside it. It has no script, no
/// style and no link, so that the strictest policy of a page lets it be, and it is legible in black on white.
public struct BarChart: Sendable {
    /// One bar.
    public struct Bar: Hashable, Sendable {
        let label: String
        let count: Int
        /// The count as people read it, with the separators of their language.
        let text: String

        public init(label: String, count: Int, text: String) {
            self.label = label
            self.count = count
            self.text = text
        }
    }

    private let id: String
    private let title: String
    private let description: String
    private let bars: ArraySlice<Bar>
    private let largest: Int
    private let rest: String?

    /// - Parameters:
    ///   - id: what ids of its parts begin with; unlike that of another chart on the page. ASCII letters, digits, `-`.
    ///   - title: what it shows; `description`: what stands in it, for who does not see it.
    ///   - rest: how many bars are left out, in words, where there are more than `Limits.chartBarsMax`.
    public init(id: String, title: String, description: String, bars: [Bar], rest: (Int) -> String) {
        precondition(
            id.utf8.first.map { $0 > 64 } == true && id.utf8.allSatisfy { $0 == 45 || $0.isASCIILetterOrDigit },
            "an id is ASCII letters, digits and hyphens, a letter first")
        self.id = id
        self.title = title
        self.description = description
        self.bars = bars.prefix(Limits.chartBarsMax)
        largest = max(1, self.bars.map(\.count).max() ?? 1)
        self.rest = bars.count > Limits.chartBarsMax ? rest(bars.count - Limits.chartBarsMax) : nil
    }

    private static let width = 320
    private static let lineHeight = 16
    private static let barHeight = 14
    private static let gap = 8
    /// What is left for the bar: behind the longest one stands its count.
    private static let barWidthMax = 220

    /// The element, without a declaration before it. To who cannot see, it is one picture with title and description:
    /// the table stands beside it. It is as wide as what it stands in; its class `chart` is there for a style sheet
    /// that bounds it.
    public var svg: [UInt8] {
        let labels = bars.map { Self.lines($0.label) }
        let restLines = rest.map(Self.lines) ?? []
        let heights = labels.map { $0.count * Self.lineHeight + Self.barHeight + Self.gap }
        let height = heights.reduce(0, +) + restLines.count * Self.lineHeight + Self.gap
        var writer = XMLWriter(declaration: false)
        writer.open(
            "svg",
            attributes: [
                ("xmlns", "http://www.w3.org/2000/svg"), ("class", "chart"), ("viewBox", "0 0 \(Self.width) \(height)"),
                ("width", "100%"), ("role", "img"), ("aria-labelledby", "\(id)-title \(id)-desc"),
                ("font-family", "sans-serif"), ("font-size", "12"), ("fill", "currentColor"),
            ])
        writer.element("title", attributes: [("id", "\(id)-title")], text: title)
        writer.element("desc", attributes: [("id", "\(id)-desc")], text: description)
        var top = 0
        for ((bar, label), height) in zip(zip(bars, labels), heights) {
            write(bar, label, top, &writer)
            top += height
        }
        Self.write(restLines, top, &writer)
        writer.close()
        return writer.bytes
    }

    private func write(_ bar: Bar, _ label: [String], _ top: Int, _ writer: inout XMLWriter) {
        writer.open("g")
        writer.element("title", text: "\(bar.label): \(bar.text)")
        Self.write(label, top, &writer)
        let y = top + label.count * Self.lineHeight
        // A count is as long as it is; whoever lives in a place of few still has a line to see.
        let width = bar.count > 0 ? max(1, bar.count * Self.barWidthMax / largest) : 0
        writer.element(
            "rect",
            attributes: [
                ("x", "0"), ("y", "\(y)"), ("width", "\(width)"), ("height", "\(Self.barHeight)"), ("fill", "#1f5c8b"),
                ("stroke", "currentColor"), ("stroke-width", "0.5"),
            ])
        writer.element("text", attributes: [("x", "\(width + 6)"), ("y", "\(y + 11)")], text: bar.text)
        writer.close()
    }

    private static func write(_ lines: [String], _ top: Int, _ writer: inout XMLWriter) {
        for (index, line) in lines.enumerated() {
            writer.element("text", attributes: [("x", "0"), ("y", "\(top + index * lineHeight + 12)")], text: line)
        }
    }

    /// Broken at spaces, in the middle of a word only where it is longer than a line; what does not fit ends in `…`.
    static func lines(_ label: String) -> [String] {
        var lines: [String] = []
        var line: [Character] = []
        for word in label.split(whereSeparator: \.isWhitespace) {
            var word = Array(word)
            if !line.isEmpty, line.count + 1 + word.count > Limits.chartLineCharactersMax {
                lines.append(String(line))
                line = []
            }
            while word.count > Limits.chartLineCharactersMax {
                lines.append(String(word.prefix(Limits.chartLineCharactersMax)))
                word.removeFirst(Limits.chartLineCharactersMax)
            }
            line += (line.isEmpty ? [] : [" "]) + word
        }
        if !line.isEmpty || lines.isEmpty { lines.append(String(line)) }
        guard lines.count > Limits.chartLabelLinesMax else { return lines }
        let last = lines[Limits.chartLabelLinesMax - 1].prefix(Limits.chartLineCharactersMax - 1)
        return lines.prefix(Limits.chartLabelLinesMax - 1) + [last + "…"]
    }
}

extension UInt8 {
    fileprivate var isASCIILetterOrDigit: Bool {
        (48...57).contains(self) || (65...90).contains(self) || (97...122).contains(self)
    }
}
