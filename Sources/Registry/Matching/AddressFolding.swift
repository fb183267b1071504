// When two spellings of an address are the same address.

import Basics

extension String {
    /// The form under which addresses are compared: `searchKey` (no case, no marks), without punctuation, usual
    /// abbreviations written out, and without the word for the kind of unit in front of a name (`xã Ea Kao, tỉnh Đắk Lắk`
    /// = `Ea Kao, Đắk Lắk`). In front of a number the word stays, since phường 3 is not quận 3. Parts are told by commas.
    public var foldedAddress: String {
        searchKey.split { $0 == "," || $0 == ";" }.map { String.foldedPart($0) }.filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    private static let abbreviations: [String: [Substring]] = [
        "tp": ["thanh", "pho"], "tx": ["thi", "xa"], "tt": ["thi", "tran"], "p": ["phuong"], "q": ["quan"],
        "h": ["huyen"], "x": ["xa"], "t": ["tinh"], "dk": ["dac", "khu"], "sn": ["so", "nha"], "d": ["duong"],
        "tphcm": ["thanh", "pho", "ho", "chi", "minh"], "hcm": ["ho", "chi", "minh"],
    ]
    private static let unitWords: [[Substring]] = [
        ["thanh", "pho"], ["thi", "xa"], ["thi", "tran"], ["dac", "khu"], ["so", "nha"], ["tinh"], ["quan"], ["huyen"],
        ["phuong"], ["xa"], ["so"], ["duong"], ["pho"],
    ]

    private static func foldedPart(_ part: Substring) -> String {
        var words = part.split { !$0.isLetter && !$0.isNumber && $0 != "/" }.flatMap { word in
            abbreviations[String(word)] ?? abbreviated(word) ?? [word]
        }
        for unit in unitWords where words.count > unit.count && Array(words.prefix(unit.count)) == unit {
            let isNumbered = words[unit.count].first?.isNumber ?? false
            let isHouse = unit.first == "so"
            if !isNumbered || isHouse { words.removeFirst(unit.count) }
            break
        }
        return words.joined(separator: " ")
    }

    /// `p3`, `q10`: the unit's letter written together with its number.
    private static func abbreviated(_ word: Substring) -> [Substring]? {
        guard let first = word.first, let expansion = abbreviations[String(first)], word.count > 1,
            word.dropFirst().allSatisfy(\.isNumber), "pqxh".contains(first)
        else { return nil }
        return expansion + [word.dropFirst()]
    }

    /// Whether both name the same place; equal texts cost no folding.
    func isSameAddress(as other: String) -> Bool {
        self == other || foldedAddress == other.foldedAddress
    }
}
