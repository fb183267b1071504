// Reading one line or several lines of text.

extension FieldReader {
    func text(max: Int, allowsLines: Bool) -> Reading {
        let values = source.values(field.key)
        guard values.count <= 1 else { return .problem(Problem(field.key, .givenTwice)) }
        guard let text = CleanText.clean(values.first ?? "", allowsLines: allowsLines) else {
            return .problem(Problem(field.key, .controlCharacter))
        }
        if text.isEmpty { return missing(.required) }
        let length = text.unicodeScalars.count
        guard length <= max else {
            return .problem(Problem(field.key, .tooLong, ["max": String(max), "length": String(length)]))
        }
        return .value(.text(text))
    }
}
