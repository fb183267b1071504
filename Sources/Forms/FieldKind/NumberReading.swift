// Reading a whole number.

import Basics

extension FieldReader {
    /// Digits, in groups of three or not, as Vietnamese (`1.000`) and English (`1,000`) writers set them apart.
    func number(_ range: ClosedRange<Int>) -> Reading {
        let values = source.values(field.key)
        guard values.count <= 1 else { return .problem(Problem(field.key, .givenTwice)) }
        let text = (values.first ?? "").trimmed
        if text.isEmpty { return missing(.required) }
        guard let number = WholeNumber.read(text) else { return .problem(Problem(field.key, .notANumber)) }
        guard range.contains(number) else {
            let limits = ["min": String(range.lowerBound), "max": String(range.upperBound)]
            return .problem(Problem(field.key, .numberOutside, limits))
        }
        return .value(.number(number))
    }
}

/// Whole numbers as people write them.
enum WholeNumber {
    /// The number; `nil` for anything but digits, alone or with one sign between groups of three.
    static func read(_ text: String) -> Int? {
        let isGrouped =
            text.wholeMatch(of: #/[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+/#) != nil
        let digits = isGrouped ? text.filter { ("0"..."9").contains($0) } : text
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(digits)
    }
}
