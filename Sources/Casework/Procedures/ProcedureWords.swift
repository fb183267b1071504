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

    /// A key that only one language has, an empty text, and every key of `needed` that is missing.
    func check(_ needed: [(key: String, why: Diagnostic)], _ files: ProcedureFiles) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        let all = Set(texts.values.flatMap(\.keys)).union(needed.map(\.key))
        let reasons = Dictionary(needed.map { ($0.key, $0.why) }) { first, _ in first }
        for language in Language.allCases {
            guard let texts = texts[language] else { continue }
            for key in all.sorted() where texts[key]?.trimmed.isEmpty ?? true {
                let place = files.place(Self.path(language))
                let why = reasons[key].map { " (\($0.file):\($0.line))" } ?? ""
                findings.append(Diagnostic(file: place, line: 1, "the text \(key) is missing or empty\(why)"))
            }
        }
        return findings
    }

    /// The line that a JSON error speaks of, as far as it says so.
    private static func line(of error: any Error, in bytes: [UInt8]) -> Int {
        guard case DecodingError.dataCorrupted(let context) = error,
            let offset = (context.underlyingError as NSError?)?.userInfo["NSJSONSerializationErrorIndex"] as? Int
        else { return 1 }
        return bytes.prefix(offset).count { $0 == UInt8(ascii: "\n") } + 1
    }
}
