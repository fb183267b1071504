// From the definition of a form to what the page shows: one mapping for every form.

import Basics
import Forms
import Registry

/// Makes the fields of a page from a `Form`, the raw values to show in it and the problems found.
struct FormFields {
    let t: Strings
    /// Where the labels and hints of this form are: `procedure`, or `acts`.
    let area: String
    let form: Form
    let values: FieldValues
    let problems: [Problem]

    /// The form's fields in order; tables are pages of their own and left out.
    var views: [FieldView] {
        form.fields.compactMap { field in
            view(field)?.with(isOptional: !field.isRequired)
        }
    }

    /// The problems, each with the name of its field: the summary stands far from the fields.
    var problemViews: [ProblemView] {
        problems.map { problem in
            let label = form.field(problem.field).map(label)
            var view = ProblemWording(t: t).view(problem, of: label)
            // What is missing is named in the sentence itself.
            if problem.code != ProblemCode.required.rawValue { view.label = label }
            return view
        }
    }

    /// The password is asked for by the server, whoever's form it is.
    private func label(_ field: Field) -> String {
        t(field.kind == .password ? "acts.field.password" : "\(area).\(field.labelKey)")
    }

    /// What stands in these values, as labels and lines; a password is nobody's to see, and what is empty is left out.
    func rows(of values: FieldValues) -> [SummaryListView.Row] {
        form.fields.compactMap { field in
            let lines = lines(of: field, in: values)
            return lines.isEmpty ? nil : SummaryListView.Row(label(field), lines: lines)
        }
    }

    /// What was typed beside what stands now, for the fields in which they differ.
    func differences(from stored: FieldValues) -> TableView {
        let differing = form.fields.filter { lines(of: $0, in: values) != lines(of: $0, in: stored) }
        return TableView(
            caption: t("cases.overtaken.differences"),
            columns: [
                .init(t("cases.changes.what")), .init(t("cases.overtaken.yours")), .init(t("cases.overtaken.theirs")),
            ],
            rows: differing.map { field in
                [values, stored].reduce(into: [CellView.text(label(field))]) { row, values in
                    row.append(.text(lines(of: field, in: values).joined(separator: "; ")))
                }
            }, empty: t("cases.overtaken.same"))
    }

    private func lines(of field: Field, in values: FieldValues) -> [String] {
        switch field.kind {
        case .password, .table, .attachment: return []
        case .date:
            let parts = ["_day", "_month", "_year"].map { values.values(field.key + $0).first?.trimmed ?? "" }
            return parts.allSatisfy(\.isEmpty) ? [] : [parts.joined(separator: "/")]
        case .declaration: return values.values(field.key).contains { !$0.isEmpty } ? [t("cases.yes")] : []
        case .choice(let options), .choices(let options):
            let chosen = Set(values.values(field.key))
            return optionViews(options, field).filter { chosen.contains($0.value) }.map(\.label)
        case .text, .longText, .number: return values.values(field.key).filter { !$0.trimmed.isEmpty }
        }
    }

    private func view(_ field: Field) -> FieldView? {
        let label = label(field)
        let hint = hint(field)
        let value = values.values(field.key).first ?? ""
        switch field.kind {
        case .text: return .text(field.key, label: label, hint: hint, value: value)
        case .number:
            return .text(field.key, label: label, hint: hint, value: value).with(width: .medium, isNumeric: true)
        case .longText: return .textArea(field.key, label: label, hint: hint, value: value)
        case .password:
            return .password(field.key, label: label, hint: hint, autocomplete: "current-password")
        case .date:
            func part(_ suffix: String) -> String { values.values(field.key + suffix).first ?? "" }
            return .date(
                field.key, label: label, hint: hint, day: part("_day"), month: part("_month"), year: part("_year"))
        case .choice(let options) where options.isSearched:
            let typed = values.values(OptionSearch.input(field.key)).first ?? ""
            return OptionSearch(typed).view(
                field.key, label: label, hint: hint, options: options.options, chosen: value, t)
        case .choice(let options):
            let views = optionViews(options, field)
            return views.count > 6
                ? .select(field.key, label: label, hint: hint, options: [OptionView("", t("acts.choose"))] + views)
                : .radios(field.key, label: label, hint: hint, options: views)
        case .choices(let options):
            return .checkboxes(field.key, label: label, hint: hint, options: optionViews(options, field))
        case .declaration:
            let isTicked = values.values(field.key).contains { !$0.isEmpty }
            return .checkboxes(
                field.key, label: label, hint: hint,
                options: [OptionView("true", t("acts.declare"), isChosen: isTicked)])
        case .attachment: return .file(field.key, label: label, hint: hint, accept: ".pdf,application/pdf")
        case .table: return nil
        }
    }

    private func hint(_ field: Field) -> String? {
        let key = "\(area).\(field.hintKey ?? "hint.\(form.id).\(field.key)")"
        return t.has(key) ? t(key) : nil
    }

    private func optionViews(_ options: Options, _ field: Field) -> [OptionView] {
        let chosen = Set(values.values(field.key))
        return options.options.map { option in
            let label: String
            switch option.label {
            case .text(let text): label = t(text)
            case .key(let key): label = t("\(area).\(key)")
            }
            return OptionView(option.code, label, isChosen: chosen.contains(option.code))
        }
    }
}

/// The words of a problem.
struct ProblemWording {
    let t: Strings

    /// `label` is what the page calls the field.
    func view(_ problem: Problem, of label: String? = nil) -> ProblemView {
        ProblemView(field: problem.field, text: text(problem, of: label))
    }

    /// What is wrong, with row and column in front where there are any.
    func text(_ problem: Problem, of label: String? = nil) -> String {
        let what = words(problem, of: label)
        guard let row = problem.row else { return what }
        guard let column = problem.column else { return t("cases.row-problem", ["row": String(row), "what": what]) }
        return t("cases.cell-problem", ["row": String(row), "column": named(column), "what": what])
    }

    /// The field and what is wrong with it, as one line of a summary.
    func line(_ problem: Problem, of label: String) -> String {
        let what = text(problem, of: label)
        let name = label.hasSuffix(".") ? String(label.dropLast()) : label
        return what.contains(label) ? what : "\(name): \(what)"
    }

    /// The same for a list in which each row has a line of its own.
    func cellText(_ problem: Problem) -> String {
        let what = words(problem)
        return problem.column.map { "\(named($0)): \(what)" } ?? what
    }

    private func words(_ problem: Problem, of label: String? = nil) -> String {
        var parameters = problem.parameters
        parameters["field"] = label ?? problem.column.map(named) ?? t("problems.this-field")
        if let column = parameters["column"] { parameters["column"] = named(column) }
        return t("problems.\(problem.code)", parameters)
    }

    /// A column by the code that a header has, and what it is.
    private func named(_ column: String) -> String {
        guard let field = PersonField(rawValue: column) else { return column }
        return t("cases.column", ["column": column, "label": t(field.label)])
    }
}
