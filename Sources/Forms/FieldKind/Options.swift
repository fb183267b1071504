// What can be chosen.

public import Basics

/// One thing that can be chosen.
public struct Option: Hashable, Sendable {
    public enum Label: Hashable, Sendable {
        /// A translation key.
        case key(String)
        /// Wording that the data carries itself.
        case text(BilingualText)
    }

    /// What is sent and stored.
    public var code: String
    public var label: Label

    public init(_ code: String, _ label: Label) {
        self.code = code
        self.label = label
    }
}

/// The options of a field: fixed ones, or a list by name that the caller fills in (`Form.filling`).
public struct Options: Hashable, Sendable {
    /// Such as `purposes`; `nil` when the options are fixed.
    public var name: String?
    public var options: [Option]
    /// Whether a page lets people search them by words, since there may be too many to show.
    public var isSearched: Bool

    public init(name: String? = nil, _ options: [Option] = [], isSearched: Bool = false) {
        self.name = name
        self.options = options
        self.isSearched = isSearched
    }

    func contains(_ code: String) -> Bool { options.contains { $0.code == code } }
}
