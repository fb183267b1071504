// What the office decided: supplements, refusals, the grant and what came of it.

import Basics
import Casework
import Forms
import Letters
import Registry

extension PaperPart {
    var supplement: SupplementFacts {
        SupplementFacts(
            wanted: state.supplement?.wanted ?? [], reason: state.supplement?.reason ?? "",
            until: state.supplement?.until,
            pages: (state.supplement?.pages ?? []).map { source.texts.procedure.words["page.\($0)", .vi] ?? $0 })
    }

    var intakeRefusal: RefusalFacts {
        .intake(reason: state.refusal?.reason ?? "", article: state.refusal?.article ?? "")
    }

    var refusal: RefusalFacts {
        .request(reason: state.proposal?.reason ?? "", article: state.proposal?.article ?? "")
    }

    var measure: RefusalFacts {
        .measure(reason: state.grantMeasure?.reason ?? "", article: state.grantMeasure?.article ?? "")
    }

    var grant: GrantFacts {
        var facts = GrantFacts()
        guard let proposal = state.proposal else { return facts }
        facts.usesMax = DecisionGrant.listUsesAllowed
        facts.callsMax = proposal.calls
        facts.tables = proposal.tables.map { ($0.day, areas($0), DecisionGrant.marginalsAllowed) }
        facts.fields = labels(proposal.fields)
        if service.answer == .match {
            facts.comparisonRules = ComparisonRule.rules(
                for: proposal.fields.compactMap(PersonField.init(rawValue:)), keys: service.keys
            ).map {
                source.wording.rule($0.rule, for: labels($0.fields.map(\.rawValue)))
            }
        }
        facts.total = proposal.rows?.count ?? state.subjects?.count ?? 0
        facts.until = proposal.until
        facts.rows = proposal.rows.map(RowSelection.text)
        facts.listDigest = state.subjects?.digest
        facts.persons = proposal.rows == nil ? [] : source.subjects.map { ($0.row, person($0)) }
        if proposal.kind == .approval { facts.article = proposal.article }
        if proposal.kind == .narrower { facts.narrowing = narrowing(proposal) }
        return facts
    }

    private func narrowing(_ proposal: Proposal) -> GrantFacts.Narrowing {
        var narrowing = GrantFacts.Narrowing()
        let granted = Set(proposal.fields)
        narrowing.fields = labels(state.requestedFields(of: service).filter { !granted.contains($0) })
        if let rows = proposal.rows {
            narrowing.rows = Set(1...max(state.subjects?.count ?? 0, 1)).subtracting(rows).sorted()
        }
        if let calls = proposal.calls, let asked = state.answers.number(CallScope.field), calls < asked {
            narrowing.calls = asked - calls
        }
        let asked = state.answers.date("use_until")
        narrowing.until = proposal.until == asked ? nil : asked
        narrowing.reason = proposal.reason
        narrowing.article = proposal.article
        return narrowing
    }

    var outcome: OutcomeFacts {
        OutcomeFacts(
            answered: state.releaseCounts?.persons,
            unanswered: state.releaseCounts.map { $0.rows - $0.persons })
    }
}
