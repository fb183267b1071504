// Prints `docs/permissions.md` from the bounds of the acts, so that what people read is what the server does.

/// The page about permissions. A test compares the file with it and writes it anew when told to (`TRINHKY_GOLDEN=1`).
public enum PermissionsPage {
    /// The whole page, as Markdown.
    public static func markdown() -> String {
        let sections = [preface, stagesByRole(), rolesByAct(), rules]
        return sections.joined(separator: "\n\n") + "\n"
    }

    private static let preface = """
        # Who may do what

        Printed from the acts (`Sources/Casework/Acts`) by `PermissionsPage`; do not edit by hand. What is not here is
        denied. This is the outer bound: of these acts a person is offered those that an open task of the process offers
        to their role (`Workflows/*/process.bpmn`), and no workflow file can offer more. `generic` stands for the acts
        that a procedure brings in its own files (`Workflows/*/acts.xml`).
        """

    /// What an act may be done by whom and when.
    private struct Bound {
        var name: String
        var allowed: [Role: Set<Stage>]
    }

    private static var bounds: [Bound] {
        Acts.all.map { Bound(name: $0.slug, allowed: $0.allowed) }
            + [Bound(name: "generic", allowed: GenericAct.allowed)]
    }

    /// Roles down, stages across within a role.
    private static func stagesByRole() -> String {
        var lines = ["## By role", "", "| role | stage | acts |", "|---|---|---|"]
        for role in Role.allCases {
            let rows = Stage.allCases.compactMap { stage -> String? in
                let acts = acts(of: role, at: stage)
                return acts.isEmpty ? nil : "| \(role.rawValue) | `\(stage.rawValue)` | \(code(acts)) |"
            }
            lines += rows.isEmpty ? ["| \(role.rawValue) | – | none |"] : rows
        }
        return lines.joined(separator: "\n")
    }

    private static func acts(of role: Role, at stage: Stage) -> [String] {
        if role == .system { return Permissions.system[stage] ?? [] }
        return bounds.filter { $0.allowed[role]?.contains(stage) ?? false }.map(\.name)
    }

    /// The same, read from the act.
    private static func rolesByAct() -> String {
        var lines = ["## By act", "", "| act | who | when |", "|---|---|---|"]
        for bound in bounds {
            let roles = Role.allCases.filter { bound.allowed[$0] != nil }
            let stages = Stage.allCases.filter { stage in roles.contains { bound.allowed[$0]?.contains(stage) ?? false }
            }
            let (who, when) = (roles.map(\.rawValue), stages.map(\.rawValue))
            lines.append("| `\(bound.name)` | \(who.joined(separator: ", ")) | \(code(when)) |")
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
        3. Nobody decides on a request of their own organisation: an account belongs to an office or to an organisation,
           never to both.
        4. Whoever proposed in a case at any time does not sign it, whatever became of the proposal (four eyes).
        5. Approvers act under an authority to sign alone: one that is in force that day, at that
           office and for that service.
        6. While no rule and no clerk has named the competent office, all that offices can do is
           \(code(Acts.all.filter(\.page.namesOffice).map(\.slug))).
        7. \(code(Acts.all.filter(\.page.asksForPassword).map(\.slug))) ask the person to prove again who they are.

        ## Who may know that a case exists

        People of the requesting organisation always. After it was filed, also inspectors, and clerks, officers and
        approvers of every office it has been at. To everybody else the server answers "not found", administrators and
        citizens included. Somebody who may see a case, but whose roles never allow an act, is told that it is
        forbidden; where only the stage or the version stands against it, that the case has moved on.
        """
}
