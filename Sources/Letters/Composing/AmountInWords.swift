// A sum of money in Vietnamese words, as papers about money repeat it: nobody can add a digit to a word.

/// Whole đồng in words.
public enum AmountInWords {
    private static let digits = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
    private static let scales = ["", "nghìn", "triệu", "tỷ"]

    /// `Mười tám nghìn đồng`; 0 is `Không đồng`.
    /// - Parameter amount: At least 0.
    public static func dong(_ amount: Int) -> String {
        let words = "\(number(amount)) đồng"
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    /// In the words of the whole number, billions of billions too: `một nghìn tỷ`.
    static func number(_ number: Int) -> String {
        guard number > 0 else { return digits[0] }
        return words(number, isInside: false).joined(separator: " ")
    }

    /// - Parameter isInside: Whether something stands before it: then a missing hundred is said.
    private static func words(_ number: Int, isInside: Bool) -> [String] {
        let billion = 1_000_000_000
        if number >= billion {
            let rest = number % billion
            return words(number / billion, isInside: isInside) + [scales[3]]
                + (rest > 0 ? words(rest, isInside: true) : [])
        }
        var text: [String] = []
        for (scale, unit) in [(2, 1_000_000), (1, 1_000), (0, 1)] {
            let group = number / unit % 1_000
            guard group > 0 else { continue }
            text += hundreds(group, isInside: isInside || !text.isEmpty)
            if scale > 0 { text.append(scales[scale]) }
        }
        return text
    }

    private static func hundreds(_ group: Int, isInside: Bool) -> [String] {
        let (hundred, ten, one) = (group / 100, group / 10 % 10, group % 10)
        var text: [String] = []
        if hundred > 0 || isInside { text += [digits[hundred], "trăm"] }
        switch ten {
        case 0: if one > 0, !text.isEmpty { text.append("linh") }
        case 1: text.append("mười")
        default: text += [digits[ten], "mươi"]
        }
        switch one {
        case 0: break
        case 1 where ten > 1: text.append("mốt")
        case 4 where ten > 1: text.append("tư")
        case 5 where ten > 0: text.append("lăm")
        default: text.append(digits[one])
        }
        return text
    }
}
