// The form above a list of cases.

import Basics
import Casework
import Records
import Workflow

/// What a list can be narrowed and sorted by, with what it is asked for now.
struct CaseListForm {
    let query: CaseListQuery
    let procedures: Procedures
    let actor: Actor
    /// Of an inbox: what waits on others is not in it.
    let isInbox: Bool
    let t: Strings

    /// Everything that can be asked; what is internal only inside, and nothing that has one answer alone.
    var fields: [FieldView] {
        var fields = [
            FieldView.text(
                CaseListQuery.Name.q.rawValue, label: t("inbox.filter.words"), hint: t("inbox.filter.words-hint"),
                value: query.typed[.q] ?? "", error: error(.q)),
            choice(.state, states), choice(.service, services), choice(.due, dues),
            FieldView.text(
                CaseListQuery.Name.received.rawValue, label: t("inbox.filter.received"),
                hint: t("inbox.filter.received-hint"), value: query.typed[.received] ?? "", error: error(.received)),
        ]
        if Permissions.isInside(actor) {
            fields.append(choice(.step, steps))
            // A choice of one is shown where it was asked for all the same.
            if holders.count > 1 || query.typed[.holder] != nil { fields.append(choice(.holder, holders)) }
            if isInbox, !actor.roles.isDisjoint(with: Assigning.roles) {
                fields.append(choice(.assigned, assigned, any: "inbox.filter.assigned.open"))
            }
            if actor.office == nil { fields.append(choice(.office, offices)) }
        }
        return fields + [choice(.sort, orders), choice(.size, sizes)]
    }

    /// What was asked and is no answer, each at its field.
    var problems: [ProblemView] {
        CaseListQuery.Name.allCases.compactMap { name in
            error(name).map { ProblemView(field: name.rawValue, text: $0) }
        }
    }

    private func error(_ name: CaseListQuery.Name) -> String? {
        query.faults[name].map { key in
            t(
                "inbox.filter.fault.\(key)",
                [
                    "characters": String(Limits.searchCharactersMax), "words": String(Limits.searchWordsMax),
                ])
        }
    }

    /// - Parameter any: the key of what is shown where nothing is chosen.
    private func choice(
        _ name: CaseListQuery.Name, _ options: [OptionView], any: String = "inbox.filter.any"
    ) -> FieldView {
        let chosen = query.typed[name]
        var all = options
        // What is not there any more can still be asked for: older cases have it.
        if let chosen, query.faults[name] == nil, !options.contains(where: { $0.value == chosen }) {
            all.append(OptionView(chosen, t("inbox.filter.gone", ["value": chosen])))
        }
        for index in all.indices { all[index].isChosen = all[index].value == chosen }
        // Size and order are never left open.
        if name != .sort, name != .size { all.insert(OptionView("", t(any)), at: 0) }
        return .select(name.rawValue, label: t("inbox.filter.\(name.rawValue)"), options: all, error: error(name))
    }

    private var states: [OptionView] {
        let isInside = Permissions.isInside(actor)
        return CaseListQuery.states(isInside: isInside).map { state in
            let stage = state.stages.sorted { $0.rawValue < $1.rawValue }.first ?? .draft
            return OptionView(state.value, Dossier.name(of: stage, isInside: isInside, t))
        }
    }

    private var services: [OptionView] {
        procedures.catalogue.services.map { OptionView($0.code, t($0.name)) }
    }

    private var assigned: [OptionView] {
        CaseListQuery.Assigned.allCases.map { OptionView($0.rawValue, t("inbox.filter.assigned.\($0.rawValue)")) }
    }

    private var dues: [OptionView] {
        CaseListQuery.Due.allCases.map { OptionView($0.rawValue, t("inbox.filter.due.\($0.rawValue)")) }
    }

    /// The steps of all procedures that somebody must do, by the names that their files give them.
    private var steps: [OptionView] {
        var known: Set<String> = []
        let nodes = procedures.current.values.sorted { $0.procedure.name < $1.procedure.name }
            .flatMap(\.procedure.process.nodes)
        return nodes.filter(isWaitedAt).filter { known.insert($0.id).inserted }
            .map { OptionView($0.id, $0.name, language: t.language == .vi ? nil : .vi) }
    }

    private func isWaitedAt(_ node: ProcessNode) -> Bool {
        if case .userTask(let task) = node.kind { !task.isOptional } else { false }
    }

    private var holders: [OptionView] {
        let roles: [Role] = [.filer, .official, .clerk, .officer, .approver]
        return roles.filter { !isInbox || actor.roles.contains($0) }
            .map { OptionView($0.rawValue, t("accounts.role.\($0.rawValue)")) }
    }

    private var offices: [OptionView] {
        procedures.offices.values.filter { $0.level != .commune }.sorted(by: Office.isBefore)
            .map { OptionView($0.code.text, t($0.names)) }
    }

    private var orders: [OptionView] {
        CaseFilter.Order.allCases.map { OptionView($0.rawValue, t("inbox.filter.sort.\($0.rawValue)")) }
    }

    private var sizes: [OptionView] {
        CaseListQuery.sizes.map { OptionView(String($0), t("inbox.filter.lines", ["count": String($0)])) }
    }
}
