// Choosing one of thousands without a script: words, a button, a short list.

import Basics
import Formats
import Forms

/// A search among options by words of their names, marks and case aside. Pages show what it finds as radios; the button
/// that searches sends the form without doing what the form is for.
struct OptionSearch {
    /// As it was typed.
    let typed: String
    private let words: [String]

    /// The name that the button of a search sends, with the name of its field.
    static let button = "find"

    /// The input for the words of a field.
    static func input(_ name: String) -> String { "\(name)_search" }

    init(_ typed: String) {
        self.typed = String(typed.prefix(Limits.fieldCharactersMax))
        words = Array(self.typed.searchWords.prefix(Limits.searchWordsMax))
    }

    /// The options of which every word begins a word, in their order, those first that have the words side by side. One
    /// look at each: there may be thousands, and every search asks all of them.
    func found(_ options: [Option], _ t: Strings) -> [Option] {
        guard !words.isEmpty else { return options }
        let needles = words.map { Array(" \($0)".utf8) }
        let phrase = Array(" \(words.joined(separator: " "))".utf8)
        var (whole, scattered): ([Option], [Option]) = ([], [])
        for option in options {
            let key = Array("\(Self.label(option, t)) \(option.code)".searchKey.utf8)
            // The key has lost the space in front of its first word.
            let named = [UInt8(ascii: " ")] + key
            guard needles.allSatisfy({ named[...].offset(of: $0) != nil }) else { continue }
            if named[...].offset(of: phrase) != nil { whole.append(option) } else { scattered.append(option) }
        }
        return whole + scattered
    }

    /// The field with the first options found, and with the chosen one in any case.
    func view(
        _ name: String, label: String, hint: String? = nil, options: [Option], chosen: String?, _ t: Strings
    ) -> FieldView {
        let found = found(options, t)
        var shown = Array(found.prefix(Limits.optionsShown))
        if let chosen, !shown.contains(where: { $0.code == chosen }) {
            shown = options.filter { $0.code == chosen } + shown
        }
        let counts = ["count": String(found.count), "shown": String(min(found.count, Limits.optionsShown))]
        let key = found.isEmpty ? "none" : found.count > Limits.optionsShown ? "more" : "all"
        return .search(
            name, label: label, hint: hint, typed: typed, note: t("layout.search.\(key)", counts),
            options: shown.map { option in
                OptionView(option.code, Self.label(option, t), isChosen: option.code == chosen)
            })
    }

    private static func label(_ option: Option, _ t: Strings) -> String {
        guard case .text(let name) = option.label else { return option.code }
        return t(name)
    }
}
