// The words of a procedure: labels of its form, its own acts, and how it calls the stages.

public import Basics
import Foundation

/// Texts by key in both languages, read from `strings/vi.json` and `strings/en.json` of the procedure's folder.
public struct ProcedureWords: Hashable, Sendable {
    public let texts: [Language: [String: String]]

    public subscript(_ key: String, _ language: Language) -> String? { texts[language]?[key] }

    /// The file of a language inside the folder of a procedure.
    public static func path(_ language: Language) -> String { "strings/\(language.rawValue).json" }

    /// Reads the files of both languages: flat objects of texts with the same keys.
    static func load(_ files: ProcedureFiles) -> (ProcedureWords, [Diagnostic]) {
        var texts: [Language: [String: String]] = [:]
        var findings: [Diagnostic] = []
        for language in Language.allCases {
            let path = path(language)
            guard let bytes = files.files[path] else {
                findings.append(Diagnostic(file: files.place(path), line: 0, "the file is missing"))
                continue
            }
            do {
                let read = try JSONDecoder().decode([String: String].self, from: Data(bytes))
                texts[language] = read.mapValues(\.nfc)
            } catch {
                let line = line(of: error, in: bytes)
                findings.append(Diagnostic(file: files.place(path), line: line, "this is no flat JSON object of texts"))
            }
        }
        return (ProcedureWords(texts: texts), findings)
    }

    /// The areas of keys that this file knows; words of other areas belong to others.
    private static let areas = ["page.", "field.", "hint.", "act.", "stage."]

    /// A key that only one language has, an empty text, every key of `needed` that is missing, a key that nothing uses,
    /// and a text with a place to be filled in, which nobody would.
    func check(
        _ needed: [(key: String, why: Diagnostic)], optional: Set<String>, _ files: ProcedureFiles
    ) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        let reasons = Dictionary(needed.map { ($0.key, $0.why) }) { first, _ in first }
        let all = Set(texts.values.flatMap(\.keys)).union(reasons.keys)
        for language in Language.allCases {
            guard let texts = texts[language] else { continue }
            let path = Self.path(language)
            func say(_ key: String, _ what: String) {
                let line = Self.line(of: key, in: files.files[path] ?? [])
                findings.append(Diagnostic(file: files.place(path), line: line, what))
            }
            for key in all.sorted() {
                guard let text = texts[key], !text.trimmed.isEmpty else {
                    let why = reasons[key].map { " (\($0.file):\($0.line))" } ?? ""
                    say(key, "the text \(key) is missing or empty\(why)")
                    continue
                }
                if text.contains("{") { say(key, "the text \(key) has a { in it, and nothing is filled in here") }
                let isKnown = reasons[key] != nil || optional.contains(key)
                if !isKnown, Self.areas.contains(where: key.hasPrefix) { say(key, "nothing uses the text \(key)") }
            }
        }
        return findings
    }

    /// The line on which a key stands; the first where it is not there.
    private static func line(of key: String, in bytes: [UInt8]) -> Int {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        return (lines.firstIndex { $0.contains("\"\(key)\"") } ?? 0) + 1
    }

    /// The line that a JSON error speaks of, as far as it says so.
    private static func line(of error: any Error, in bytes: [UInt8]) -> Int {
        guard case DecodingError.dataCorrupted(let context) = error,
            let offset = (context.underlyingError as NSError?)?.userInfo["NSJSONSerializationErrorIndex"] as? Int
        else { return 1 }
        return bytes.prefix(offset).count { $0 == UInt8(ascii: "\n") } + 1
    }
}
