// Makes the decisions behind effects once for every kind of request, to see whether a case could go by what they say.

import Basics
import FEEL
import Forms
import Foundation
import Workflow

struct DecisionCheck {
    private let procedure: Procedure
    private let decision: String
    /// What the decision is asked with, in every way that can be tried.
    private let inputs: [[String: Value]]
    /// Whether it looks at something of which only one value was tried, so that an empty answer proves nothing.
    private let isOpen: Bool

    /// A day on which every rule with an end has ended: what is in force then stays in force.
    private static let farDay = LocalDate(year: 2200, month: 1, day: 4)

    init(_ procedure: Procedure, _ decision: String) {
        self.procedure = procedure
        self.decision = decision
        let asked = procedure.decisions[decision]?.inputNames(of: decision) ?? []
        var (all, isOpen): ([[String: Value]], Bool) = ([[:]], false)
        for variable in procedure.process.variables where asked.contains(variable.name) {
            let (values, areAll) = Self.values(variable, procedure)
            let isTried = areAll && all.count * values.count <= Limits.decisionTrialsMax
            if !isTried { isOpen = true }
            all = all.flatMap { one in
                values.prefix(isTried ? values.count : 1).map { value in
                    one.merging([variable.name: value]) { $1 }
                }
            }
        }
        inputs = all
        self.isOpen = isOpen
    }

    /// What is wrong with a decision that says who is competent. It may give nothing: a clerk names the office then.
    var competenceFault: String? {
        fault { answer in
            let word = answer["authority"]?.asString ?? ""
            if !Filing.authorities.contains(word) {
                return "authority is one of \(Filing.authorities.joined(separator: ", ")), not \"\(word)\""
            }
            let empty = ["position", "rule", "article"].first { answer[$0]?.asString?.trimmed.isEmpty ?? true }
            return empty.map { "\($0) is not said" }
        }
    }

    /// What is wrong with a decision that says how long the agency has. Without an answer no request could be filed.
    var termFault: String? {
        fault(whenNull: isOpen ? nil : "says nothing: no such request could be filed") { answer in
            guard let days = answer["workingDays"]?.asNumber.flatMap({ Int($0.description) }), days > 0 else {
                return "workingDays must be a whole number above 0"
            }
            return answer["article"]?.asString?.trimmed.isEmpty ?? true ? "article is not said" : nil
        }
    }

    private func fault(whenNull: String? = nil, _ check: (Context) -> String?) -> String? {
        for input in inputs {
            let told = input.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
            do {
                let value = try procedure.evaluate(decision, input).value
                let fault: String? = value.isNull ? whenNull : value.asContext.map(check) ?? "gives no context"
                if let fault { return "the decision \(decision) for \(told): \(fault)" }
            } catch {
                return "the decision \(decision) for \(told): \(error)"
            }
        }
        return nil
    }

    /// The values to try, and whether there are no others.
    private static func values(_ variable: ProcessVariable, _ procedure: Procedure) -> ([Value], Bool) {
        if variable.source == CaseSource.receivedOn.rawValue { return (farDay.map { [.date($0)] } ?? [], true) }
        return procedure.values(of: variable.source).map { ($0, true) } ?? ([.sample(of: variable.type)], false)
    }
}
