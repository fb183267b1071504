// What names mean where an expression is checked: their types in place of their values.

/// The names an expression may use, with their types; `any` where the type is not known.
public struct KnownNames: Sendable {
    /// What a name is found to be.
    enum Meaning {
        case known(FEELType)
        /// A built-in function.
        case builtin(Function)
        /// A value and the members that lead on from it: a name with points that stands for nothing as a whole.
        case path(FEELType, [String])
        /// Perhaps a member of an element that is not known.
        case perhaps
        case nothing
    }

    private var types: [String: FEELType]
    /// Set inside a filter of unknown elements: any name may be one of their members, and hide what it else means.
    private var isOpen = false

    public init(_ types: [String: FEELType] = [:]) { self.types = types }

    func meaning(of name: String) -> Meaning {
        if let type = types[name] { return .known(type) }
        if let function = Builtins.all[name] { return .builtin(function) }
        let parts = name.split(separator: ".").map { Vocabulary.canonical(String($0)) }
        if parts.count > 1, let type = types[parts[0]] { return .path(type, Array(parts.dropFirst())) }
        return isOpen ? .perhaps : .nothing
    }

    /// The same names and one more.
    public func binding(_ name: String, _ type: FEELType) -> KnownNames {
        var inner = self
        inner.bind(name, type)
        return inner
    }

    public mutating func bind(_ name: String, _ type: FEELType) { types[name] = type }

    /// What the condition of a filter sees of an element: itself as `item`, and its members by name.
    public func entering(_ element: FEELType) -> KnownNames {
        var inner = self
        switch element.base {
        case .context(let members) where !members.isEmpty:
            inner.bind("item", element)
            for (name, type) in members { inner.bind(name, type) }
        case .any, .null, .context, .unknown:
            inner.types = types.mapValues { _ in .any }
            inner.bind("item", .any)
            inner.isOpen = true
        default: inner.bind("item", element)
        }
        return inner
    }

    /// `unknown name 'amuont' (did you mean 'amount'?)`
    func complaint(unknown what: String, _ name: String) -> String {
        let known = what == "function" ? Array(types.keys) + Array(Builtins.all.keys) : Array(types.keys)
        return "unknown \(what) '\(name)'" + NearName.hint(name, among: known)
    }
}
