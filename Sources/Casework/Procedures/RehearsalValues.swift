// What the variables of a process are while a made-up case goes through it.

import Basics
import FEEL
import Forms
import Foundation
import Workflow

/// The values each variable can have, as far as there are few; of others one of the type, and `null` where a case may
/// have none.
struct RehearsalValues {
    private let procedure: Procedure
    /// The possible values of the variables that no act changes.
    private let fixed: [[String: Value]]
    private let changing: [ProcessVariable]

    init(_ procedure: Procedure) {
        self.procedure = procedure
        let sources: Set<CaseSource> = [.decisionKind, .supplementUntil, .useUntil, .feeUntil]
        let variables = procedure.process.variables
        changing = variables.filter { CaseSource(rawValue: $0.source).map(sources.contains) ?? false }
        var all: [[String: Value]] = [[:]]
        for variable in variables where !changing.contains(variable) {
            var possible = Self.possible(variable, procedure)
            if all.count * possible.count > Limits.rehearsalsMax { possible = Array(possible.prefix(1)) }
            all = all.flatMap { one in possible.map { one.merging([variable.name: $0]) { $1 } } }
        }
        fixed = all
    }

    /// Every way the variables can be in that case.
    func combinations(_ one: RehearsedCase) -> [[String: Value]] {
        guard !changing.isEmpty else { return fixed }
        let now = Dictionary(changing.map { ($0.name, value(of: $0, one)) }) { first, _ in first }
        return fixed.map { $0.merging(now) { $1 } }
    }

    private func value(of variable: ProcessVariable, _ one: RehearsedCase) -> Value {
        switch CaseSource(rawValue: variable.source) {
        case .decisionKind: one.settled.proposal.map { .string($0.rawValue) } ?? .null
        case .supplementUntil: one.settled.owesSupplement ? .sample(of: variable.type) : .null
        case .feeUntil where one.settled.isAnswered: .sample(of: variable.type)
        case .useUntil where one.settled.isComplete && procedure.form.alwaysAsks("use_until"):
            .sample(of: variable.type)
        default: .null
        }
    }

    private static func possible(_ variable: ProcessVariable, _ procedure: Procedure) -> [Value] {
        let process = procedure.process
        let sample = [Value.sample(of: variable.type)]
        let isChosenBy = process.conditionsMention(variable.name)
        if isChosenBy, let all = procedure.values(of: variable.source) { return all }
        guard let key = CaseSource.answerKey(variable.source), isChosenBy || process.timersMention(variable.name) else {
            return sample
        }
        return sample + (procedure.form.alwaysAsks(key) ? [] : [.null])
    }
}

extension Procedure {
    /// All values that what a variable stands for can have; `nil` where they are too many to try each.
    func values(of source: String) -> [Value]? {
        if let known = CaseSource(rawValue: source) { return known.values }
        guard let key = CaseSource.answerKey(source), let options = form.options(of: key) else { return nil }
        return options.map { .string($0) } + (form.alwaysAsks(key) ? [] : [.null])
    }
}

extension ApplicantForm {
    /// Whether every complete request has an answer to that field.
    func alwaysAsks(_ key: String) -> Bool {
        pages.contains { page in
            guard page.need == nil, let field = page.form.field(key) else { return false }
            return field.isRequired && field.visibleWhen == nil && field.askedOf == nil
        }
    }

    /// The codes among which one is chosen, where the form itself lists them.
    func options(of key: String) -> [String]? {
        guard case .choice(let options)? = field(key)?.kind, options.name == nil else { return nil }
        return options.options.map(\.code)
    }
}

extension Value {
    /// Some value of that type, so that a timer or a condition has something to work with.
    static func sample(of type: String) -> Value {
        switch type {
        case "string": .string("")
        case "boolean": .boolean(false)
        case "number": .number(1)
        case "date": .date(LocalDate(days: 20_000))
        default: .null
        }
    }
}
