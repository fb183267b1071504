// Prints `docs/permissions.md` from the permission table, so that what people read is what the server does.

/// The page about permissions. A test compares the file with it and writes it anew when told to (`TRINHKY_GOLDEN=1`).
public enum PermissionsPage {
    /// The whole page, as Markdown.
    public static func markdown() -> String {
        let sections = [preface, stagesByRole(), rolesByAct(), rules]
        return sections.joined(separator: "\n\n") + "\n"
    }

    private static let preface = """
        # Who may do what

        Printed from `Permissions.table` (`Sources/Casework/Permissions.swift`) by `PermissionsPage`; do not edit by
        hand. What is not here is denied. The table is the outer bound: of these acts a person is offered those that an
        open task of the process offers to their role (`Workflows/*/process.bpmn`), and no workflow file can offer more.
        """

    /// Roles down, stages across within a role: the table as it stands.
    private static func stagesByRole() -> String {
        var lines = ["## By role", "", "| role | stage | acts |", "|---|---|---|"]
        for role in Role.allCases {
            let stages = Permissions.table[role] ?? [:]
            if stages.isEmpty { lines.append("| \(role.rawValue) | – | none |") }
            for stage in Stage.allCases {
                guard let acts = stages[stage] else { continue }
                lines.append("| \(role.rawValue) | `\(stage.rawValue)` | \(code(acts)) |")
            }
        }
        return lines.joined(separator: "\n")
    }

    /// The same table, read from the act.
    private static func rolesByAct() -> String {
        var lines = ["## By act", "", "| act | who | when |", "|---|---|---|"]
        for act in Acts.all.map({ $0.slug }) {
            let roles = Role.allCases.filter { Permissions.table[$0]?.values.contains { $0.contains(act) } ?? false }
            let stages = Stage.allCases.filter { stage in
                roles.contains { Permissions.table[$0]?[stage]?.contains(act) ?? false }
            }
            lines.append(
                "| `\(act)` | \(roles.map(\.rawValue).joined(separator: ", ")) | \(code(stages.map(\.rawValue))) |")
        }
        return lines.joined(separator: "\n")
    }

    private static func code(_ words: [String]) -> String {
        words.map { "`\($0)`" }.joined(separator: " ")
    }

    private static let rules = """
        ## What narrows the table

        1. A filer and a signing official act for their own organisation only.
        2. Clerks, officers and approvers act where the case is: at the office that holds it now. An office that held it
           before still sees it.
        3. Nobody of an office acts on a request of an organisation they belong to.
        4. Whoever proposed in a case at any time does not sign it, whatever became of the proposal (four eyes).
        5. While no rule and no clerk has named the competent office, all that offices can do is
           \(code(Permissions.whileUnassigned.sorted())).
        6. Signing asks the approver to prove again who they are.

        ## Who may know that a case exists

        People of the requesting organisation always. After it was filed, also inspectors, and clerks, officers and
        approvers of every office it has been at. To everybody else the server answers "not found", administrators and
        citizens included. Somebody who may see a case, but whose roles never allow an act, is told that it is
        forbidden; where only the stage or the version stands against it, that the case has moved on.
        """
}
