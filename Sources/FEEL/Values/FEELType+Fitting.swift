// Whether a value of one type may stand where another is wanted, as far as types tell.

extension FEELType {
    /// Whether a value of this type may be of type `wanted`. What is not known is believed: `Any` fits everywhere, and
    /// a list may stand for its only element.
    public func mayBe(_ wanted: FEELType) -> Bool {
        switch (self, wanted) {
        case (.any, _), (_, .any), (.unknown, _), (_, .unknown): true
        case (.list(let mine), .list(let element)): mine.mayBe(element)
        case (.list, _), (_, .list): true
        case (.restricted(let base, _), _): base.mayBe(wanted)
        case (_, .restricted(let base, _)): mayBe(base)
        case (.date, .dateTime): true
        case (.range(let mine), .range(let end)): mine.mayBe(end)
        case (.context(let mine), .context(let members)):
            mine.isEmpty || members.allSatisfy { name, type in mine[name]?.mayBe(type) ?? false }
        // Functions are judged where they are called.
        case (.function, .function): true
        default: conforms(to: wanted)
        }
    }

    /// Whether nothing is said of the type.
    var isAny: Bool { if case .any = self { true } else { false } }

    /// Whether both names mean the same type, restrictions aside.
    public func isSame(as other: FEELType) -> Bool { mayBe(other) && other.mayBe(self) }

    /// The type of a member of a context; `.any` where the members are not known, `nil` where there is none.
    public func member(_ name: String) -> FEELType? {
        switch self {
        case .restricted(let base, _): base.member(name)
        case .context(let members): members.isEmpty ? .any : members[name]
        case .any, .unknown: .any
        default: nil
        }
    }
}
