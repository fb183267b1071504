// When two spellings of an address are the same address.

import Basics

extension String {
    /// The form under which addresses are compared: `searchKey` (no case, no marks), without punctuation, usual
    /// abbreviations written out, and without the word for the kind of unit in front of a name (`xã Ea Kao, tỉnh Đắk
    /// Lắk` = `Ea Kao, Đắk Lắk`). In front of a number the word stays, since phường 3 is not quận 3. Parts are told by
    /// commas.
    public var foldedAddress: String {
        var key: [UInt8] = []
        let letters = Array(quickSearchKey.utf8)
        for part in letters.split(whereSeparator: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") }) {
            for word in String.unitless(String.words(of: part)) {
                if !key.isEmpty { key.append(UInt8(ascii: " ")) }
                key.append(contentsOf: word.utf8)
            }
        }
        return String(decoding: key, as: UTF8.self)
    }

    private static let abbreviations: [String: [String]] = [
        "tp": ["thanh", "pho"], "tx": ["thi", "xa"], "tt": ["thi", "tran"], "p": ["phuong"], "q": ["quan"],
        "h": ["huyen"], "x": ["xa"], "t": ["tinh"], "dk": ["dac", "khu"], "sn": ["so", "nha"], "d": ["duong"],
        "tphcm": ["thanh", "pho", "ho", "chi", "minh"], "hcm": ["ho", "chi", "minh"],
    ]

    /// The words of one part with abbreviations written out. Words are ASCII by now, all but foreign letters.
    private static func words(of part: ArraySlice<UInt8>) -> [String] {
        var words: [String] = []
        for bytes in part.split(whereSeparator: { !isWordByte($0) }) {
            let word = String(decoding: bytes, as: UTF8.self)
            if bytes.count <= 5, let expansion = abbreviations[word] {
                words += expansion
            } else if let first = bytes.first, "pqxh".utf8.contains(first), bytes.dropFirst().allSatisfy(isDigit) {
                // `p3`, `q10`: the unit's letter written together with its number.
                words += abbreviations[String(decoding: [first], as: UTF8.self)] ?? []
                words.append(String(decoding: bytes.dropFirst(), as: UTF8.self))
            } else {
                words.append(word)
            }
        }
        return words
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || (97...122).contains(byte) || byte >= 0x80 || byte == UInt8(ascii: "/")
    }

    /// The words without the one or two in front that only say what kind of unit follows.
    private static func unitless(_ words: [String]) -> ArraySlice<String> {
        guard let first = words.first else { return [] }
        var length = 0
        switch first {
        case "thanh": length = words.dropFirst().first == "pho" ? 2 : 0
        case "thi": length = ["xa", "tran"].contains(words.dropFirst().first) ? 2 : 0
        case "dac": length = words.dropFirst().first == "khu" ? 2 : 0
        case "so": length = words.dropFirst().first == "nha" ? 2 : 1
        case "tinh", "quan", "huyen", "phuong", "xa", "duong", "pho": length = 1
        default: return words[...]
        }
        guard words.count > length, let next = words[length].utf8.first else { return words[...] }
        return isDigit(next) && first != "so" ? words[...] : words[length...]
    }
}
