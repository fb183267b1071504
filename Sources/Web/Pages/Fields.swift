// View models of form fields, one builder a kind; `partials/field` draws them.

public import Basics

/// A choice of a select, of radios or of checkboxes.
public struct OptionView: Sendable, Hashable {
    public var value: String
    public var label: String
    public var hint: String?
    public var isChosen: Bool
    /// The language of the label where it is not the page's.
    var language: Language?

    public init(
        _ value: String, _ label: String, hint: String? = nil, isChosen: Bool = false, language: Language? = nil
    ) {
        self.language = language
        self.value = value
        self.label = label
        self.hint = hint
        self.isChosen = isChosen
    }
}

/// One field of a form as the page shows it. Labels and hints are ready texts in the reader's language.
public struct FieldView: Sendable, Hashable {
    enum Kind: String, Sendable {
        case text, password, textArea, select, search, radios, checkboxes, date, file
    }

    /// How wide the box is, as a hint of how much belongs in it.
    public enum Width: String, Sendable {
        case full, medium
    }

    let kind: Kind
    public let name: String
    var label: String
    var hint: String?
    var value = ""
    var day = ""
    var month = ""
    var year = ""
    var options: [OptionView] = []
    var error: String?
    var autocomplete: String?
    var accept: String?
    var note: String?
    var isNumeric = false
    var isOptional = false
    /// Tells it from the field of the same name in another form of the page.
    var place: String?
    /// Whether several files may be chosen.
    var isMultiple = false
    var width = Width.full
    var rows = 5

    init(_ kind: Kind, _ name: String, _ label: String, _ hint: String?, _ error: String?) {
        self.kind = kind
        self.name = name
        self.label = label
        self.hint = hint
        self.error = error
    }

    /// One line of text.
    public static func text(
        _ name: String, label: String, hint: String? = nil, value: String = "", error: String? = nil
    ) -> FieldView {
        var field = FieldView(.text, name, label, hint, error)
        field.value = value
        return field
    }

    /// A password. It is never filled in by the server.
    public static func password(
        _ name: String, label: String, hint: String? = nil, autocomplete: String, error: String? = nil
    ) -> FieldView {
        var field = FieldView(.password, name, label, hint, error)
        field.autocomplete = autocomplete
        field.width = .medium
        return field
    }

    /// Several lines of text.
    public static func textArea(
        _ name: String, label: String, hint: String? = nil, value: String = "", rows: Int = 5, error: String? = nil
    ) -> FieldView {
        var field = FieldView(.textArea, name, label, hint, error)
        field.value = value
        field.rows = rows
        return field
    }

    public static func select(
        _ name: String, label: String, hint: String? = nil, options: [OptionView], error: String? = nil
    ) -> FieldView {
        choice(.select, name, label, hint, options, error)
    }

    /// One of many, found by words: `typed` are the words, `options` what they find, `note` says how many.
    static func search(
        _ name: String, label: String, hint: String?, typed: String, note: String, options: [OptionView]
    ) -> FieldView {
        var field = choice(.search, name, label, hint, options, nil)
        (field.value, field.note) = (typed, note)
        return field
    }

    public static func radios(
        _ name: String, label: String, hint: String? = nil, options: [OptionView], error: String? = nil
    ) -> FieldView {
        choice(.radios, name, label, hint, options, error)
    }

    /// Several of one name; the browser repeats the name for each that is ticked.
    public static func checkboxes(
        _ name: String, label: String, hint: String? = nil, options: [OptionView], error: String? = nil
    ) -> FieldView {
        choice(.checkboxes, name, label, hint, options, error)
    }

    /// Day, month and year in boxes `<name>_day`, `<name>_month`, `<name>_year`, as they were typed.
    public static func date(
        _ name: String, label: String, hint: String? = nil, day: String = "", month: String = "", year: String = "",
        error: String? = nil
    ) -> FieldView {
        var field = FieldView(.date, name, label, hint, error)
        (field.day, field.month, field.year) = (day, month, year)
        return field
    }

    /// The same with a known day.
    public static func date(
        _ name: String, label: String, hint: String? = nil, value: LocalDate?, error: String? = nil
    ) -> FieldView {
        guard let value else { return date(name, label: label, hint: hint, error: error) }
        return date(
            name, label: label, hint: hint, day: String(value.day), month: String(value.month),
            year: String(value.year), error: error)
    }

    /// A file. `accept` narrows what the browser offers, such as `.pdf`; the server checks for itself.
    public static func file(
        _ name: String, label: String, hint: String? = nil, accept: String, error: String? = nil
    ) -> FieldView {
        var field = FieldView(.file, name, label, hint, error)
        field.accept = accept
        return field
    }

    /// Several files at once.
    static func files(_ name: String, label: String, hint: String, accept: String) -> FieldView {
        var field = file(name, label: label, hint: hint, accept: accept)
        field.isMultiple = true
        return field
    }

    private static func choice(
        _ kind: Kind, _ name: String, _ label: String, _ hint: String?, _ options: [OptionView], _ error: String?
    ) -> FieldView {
        var field = FieldView(kind, name, label, hint, error)
        field.options = options
        return field
    }

    /// Details that few fields have.
    public func with(
        autocomplete: String? = nil, width: Width? = nil, isNumeric: Bool? = nil, isOptional: Bool? = nil
    ) -> FieldView {
        var field = self
        field.autocomplete = autocomplete ?? field.autocomplete
        field.width = width ?? field.width
        field.isNumeric = isNumeric ?? field.isNumeric
        field.isOptional = isOptional ?? field.isOptional
        return field
    }

    public func with(error: String?) -> FieldView {
        var field = self
        field.error = error
        return field
    }

    /// The element that the error summary leads to: the box, or the first of several.
    var anchor: String { kind == .date ? "\(FieldView.id(name))_day" : FieldView.id(name) }

    static func id(_ name: String) -> String { "field-\(name)" }
}

extension FieldView: PageValueConvertible {
    public var pageValue: PageValue {
        let id = [FieldView.id(name), place].compactMap(\.self).joined(separator: "-")
        let described = [hint.map { _ in "\(id)-hint" }, error.map { _ in "\(id)-error" }].compactMap { $0 }
        var members: [String: PageValue] = [
            "name": .text(name), "id": .text(id), "label": .text(label), "hint": .optional(hint),
            "error": .optional(error), "value": .text(value), "isOptional": .flag(isOptional),
            "describedBy": .text(described.joined(separator: " ")), "autocomplete": .optional(autocomplete),
            "accept": .optional(accept), "isMultiple": .flag(isMultiple), "isNumeric": .flag(isNumeric),
            "width": .text(width.rawValue),
            "rows": .number(rows), "day": .text(day), "month": .text(month), "year": .text(year),
            "options": .list(options.enumerated().map { option($1, id: $0 == 0 ? id : "\(id)-\($0 + 1)") }),
        ]
        if kind == .search {
            members["note"] = .optional(note)
            members["searchName"] = .text(OptionSearch.input(name))
            members["searchButton"] = .text(OptionSearch.button)
        }
        for kind in [Kind.text, .textArea, .select, .search, .radios, .checkboxes, .date, .file, .password] {
            let flag = "is" + kind.rawValue.prefix(1).uppercased() + kind.rawValue.dropFirst()
            members[flag] = .flag(kind == self.kind)
        }
        return .object(members)
    }

    private func option(_ option: OptionView, id: String) -> PageValue {
        [
            "optionID": .text(id), "optionValue": .text(option.value), "optionLabel": .text(option.label),
            "optionHint": .optional(option.hint), "isChosen": .flag(option.isChosen),
            "optionLanguage": .optional(option.language?.rawValue),
        ]
    }
}

/// One line of the error summary. `field` is the name of the field it is about, if it is about one.
public struct ProblemView: Sendable, Hashable {
    public var field: String?
    public var text: String
    /// The field's name in front of the text in the summary, where the field itself is out of sight.
    public var label: String?
    /// The element to lead to when it is not the field's own, such as one cell of a table.
    public var anchor: String?

    public init(field: String?, text: String, label: String? = nil, anchor: String? = nil) {
        self.field = field
        self.text = text
        self.label = label
        self.anchor = anchor
    }
}

/// A form: `partials/error-summary` and `partials/form` draw it.
public struct FormView: Sendable {
    private var action: SitePath
    private var fields: [FieldView]
    private var problems: [ProblemView]
    private var submit: String
    private var hidden: [(name: String, value: String)] = []
    private var cancel: (path: SitePath, label: String)?
    private var isWarning = false
    private var preview: (path: SitePath, label: String)?

    /// Each problem is listed in the summary and shown at its field.
    public init(action: SitePath, fields: [FieldView], problems: [ProblemView] = [], submit: String) {
        self.action = action
        self.problems = problems
        self.submit = submit
        self.fields = fields.map { field in
            let own = problems.filter { $0.field == field.name && $0.anchor == nil }.map(\.text)
            return own.isEmpty ? field : field.with(error: own.joined(separator: " "))
        }
    }

    public func with(hidden: [(String, String)]) -> FormView {
        var form = self
        form.hidden = hidden.map { (name: $0.0, value: $0.1) }
        return form
    }

    /// A link beside the button that leaves the form.
    public func with(cancel path: SitePath, _ label: String) -> FormView {
        var form = self
        form.cancel = (path, label)
        return form
    }

    /// A second button that shows what would come of the form, on a page of its own.
    public func with(preview path: SitePath, _ label: String) -> FormView {
        var form = self
        form.preview = (path, label)
        return form
    }

    /// The button warns: what it does cannot be undone.
    public func withWarning() -> FormView {
        var form = self
        form.isWarning = true
        return form
    }
}

extension FormView: PageValueConvertible {
    public var pageValue: PageValue {
        [
            "action": action.pageValue, "fields": .list(of: fields), "submit": .text(submit),
            "isMultipart": .flag(fields.contains { $0.kind == .file }), "isWarning": .flag(isWarning),
            "hidden": .list(hidden.map { ["hiddenName": .text($0.name), "hiddenValue": .text($0.value)] }),
            "cancelPath": .optional(cancel?.path.description), "cancelLabel": .optional(cancel?.label),
            "previewPath": .optional(preview?.path.description), "previewLabel": .optional(preview?.label),
            "hasProblems": .flag(!problems.isEmpty), "problems": .list(problems.map(problem)),
        ]
    }

    private func problem(_ problem: ProblemView) -> PageValue {
        let field = fields.first { $0.name == problem.field }
        let anchor = problem.anchor ?? field?.anchor ?? problem.field.map(FieldView.id)
        let text = problem.label.map { "\($0): \(problem.text)" } ?? problem.text
        return ["problemAnchor": .optional(anchor), "problemText": .text(text)]
    }
}
