// The two languages of the pages.

/// A language people read the pages in; letters are always Vietnamese. Vietnamese is the default everywhere.
public enum Language: String, CaseIterable, Codable, Sendable {
    case vi, en
}

/// A name in both languages, for data that carries its own wording (offices, services, provinces, fields).
public struct BilingualText: Hashable, Codable, Sendable {
    public var vi: String
    public var en: String

    public init(vi: String, en: String) {
        self.vi = vi
        self.en = en
    }

    public subscript(language: Language) -> String { language == .vi ? vi : en }
}
