// From the definition of a form to what the page shows: one mapping for every form.

import Basics
import Forms

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
            var view = ProblemWording(t: t).view(problem)
            view.label = form.field(problem.field).map(label)
            return view
        }
    }

    /// The password is asked for by the server, whoever's form it is.
    private func label(_ field: Field) -> String {
        t(field.kind == .password ? "acts.field.password" : "\(area).\(field.labelKey)")
    }

    private func view(_ field: Field) -> FieldView? {
        let label = label(field)
        let hint = hint(field)
        let value = values.values(field.key).first ?? ""
        switch field.kind {
        case .text: return .text(field.key, label: label, hint: hint, value: value)
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

    func view(_ problem: Problem) -> ProblemView { ProblemView(field: problem.field, text: text(problem)) }

    /// What is wrong, with row and column in front where there are any.
    func text(_ problem: Problem) -> String {
        let what = t("problems.\(problem.code)", problem.parameters)
        guard let row = problem.row else { return what }
        guard let column = problem.column else { return t("cases.row-problem", ["row": String(row), "what": what]) }
        return t("cases.cell-problem", ["row": String(row), "column": column, "what": what])
    }
}
