// Which words of a text stay on one line.

/// Words that belong together, and words that no line can hold well.
enum WordTies {
    /// Bytes of words kept together at most: what is longer is broken as any text, or half a line would stay empty.
    private static let bytesMax = 40
    /// Letters of a word beside which a justified line looks torn.
    private static let unwieldyLength = 30

    /// Words after which a number has to stand: `ngày 02`, `Điều 9`, `số 70/2024/NĐ-CP`.
    private static let counted: Set<Substring> = [
        "ngày", "tháng", "năm", "số", "Số", "khoản", "Khoản", "điểm", "Điểm", "Điều", "điều", "mục", "Mục", "dòng",
    ]

    /// Words that say what the number before them counts: `30 tháng 11 năm 2026`, `03 người`.
    private static let units: Set<Substring> = ["tháng", "năm", "người", "trường", "lần", "giờ", "phút"]

    /// The parts of the text, in bytes, in which no line may end: document numbers and dossier codes with their hyphens
    /// (`70/2024/NĐ-CP`), days, numbers beside the word that says what they count, names (`Hà Nội`, `Nguyễn Thị Ưu`).
    static func ranges(in text: String) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var previous: (word: Substring, range: Range<Int>)?
        for word in text.split(separator: " ") {
            let start = text.utf8.distance(from: text.startIndex, to: word.startIndex)
            let range = start..<(start + word.utf8.count)
            if let last = previous, belongTogether(last.word, word),
                range.upperBound - last.range.lowerBound <= bytesMax
            {
                let joined = last.range.lowerBound..<range.upperBound
                if ranges.last?.lowerBound == joined.lowerBound { ranges.removeLast() }
                ranges.append(joined)
                previous = (word, joined)
                continue
            }
            if isCode(word) { ranges.append(range) }
            previous = (word, range)
        }
        return ranges
    }

    /// Whether the text has a word so long that justifying the line it stands on does more harm than good.
    static func hasUnwieldyWord(_ text: String) -> Bool {
        text.utf8.count > unwieldyLength && text.split(separator: " ").contains { $0.count > unwieldyLength }
    }

    private static func belongTogether(_ first: Substring, _ second: Substring) -> Bool {
        if isCounted(first, second) { return true }
        return isName(first) && isName(bare(second, of: ",;:.)”"))
    }

    /// Whether one of the two says what the other, a number, counts.
    static func isCounted(_ first: Substring, _ second: Substring) -> Bool {
        if counted.contains(first) { return second.first?.isNumber ?? false }
        return first.allSatisfy(\.isNumber) && units.contains(bare(second, of: ",;:.)"))
    }

    /// The word without a mark after it.
    private static func bare(_ word: Substring, of marks: String) -> Substring {
        word.last.map(marks.contains) ?? false ? word.dropLast() : word
    }

    /// A capital and then small letters, and nothing after them that ends the name.
    private static func isName(_ word: Substring) -> Bool {
        guard let first = word.first, let last = word.last else { return false }
        return first.isUppercase && last.isLowercase
    }

    private static func isCode(_ word: Substring) -> Bool {
        word.utf8.count <= bytesMax && word.contains(where: \.isNumber) && word.contains { $0 == "-" || $0 == "/" }
    }
}
