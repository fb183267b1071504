// An address read: its words with the kinds of places among them, its province, and in which units it is written.

import Basics

/// An address as it is compared. Country and province are taken out of the words and known for themselves.
struct AddressReading {
    /// What the address says below the province.
    private(set) var words: [AddressWord]
    private(set) var province: PlaceNames.Province?
    /// Whether any letter carries a mark. A text without one was perhaps typed where there are none.
    let hasMarks: Bool
    /// Whether letters of another script are in it, which may only look like Latin ones.
    let isForeign: Bool
    /// Whether two wordings are told at once (“nay là”, “trước đây là”).
    private(set) var tellsTwoWordings = false

    init(_ text: String, _ places: PlaceNames) {
        let read = AddressWords(text)
        isForeign = read.isForeign
        hasMarks = read.words.contains(where: \.hasMarks)
        words = AddressReading.withUnits(read.words, hasMarks)
        takeCountry()
        takeProvince(places)
        tellsTwoWordings = AddressReading.tellsTwoWordings(words)
    }

    /// Says what the text leaves out, where it is known otherwise.
    mutating func complete(with province: PlaceNames.Province?) {
        if self.province == nil { self.province = province }
    }

    /// Whether it is surely written in the units before 2025-07-01: with a district, a town (thị trấn), a ward with a
    /// number, or a province that is no more. Since then there are no districts and towns (Law 72/2025/QH15, Article
    /// 1), and no ward has a bare number for a name (Decision 19/2025/QĐ-TTg).
    var isInFormerUnits: Bool {
        if let province, !province.stands { return true }
        for (index, word) in words.enumerated() {
            // Behind another unit the word is part of a name (xã Quan Sơn).
            guard let unit = word.unit, index + 1 < words.count, index == 0 || words[index - 1].unit == nil else {
                continue
            }
            if unit.level == .district || unit == .thiTran { return true }
            if unit == .phuong, words[index + 1].isNumber, index + 2 == words.count || words[index + 2].beginsPart {
                return true
            }
        }
        return false
    }

    // MARK: Units

    /// Marks the words that say a kind of place, joining those of two or three words, and reads what depends on them:
    /// Roman numbers behind counted units, months written as words, a house number's letter written apart.
    private static func withUnits(_ read: [AddressWord], _ hasMarks: Bool) -> [AddressWord] {
        var words: [AddressWord] = []
        words.reserveCapacity(read.count)
        var index = 0
        while index < read.count {
            var word = read[index]
            let next = index + 1 < read.count ? read[index + 1] : nil
            let third = index + 2 < read.count ? read[index + 2].plain : nil
            var count = 1
            if let next, !next.isAfterBreak, let joint = AddressUnit.written(word.plain, next.plain, third) {
                word.unit = joint.unit
                count = joint.count
            } else if let next, word.hasDot, !next.isAfterBreak, let short = dotted(word.plain, next.plain) {
                word.unit = short
                count = 2
            } else {
                // Among words with marks one without is a name (Tân Phong, Quan Sơn), but for “Quan 1”.
                let isAmongMarks = hasMarks && next?.isNumber != true
                word.unit = AddressUnit.written(plain: word.plain, marked: word.marked, amongMarks: isAmongMarks)
            }
            if count > 1 {
                for part in read[(index + 1)..<(index + count)] {
                    word.plain += " " + part.plain
                    word.marked += " " + part.marked
                }
            }
            if let last = words.last { word = counted(word, behind: last) }
            if joinsLetter(word, words.last, next) {
                words[words.count - 1].plain += word.plain
                words[words.count - 1].marked += word.plain
            } else {
                words.append(word)
            }
            index += count
        }
        for index in words.indices where !saysUnit(words, index) { words[index].unit = nil }
        return words
    }

    /// Whether the word for a unit has a name or number behind it. Kiệt (Huế) is counted; else it is a name, as in Lý
    /// Thường Kiệt.
    private static func saysUnit(_ words: [AddressWord], _ index: Int) -> Bool {
        guard index + 1 < words.count, !words[index + 1].isAfterBreak else { return false }
        return words[index].unit != .kiet || words[index + 1].isNumber
    }

    /// T.P, T.X, T.T: the letters of an abbreviation with a dot behind each.
    private static func dotted(_ first: String, _ second: String) -> AddressUnit? {
        guard first == "t" else { return nil }
        return switch second {
        case "p": .thanhPho
        case "x": .thiXa
        case "t": .thiTran
        default: nil
        }
    }

    private static func counted(_ word: AddressWord, behind last: AddressWord) -> AddressWord {
        var word = word
        if last.unit?.isCounted == true, let number = romanNumbers[word.plain], word.plain == word.marked {
            (word.plain, word.marked, word.unit) = (number, number, nil)
        } else if last.plain == "thang", let month = months[word.plain] {
            (word.plain, word.marked, word.unit) = (month, month, nil)
        }
        return word
    }

    /// `12 A` before a comma or another unit is `12A`.
    private static func joinsLetter(_ word: AddressWord, _ last: AddressWord?, _ next: AddressWord?) -> Bool {
        guard let last, last.isNumber, !word.isAfterBreak, word.unit == nil, word.plain.utf8.count == 1, !word.isNumber
        else { return false }
        guard let next else { return true }
        return next.isAfterBreak || AddressUnit.written(plain: next.plain, marked: next.marked) != nil
    }

    private static let romanNumbers = Dictionary(
        uniqueKeysWithValues: [
            "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv",
        ].enumerated().map { ($1, String($0 + 1)) })

    /// Streets are named after days of the year: Cách Mạng Tháng Tám, Ba Mươi Tháng Tư.
    private static let months = ["hai": "2", "tu": "4", "nam": "5", "bay": "7", "tam": "8", "chin": "9"]

    private static func tellsTwoWordings(_ words: [AddressWord]) -> Bool {
        zip(words, words.dropFirst()).contains { first, second in
            switch first.plain {
            case "nay": second.plain == "la" || second.plain == "thuoc"
            case "truoc": second.plain == "la" || second.plain == "day"
            default: false
            }
        }
    }

    // MARK: Country and province

    private static let countries: [[String]] = [
        ["cong", "hoa", "xa", "hoi", "chu", "nghia", "viet", "nam"], ["chxhcn", "viet", "nam"],
        ["nuoc", "viet", "nam"], ["viet", "nam"], ["vietnam"], ["vn"],
    ]

    /// Whether the words are this country's name.
    static func isThisCountry(_ text: String) -> Bool {
        countries.contains(AddressWords(text).words.map(\.plain))
    }

    private mutating func takeCountry() {
        for country in AddressReading.countries {
            if words.count >= country.count, words.suffix(country.count).map(\.plain) == country {
                return words.removeLast(country.count)
            }
            if words.count > country.count, words.prefix(country.count).map(\.plain) == country,
                words[country.count].isAfterBreak
            {
                return words.removeFirst(country.count)
            }
        }
    }

    /// Takes the province from the end, else from the beginning, else from behind the word tỉnh.
    private mutating func takeProvince(_ places: PlaceNames) {
        if take(places, endingAt: words.count) { return }
        // A postal code behind the province: five digits since 2018, six before.
        if let last = words.last, last.isNumber, (5...6).contains(last.plain.utf8.count), words.count > 1,
            take(places, endingAt: words.count - 1)
        {
            return words.removeLast(1)
        }
        for end in 1..<max(1, words.count) where words[end].beginsPart {
            if take(places, endingAt: end, isLast: false) { return }
        }
    }

    /// Takes the longest name of a province that ends there, with the word tỉnh or thành phố before it. A name behind
    /// the word for a lesser unit is that unit's (phường Bình Dương), and so is one behind thành phố when the province
    /// never was a city (thành phố Cao Bằng). Elsewhere than at the end it must be the first part or say its kind.
    private mutating func take(_ places: PlaceNames, endingAt end: Int, isLast: Bool = true) -> Bool {
        for length in stride(from: min(places.longest, end), through: 1, by: -1) {
            let start = end - length
            // Some names have a dash between spaces in them (Bà Rịa - Vũng Tàu), which else parts an address.
            if length < 3, words[(start + 1)..<end].contains(where: \.isAfterBreak) { continue }
            guard let found = places.province(words[start..<end].map(\.plain).joined(separator: " ")) else { continue }
            var first = start
            if start > 0, let unit = words[start - 1].unit {
                if unit == .tinh || (unit == .thanhPho && found.isCity) {
                    first = start - 1
                } else if !words[start].isAfterBreak {
                    return false
                }
            }
            guard isLast || first == 0 || first < start else { return false }
            province = found
            words.removeSubrange(first..<end)
            return true
        }
        return false
    }
}
