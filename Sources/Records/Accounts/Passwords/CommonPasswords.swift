// Passwords that are tried first.

import Basics

/// Passwords that many people have, and those made of them by adding digits or by writing `@` for `a`.
///
/// Words stand in `common-passwords.txt`; digits alone, repetitions and rows of keys need no list.
enum CommonPasswords {
    /// Whether guessing would begin with `password` or something like it.
    static func hold(_ password: String) -> Bool {
        let key = password.searchKey.filter { !$0.isWhitespace }
        if isNumber(key) || isRepetition(key) || isRow(key) { return true }
        let letters = key.filter(\.isLetter)
        let read = String(key.map { lookalikes[$0] ?? $0 }).filter(\.isLetter)
        return [key, trimmed(key), letters, read, trimmed(String(trimmed(key).map { lookalikes[$0] ?? $0 }))]
            .contains { words.contains($0) || unit(of: $0).map(words.contains) ?? false }
    }

    /// What stands for letters.
    private static let lookalikes: [Character: Character] = [
        "@": "a", "4": "a", "3": "e", "1": "i", "!": "i", "0": "o", "$": "s", "5": "s", "7": "t",
    ]

    /// Without what is put around a word to make it pass: digits and signs.
    private static func trimmed(_ text: String) -> String {
        let start = text.drop { !$0.isLetter }
        return String(start.reversed().drop { !$0.isLetter }.reversed())
    }

    /// Digits, perhaps with the signs of dates and telephone numbers: numbers of citizens, days, telephones.
    private static func isNumber(_ text: String) -> Bool {
        text.allSatisfy { $0.isNumber || "-./+():,_".contains($0) } && text.contains(where: \.isNumber)
    }

    /// One short unit again and again: `xinxinxinxin`.
    private static func isRepetition(_ text: String) -> Bool { unit(of: text).map { $0.count <= 4 } ?? false }

    /// The shortest text that the whole repeats; `nil` when it repeats none.
    private static func unit(of text: String) -> String? {
        let characters = Array(text)
        for length in 1..<max(1, characters.count / 2 + 1) {
            let repeats = (length..<characters.count).allSatisfy { characters[$0] == characters[$0 - length] }
            if repeats { return String(characters[..<length]) }
        }
        return nil
    }

    /// Neighbours on the keyboard or in the alphabet, forwards or backwards.
    private static func isRow(_ text: String) -> Bool {
        let backwards = String(text.reversed())
        return rows.contains { $0.contains(text) || $0.contains(backwards) }
    }

    private static let rows = [
        "abcdefghijklmnopqrstuvwxyz", "qwertyuiop[]asdfghjkl;'zxcvbnm,./", "1234567890-=", "!@#$%^&*()_+",
        "1q2w3e4r5t6y7u8i9o0p", "qazwsxedcrfvtgbyhnujmikolp", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
    ]

    /// Those of the file, without its remarks.
    private static let words: Set<String> = Set(
        String(decoding: PackageResources.common_passwords_txt, as: UTF8.self).split(whereSeparator: \.isNewline)
            .filter { !$0.hasPrefix("#") }.flatMap { $0.split(separator: " ").map(String.init) })
}
