// Reads the wording of the pages and holds the two languages against each other.

import Basics
import Formats

extension StringTables {
    /// The part of the folder of templates that holds the wording.
    static let path = "strings/"

    /// Whatever can be used, and every finding: a file, a key or a parameter that only one language has, an empty text.
    /// Of a file that cannot be read nothing else is said.
    /// - Parameter files: those of the folder of templates by their path in it; `folder` is where that is.
    static func load(_ files: [String: [UInt8]], folder: String) -> (StringTables, [Diagnostic]) {
        var findings: [Diagnostic] = []
        var texts: [Language: [String: String]] = [:]
        for area in areas(of: files) {
            let pair = Language.allCases.map { language -> TextsFile? in
                let path = path(of: area, language)
                guard let bytes = files[path] else {
                    findings.append(Diagnostic(file: "\(folder)/\(path)", line: 0, "the file is missing"))
                    return nil
                }
                let (file, found) = TextsFile.load(bytes, file: "\(folder)/\(path)")
                findings += found
                for (key, text) in file?.texts ?? [:] { texts[language, default: [:]]["\(area).\(key)"] = text }
                return file
            }.compactMap(\.self)
            if pair.count == Language.allCases.count { findings += compare(pair, area) }
        }
        return (StringTables(vi: texts[.vi] ?? [:], en: texts[.en] ?? [:]), findings)
    }

    /// Whether a file of the folder of templates holds words of an area.
    static func holdsWords(_ path: String) -> Bool { area(of: path) != nil }

    /// What is wrong between the languages of one area.
    private static func compare(_ languages: [TextsFile], _ area: String) -> [Diagnostic] {
        Set(languages.flatMap(\.texts.keys)).sorted().flatMap { key -> [Diagnostic] in
            let gaps = languages.filter { $0.texts[key]?.trimmed.isEmpty ?? true }
            if !gaps.isEmpty {
                return gaps.map { file in
                    let what = "the string \(area).\(key) is missing or empty"
                    return Diagnostic(file: file.file, line: file.line(of: key), what)
                }
            }
            let parameters = languages.map { Set(Strings.parameters(of: $0.texts[key] ?? "")) }
            guard Set(parameters).count > 1, let other = languages.last else { return [] }
            let what = "the string \(area).\(key) has other parameters in the other language"
            return [Diagnostic(file: other.file, line: other.line(of: key), what)]
        }
    }

    private static func areas(of files: [String: [UInt8]]) -> [String] {
        Set(files.keys.compactMap(area)).sorted()
    }

    /// `inbox` for `strings/vi/inbox.json`.
    private static func area(of path: String) -> String? {
        for language in Language.allCases {
            let start = "\(Self.path)\(language.rawValue)/"
            guard path.hasPrefix(start), path.hasSuffix(ending) else { continue }
            let area = path.dropFirst(start.count).dropLast(ending.count)
            return area.contains("/") ? nil : String(area)
        }
        return nil
    }

    private static func path(of area: String, _ language: Language) -> String {
        "\(path)\(language.rawValue)/\(area)\(ending)"
    }

    private static let ending = ".json"
}
