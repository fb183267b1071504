// One definition of what is asked, from which pages, checks, imports and papers are derived.

/// A form: its fields in the order people see them.
public struct Form: Hashable, Sendable {
    public var id: String
    public var fields: [Field]

    public init(id: String, fields: [Field]) {
        let keys = fields.map(\.key)
        precondition(Set(keys).count == keys.count, "two fields of form \(id) have the same key")
        self.id = id
        self.fields = fields
    }

    public func field(_ key: String) -> Field? { fields.first { $0.key == key } }

    /// The form with the options of every list named `name` filled in (the purposes, the fields of the chosen service).
    public func filling(_ name: String, with options: [Option]) -> Form {
        var form = self
        for index in form.fields.indices {
            switch form.fields[index].kind {
            case .choice(let list) where list.name == name:
                form.fields[index].kind = .choice(Options(name: name, options))
            case .choices(let list) where list.name == name:
                form.fields[index].kind = .choices(Options(name: name, options))
            default: break
            }
        }
        return form
    }

    /// Whether `field` is asked at all, given the other answers.
    public func isVisible(_ field: Field, _ answers: Answers) -> Bool {
        field.visibleWhen?.holds(answers) ?? true
    }
}
