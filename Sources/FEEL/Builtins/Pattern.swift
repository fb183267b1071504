// Regular expressions of XPath (XQuery and XPath Functions 3.1 §5.6) on top of Foundation's.

import Foundation

/// A regular expression with its flags.
struct Pattern {
    private let expression: NSRegularExpression

    /// `nil` when the pattern or its flags (`s`, `m`, `i`, `x`) are not valid.
    init?(_ pattern: String, flags: String) {
        var options: NSRegularExpression.Options = []
        var text = pattern
        for flag in flags {
            switch flag {
            case "s": options.insert(.dotMatchesLineSeparators)
            case "m": options.insert(.anchorsMatchLines)
            case "i": options.insert(.caseInsensitive)
            case "x": text = Pattern.withoutBlanks(text)
            case "q": options.insert(.ignoreMetacharacters)
            default: return nil
            }
        }
        // A pattern that cannot be compiled is the caller's fault, not ours: FEEL says null.
        guard let expression = try? NSRegularExpression(pattern: Pattern.translated(text), options: options) else {
            return nil
        }
        self.expression = expression
    }

    func matches(_ text: String) -> Bool {
        expression.firstMatch(in: text, range: Pattern.whole(text)) != nil
    }

    /// The parts between the matches.
    func split(_ text: String) -> [String] {
        let source = text as NSString
        var parts: [String] = []
        var start = 0
        for match in expression.matches(in: text, range: Pattern.whole(text)) where match.range.length > 0 {
            parts.append(source.substring(with: NSRange(location: start, length: match.range.location - start)))
            start = match.range.location + match.range.length
        }
        parts.append(source.substring(from: start))
        return parts
    }

    /// The text with every match replaced; `$1` stands for a group. `nil` when the pattern matches the empty text.
    func replace(_ text: String, with template: String) -> String? {
        guard !matches("") else { return nil }
        let source = text as NSString
        var result = ""
        var start = 0
        for match in expression.matches(in: text, range: Pattern.whole(text)) {
            result += source.substring(with: NSRange(location: start, length: match.range.location - start))
            result += expanded(template, match, source)
            start = match.range.location + match.range.length
        }
        return result + source.substring(from: start)
    }

    /// The template with its groups; as many digits belong to the number as name a group that exists.
    private func expanded(_ template: String, _ match: NSTextCheckingResult, _ source: NSString) -> String {
        var result = ""
        var rest = Substring(template)
        while let character = rest.popFirst() {
            if character == "\\", let next = rest.first, next == "$" || next == "\\" {
                result.append(next)
                rest.removeFirst()
            } else if character == "$", let digit = rest.first?.wholeNumberValue {
                var group = digit
                rest.removeFirst()
                while let next = rest.first?.wholeNumberValue, group * 10 + next < match.numberOfRanges {
                    group = group * 10 + next
                    rest.removeFirst()
                }
                guard group < match.numberOfRanges else { continue }
                let range = match.range(at: group)
                if range.location != NSNotFound { result += source.substring(with: range) }
            } else {
                result.append(character)
            }
        }
        return result
    }

    private static func whole(_ text: String) -> NSRange { NSRange(location: 0, length: text.utf16.count) }

    /// Flag `x`: white space in the pattern means nothing, except inside brackets.
    private static func withoutBlanks(_ pattern: String) -> String {
        var depth = 0
        var result = ""
        for character in pattern {
            if character == "[" { depth += 1 }
            if character == "]" { depth -= 1 }
            if depth > 0 || !character.isWhitespace { result.append(character) }
        }
        return result
    }

    /// Subtraction of character classes, `[a-z-[aeiou]]`, is written with two signs in ICU, and blocks of Unicode, such
    /// as `\p{IsBasicLatin}`, with `In`.
    private static func translated(_ pattern: String) -> String {
        pattern.replacingOccurrences(of: "-[", with: "--[").replacingOccurrences(of: "p{Is", with: "p{In")
    }
}
