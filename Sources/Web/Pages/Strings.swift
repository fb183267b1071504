// The wording of the pages, by key, in both languages. No sentence for people stands in Swift code or in a template.

public import Basics
import Casework
import Synchronization

/// The texts of one language: `area.key` → text with `{parameter}` places.
struct StringTable: Sendable {
    let texts: [String: String]

    func text(_ key: String) -> String? { texts[key] }
}

/// Both languages, read from `Templates/strings/{vi,en}/<area>.json`, each file one flat object.
public struct StringTables: Sendable {
    private let vi: StringTable
    private let en: StringTable

    subscript(language: Language) -> StringTable { language == .vi ? vi : en }

    /// All keys, sorted.
    public var keys: [String] { vi.texts.keys.sorted() }

    init(vi: [String: String], en: [String: String]) {
        self.vi = StringTable(texts: vi)
        self.en = StringTable(texts: en)
    }

    /// The wording for one page.
    public func strings(_ language: Language) -> Strings { Strings(language: language, table: self[language]) }
}

/// What was missing while one page was worded.
private final class WordingFaults: Sendable {
    private let names = Mutex<Set<String>>([])

    func note(_ name: String) { names.withLock { _ = $0.insert(name) } }

    func take() -> [String] {
        names.withLock { names in
            defer { names = [] }
            return names.sorted()
        }
    }
}

/// The wording of one language for one page. Call it with a key: `t("cases.due", ["day": "12/05/2026"])`.
///
/// A key or parameter that does not exist gives empty text here and makes the rendering of the page fail: callers need
/// no error handling, and no page goes out with a hole.
public final class Strings: Sendable {
    public let language: Language
    let table: StringTable
    /// The words of a procedure, under `procedure.`.
    private let words: ProcedureWords?
    private let faults: WordingFaults

    convenience init(language: Language, table: StringTable) {
        self.init(language: language, table: table, words: nil, faults: WordingFaults())
    }

    private init(language: Language, table: StringTable, words: ProcedureWords?, faults: WordingFaults) {
        self.language = language
        self.table = table
        self.words = words
        self.faults = faults
    }

    /// The same wording with the words of a procedure beside it; what is missing in either is a fault of the one page.
    func with(_ words: ProcedureWords) -> Strings {
        Strings(language: language, table: table, words: words, faults: faults)
    }

    public func callAsFunction(_ key: String, _ parameters: [String: String] = [:]) -> String {
        guard let text = text(key) else {
            faults.note("string \(key)")
            return ""
        }
        guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
        return fill(text, parameters, key: key)
    }

    /// Whether there is a text for `key`, for wording that only some codes have.
    public func has(_ key: String) -> Bool { text(key) != nil }

    private func text(_ key: String) -> String? {
        guard let words, key.hasPrefix(Self.procedureArea) else { return table.text(key) }
        return words[String(key.dropFirst(Self.procedureArea.count)), language]
    }

    private static let procedureArea = "procedure."

    /// The wording of data that carries its own.
    public func callAsFunction(_ text: BilingualText) -> String { text[language] }

    /// What was missing since the last call.
    func takeFaults() -> [String] { faults.take() }

    private func fill(_ text: String, _ parameters: [String: String], key: String) -> String {
        var filled = ""
        for part in Strings.parts(of: text) {
            switch part {
            case .text(let text): filled += text
            case .parameter(let name):
                if let value = parameters[name] {
                    filled += value
                } else {
                    faults.note("parameter \(name) of string \(key)")
                }
            }
        }
        return filled
    }

    private enum Part {
        case text(Substring), parameter(String)
    }

    private static func parts(of text: String) -> [Part] {
        var parts: [Part] = []
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            parts.append(.text(rest[..<open]))
            parts.append(.parameter(String(rest[rest.index(after: open)..<close])))
            rest = rest[rest.index(after: close)...]
        }
        parts.append(.text(rest))
        return parts
    }

    static func parameters(of text: String) -> [String] {
        parts(of: text).compactMap { part in
            if case .parameter(let name) = part { name } else { nil }
        }
    }
}
