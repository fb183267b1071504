// From raw input to typed answers and a full list of what is wrong.

public import Basics

extension Form {
    /// Reads every field that is asked. It never fails: it finds all problems at once, in the order of the form, and
    /// the answers hold every field that was in order, so that a draft keeps what is good. Fields that are not asked
    /// are dropped even when the source has them. A faulty field leaves what was answered before as it is (`merge`).
    /// `today` is the day in Vietnam, for limits such as "not in the past".
    public func read(_ source: some FieldSource, today: LocalDate) -> (Answers, [Problem]) {
        var answers = Answers()
        var problems: [Problem] = []
        for field in fields {
            guard isVisible(field, answers) else {
                answers[field.key] = .cleared
                continue
            }
            let reading = FieldReader(field: field, source: source, today: today).read()
            answers[field.key] = reading.value
            problems += reading.problems
        }
        return (answers, problems)
    }

    /// The problems that answers read before have by this form and this day: what the check page shows before a draft
    /// may be filed. A password cannot be missing here, since it is never kept.
    public func problems(_ answers: Answers, today: LocalDate) -> [Problem] {
        var form = self
        form.fields.removeAll { $0.kind == .password }
        return form.read(inputs(answers), today: today).1
    }

    /// The raw inputs that would give `answers` again; the page shows a stored draft with them.
    public func inputs(_ answers: Answers) -> FieldValues {
        var inputs = FieldValues()
        for field in fields {
            switch (field.kind, answers[field.key]) {
            case (_, .text(let text)): inputs.values[field.key] = [text]
            case (_, .texts(let texts)): inputs.values[field.key] = texts
            case (_, .number(let number)): inputs.values[field.key] = [String(number)]
            case (_, .ticked): inputs.values[field.key] = ["true"]
            case (_, .attachments(let ids)): inputs.values[field.key] = ids.map(\.text)
            case (_, .date(let date)): inputs.set(field.key, to: date)
            case (.table(let table), .rows(let rows)):
                for column in table.columns { inputs.values[column.key] = rows.map { $0[column.key] ?? "" } }
            default: break
            }
        }
        return inputs
    }
}
