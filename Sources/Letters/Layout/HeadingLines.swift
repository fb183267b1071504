// Breaks the lines of headings where a reader would.

/// Centred text whose lines are of about the same length and do not tear words apart that belong together: Vietnamese
/// writes `công chứng` as two words, and `VĂN PHÒNG CÔNG / CHỨNG` looks like a mistake in a letterhead.
func balanced(
    _ text: String, _ style: TextStyle, width: Double, setter: TextSetter
) throws(LetterError) -> SetParagraph {
    let plain = try setter.set([TextRun(text, style)], width: width, alignment: .centre)
    let words = text.split(separator: " ")
    // Names beyond any organisation's are broken as any text; the search below is for headings.
    guard (2...8).contains(plain.lines.count), words.count <= 60 else { return plain }
    let whole = try setter.set([TextRun(text, style)], width: nil)
    guard let line = whole.lines.first, whole.lines.count == 1 else { return plain }
    let breaks = HeadingBreaks(words: words, text: text, line: line, width: width)
    guard let starts = breaks.best(lineCount: plain.lines.count) else { return plain }
    var lines: [SetParagraph] = []
    for (index, start) in starts.enumerated() {
        let end = index + 1 < starts.count ? starts[index + 1] : words.count
        let part = words[start..<end].joined(separator: " ")
        lines.append(try setter.set([TextRun(part, style)], width: width, alignment: .centre))
    }
    return SetParagraph(joining: lines) ?? plain
}

/// Weighs the ways to break one heading.
private struct HeadingBreaks {
    /// Where each word begins and ends on one long line.
    private let spans: [(start: Double, end: Double)]
    private let words: [String]
    private let width: Double

    init(words: [Substring], text: String, line: SetLine, width: Double) {
        spans = words.map { word in
            let start = text.utf8.distance(from: text.startIndex, to: word.startIndex)
            return (line.position(ofByte: start), line.position(ofByte: start + word.utf8.count))
        }
        self.words = words.map { $0.lowercased() }
        self.width = width
    }

    /// The first word of each line, for the cheapest way to make so many lines; `nil` when a line cannot fit.
    func best(lineCount: Int) -> [Int]? {
        guard let first = spans.first, let last = spans.last else { return nil }
        let ideal = (last.end - first.start) / Double(lineCount)
        // costs[n][i]: the least cost of setting the words before i on n lines, and where the last of them starts.
        var costs = [[(cost: Double, start: Int)?]](
            repeating: [(cost: Double, start: Int)?](repeating: nil, count: words.count + 1), count: lineCount + 1)
        costs[0][0] = (0, 0)
        for count in 1...lineCount {
            for end in 1...words.count {
                for start in 0..<end {
                    guard let before = costs[count - 1][start] else { continue }
                    let length = spans[end - 1].end - spans[start].start
                    guard length <= width else { continue }
                    let unevenness = (length - ideal) / ideal
                    let cost = before.cost + unevenness * unevenness + (start > 0 ? penalty(before: start) : 0)
                    if costs[count][end].map({ cost < $0.cost }) ?? true { costs[count][end] = (cost, start) }
                }
            }
        }
        var starts: [Int] = []
        var end = words.count
        for count in stride(from: lineCount, to: 0, by: -1) {
            guard let step = costs[count][end] else { return nil }
            starts.insert(step.start, at: 0)
            end = step.start
        }
        return starts
    }

    /// What it costs to begin a line with that word.
    private func penalty(before index: Int) -> Double {
        if WordTies.isCounted(words[index - 1][...], words[index][...]) { return 0.5 }
        if CompoundWords.all.contains("\(words[index - 1]) \(words[index])") { return 0.5 }
        if Self.openers.contains(words[index - 1]) { return 0.3 }
        return Self.openers.contains(words[index]) ? -0.1 : 0
    }

    /// Words that open a phrase: good at the beginning of a line, bad at its end.
    private static let openers: Set<String> = [
        "về", "và", "trong", "của", "theo", "tại", "cho", "với", "để", "do", "thuộc", "kèm",
    ]
}
