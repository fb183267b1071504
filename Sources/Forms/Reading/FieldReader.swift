// Reads one field from a source.

import Basics

/// What reading one field gave: a value, problems, or neither for a password.
struct Reading {
    var value: FieldValue?
    var problems: [Problem]

    static func value(_ value: FieldValue) -> Reading { Reading(value: value, problems: []) }
    static func problem(_ problem: Problem) -> Reading { Reading(value: nil, problems: [problem]) }
}

/// One field beside its source; the kinds add how each is read (`FieldKind/…Reading.swift`).
struct FieldReader {
    let field: Field
    let source: any FieldSource
    let today: LocalDate

    func read() -> Reading {
        switch field.kind {
        case .text(let max): text(max: max, allowsLines: false)
        case .longText(let max): text(max: max, allowsLines: true)
        case .number(let range): number(range)
        case .date(let limits): date(limits)
        case .choice(let options): choice(options)
        case .choices(let options): choices(options)
        case .declaration: declaration()
        case .attachment(let max): attachment(max: max)
        case .password: password()
        case .table(let shape): table(shape)
        }
    }

    /// Nothing was given: a problem only where something is needed.
    func missing(_ code: ProblemCode) -> Reading {
        field.isRequired ? .problem(Problem(field.key, code)) : Reading(value: .cleared, problems: [])
    }
}
