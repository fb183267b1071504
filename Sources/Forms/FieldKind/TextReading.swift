// Reading one line or several lines of text.

import Basics

extension FieldReader {
    func text(max: Int, allowsLines: Bool) -> Reading {
        let values = source.values(field.key)
        guard values.count <= 1 else { return .problem(Problem(field.key, .givenTwice)) }
        let text: String
        do {
            text = try CleanText.clean(values.first ?? "", allowsLines: allowsLines)
        } catch {
            return .problem(Problem(field.key, .controlCharacter, ["character": error.scalar.codePoint]))
        }
        if text.isEmpty { return missing(.required) }
        let length = text.unicodeScalars.count
        guard length <= max else {
            return .problem(Problem(field.key, .tooLong, ["max": String(max), "length": String(length)]))
        }
        return .value(.text(text))
    }
}
