// One question of a form.

/// Those who fill in forms, as far as they are asked different things.
public enum Audience: String, CaseIterable, Sendable {
    case organizations, persons
}

/// A field: what is asked under which name. Labels and hints are translation keys, never sentences.
public struct Field: Hashable, Sendable {
    /// The name of the input; part of the outside contract where the form is one of those pages.
    public var key: String
    public var kind: FieldKind
    public var isRequired: Bool
    /// When the field is asked; `nil` means always. A condition may only look at fields that stand before this one.
    public var visibleWhen: Condition?
    /// Who is asked it, where it is not everybody.
    public var askedOf: Audience?
    /// `field.<key>` unless told otherwise.
    public var labelKey: String
    /// `nil` when the label says it all.
    public var hintKey: String?

    public init(
        _ key: String, _ kind: FieldKind, isRequired: Bool = true, visibleWhen: Condition? = nil,
        labelKey: String? = nil, hintKey: String? = nil
    ) {
        self.key = key
        self.kind = kind
        self.isRequired = isRequired
        self.visibleWhen = visibleWhen
        self.labelKey = labelKey ?? "field.\(key)"
        self.hintKey = hintKey
    }
}
