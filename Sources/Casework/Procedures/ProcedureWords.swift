// The words of a procedure: labels of its form, its own acts, and how it calls the stages.

public import Basics
import Formats

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
            let (read, found) = TextsFile.load(bytes, file: files.place(path))
            findings += found
            texts[language] = read?.texts
        }
        return (ProcedureWords(texts: texts), findings)
    }

    /// The areas of keys that this file knows; words of other areas belong to others.
    private static let areas = ["page.", "field.", "hint.", "act.", "stage.", WatchCheck.words]

    /// A key that only one language has, an empty text, every key of `needed` that is missing, a key that nothing uses,
    /// and a text with a place to be filled in, which nobody would: only sentences of the watch have their figures.
    func check(
        _ needed: [(key: String, why: Diagnostic)], optional: Set<String>, _ files: ProcedureFiles
    ) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        let reasons = Dictionary(needed.map { ($0.key, $0.why) }) { first, _ in first }
        let all = Set(texts.values.flatMap(\.keys)).union(reasons.keys)
        for language in Language.allCases {
            let path = Self.path(language)
            guard let file = TextsFile.load(files.files[path] ?? [], file: files.place(path)).0 else { continue }
            func say(_ key: String, _ what: String) {
                findings.append(Diagnostic(file: file.file, line: file.line(of: key), what))
            }
            for key in all.sorted() {
                guard let text = file.texts[key], !text.trimmed.isEmpty else {
                    let why = reasons[key].map { " (\($0.file):\($0.line))" } ?? ""
                    say(key, "the text \(key) is missing or empty\(why)")
                    continue
                }
                if key.hasPrefix(WatchCheck.words) {
                    for place in Self.places(of: text) where !WatchFigure.places.contains(place) {
                        say(key, "the text \(key) has {\(place)} in it, and there is no such figure")
                    }
                } else if text.contains("{") {
                    say(key, "the text \(key) has a { in it, and nothing is filled in here")
                }
                let isKnown = reasons[key] != nil || optional.contains(key)
                if !isKnown, Self.areas.contains(where: key.hasPrefix) { say(key, "nothing uses the text \(key)") }
            }
        }
        return findings
    }

    /// What stands in braces; what a brace without its other holds is no name of anything.
    private static func places(of text: String) -> [String] {
        text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().map { part in
            part.contains("}") ? String(part.prefix { $0 != "}" }) : String(part)
        }
    }
}
