// Checks a procedure as a whole: acts against roles and stages, ways against acts, words against everything.

import Basics
import FEEL
import Forms
import Workflow

struct ProcedureChecks {
    private let procedure: Procedure
    private let files: ProcedureFiles
    private var process: ProcessDefinition { procedure.process }
    private var processFile: String { files.place(Procedure.processPath) }
    private var watch: WatchCheck { WatchCheck(procedure, files) }

    init(_ procedure: Procedure, _ files: ProcedureFiles) {
        self.procedure = procedure
        self.files = files
    }

    func findings() -> [Diagnostic] {
        files.strangers() + FormChecks(procedure, file: files.place(Procedure.formPath)).findings() + offers() + ways()
            + rulings() + corrections() + watch.findings() + papers() + signers() + unused() + words()
    }

    // MARK: Acts

    /// A task may offer only acts that its role may do at its stage.
    private func offers() -> [Diagnostic] {
        process.userTasks.flatMap { node, task -> [Diagnostic] in
            task.offers.compactMap { offer in
                guard let role = Role(rawValue: offer.role) else { return nil }
                let act = offer.act
                let stages = Permissions.stages(of: act, for: role)
                if stages.isEmpty { return at(node, "the role \(role.rawValue) may never do \(act)") }
                guard !task.isOptional, let stage = node.meaning.stage.flatMap({ Stage(rawValue: $0) }),
                    !stages.contains(stage)
                else { return nil }
                return at(node, "the role \(role.rawValue) may not do \(act) at the stage \(stage.rawValue)")
            }
        }
    }

    /// Goes every way once, with a made-up case.
    private func ways() -> [Diagnostic] {
        var rehearsal = CaseRehearsal(procedure)
        rehearsal.run()
        let faults = rehearsal.faults.map { fault in
            Diagnostic(
                file: processFile, line: process.node(fault.node)?.line ?? 0, element: fault.node, fault.what)
        }
        let unfinished =
            rehearsal.isIncomplete
            ? [Diagnostic(.warning, file: processFile, line: 0, "the process has too many states to try them all")] : []
        // Behind a step that fails, nothing was tried.
        return faults + unfinished + (faults.isEmpty ? closedWays(rehearsal.flows) : [])
    }

    /// Flows out of a choice that nothing ever takes, where all that the choice looks at could be tried.
    private func closedWays(_ taken: Set<String>) -> [Diagnostic] {
        let open = openNames
        return process.nodes.flatMap { node -> [Diagnostic] in
            guard case .exclusiveGateway = node.kind, node.outgoing.count > 1,
                !open.contains(where: { process.conditionsMention($0, at: node) })
            else { return [] }
            return node.outgoing.map { process.flows[$0] }.filter { !taken.contains($0.id) }.map { flow in
                let what = "no act and no fact of a case ever leads this way"
                return Diagnostic(file: processFile, line: flow.line, element: flow.id, what)
            }
        }
    }

    /// The names whose values cannot be tried one by one.
    private var openNames: [String] {
        let results = process.nodes.compactMap { node -> String? in
            if case .businessRuleTask(_, let result) = node.kind { result } else { nil }
        }
        let open = process.variables.filter { procedure.values(of: $0.source) == nil }
        return results + open.map(\.name)
    }

    /// What the decisions behind effects give must be of use.
    private func rulings() -> [Diagnostic] {
        process.nodes.flatMap { node -> [Diagnostic] in
            guard case .businessRuleTask(let decision, _) = node.kind else { return [] }
            return node.meaning.effects.compactMap { effect in
                let check = DecisionCheck(procedure, decision)
                switch CaseEffect(rawValue: effect) {
                case .competence: return check.competenceFault.map { at(node, $0) }
                case .term: return check.termFault.map { at(node, $0) }
                case .file, .lapse, .close, nil: return nil
                }
            }
        }
    }

    /// A record is changed only where somebody with the authority decided on it.
    private func corrections() -> [Diagnostic] {
        process.nodes.filter { node in
            guard case .serviceTask(CaseAction.correct.rawValue) = node.kind else { return false }
            return process.isReachable(node) { passed in
                if case .userTask(let task) = passed.kind { task.role == Role.approver.rawValue } else { false }
            }
        }.map { at($0, "correct changes a record: an approver must decide first, on every way here") }
    }

    // MARK: Papers

    /// Every paper that something issues has its entry, and every letter prints what there is.
    private func papers() -> [Diagnostic] {
        let said = SaidNames.facts(procedure.form, procedure.acts.values)
        let missing = process.userTasks.flatMap { node, task in
            task.offers.map(\.act).compactMap(Acts.named).flatMap { act in
                act.papers.filter { procedure.papers[$0] == nil }.map { kind in
                    at(node, "\(act.slug) issues the paper \(kind.rawValue), which \(PaperCatalogue.path) lacks")
                }
            }
        }
        let filing = process.nodes.filter { $0.meaning.effects.contains(CaseEffect.file.rawValue) }
        let request =
            procedure.papers[.request] != nil
            ? []
            : filing.map { node in
                at(node, "filing keeps the paper \(PaperKind.request.rawValue), which \(PaperCatalogue.path) lacks")
            }
        let made = process.nodes.flatMap { node -> [Diagnostic] in
            guard case .serviceTask(let name) = node.kind, let action = CaseAction(rawValue: name) else { return [] }
            return action.papers.filter { procedure.papers[$0] == nil }.map { kind in
                at(node, "\(name) issues the paper \(kind.rawValue), which \(PaperCatalogue.path) lacks")
            }
        }
        return missing + made + request + PaperChecks(procedure.papers, files, said: said, isForCases: true).findings()
    }

    /// A paper that the process issues by itself is signed by who of the office did something before.
    private func signers() -> [Diagnostic] {
        let offices: Set<String> = [Role.clerk.rawValue, Role.officer.rawValue, Role.approver.rawValue]
        return process.nodes.compactMap { node in
            guard node.meaning.paper != nil else { return nil }
            let isUnsigned = process.isReachable(
                node,
                avoiding: { other in
                    if case .userTask(let task) = other.kind { offices.contains(task.role) } else { false }
                })
            return isUnsigned ? at(node, "nobody of an office has done anything yet who could sign the paper") : nil
        }
    }

    // MARK: Files and words

    /// What is there and used by nothing is a slip.
    private func unused() -> [Diagnostic] {
        let offered = Set(process.acts)
        let decided = Set(
            process.nodes.compactMap { node -> String? in
                if case .businessRuleTask(let decision, _) = node.kind { decision } else { nil }
            })
        let acts = procedure.acts.values.filter { !offered.contains($0.slug) }.map { act in
            Diagnostic(file: files.place(ActsFile.path), line: act.line, "no task offers \(act.slug)")
        }
        let used = decided.union([Procedure.watchDecision]).compactMap { procedure.decisions[$0] }
            .reduce(into: Set<String>()) { $0.formUnion($1.importedDigests.union([$1.digest])) }
        let tables = procedure.decisions.filter { !used.contains($0.value.digest) }.keys.sorted()
        return acts.sorted { $0.line < $1.line }
            + tables.map { Diagnostic(file: processFile, line: 1, "nothing asks for the decision \($0)") }
    }

    /// Everything that people read has its words in both languages.
    private func words() -> [Diagnostic] {
        var needed: [(String, Diagnostic)] = []
        for page in procedure.form.pages {
            let why = Diagnostic(file: Procedure.formPath, line: page.line, "")
            needed.append(("page.\(page.key)", why))
            for field in page.form.fields {
                needed += [field.labelKey, field.hintKey].compactMap { $0 }.map { ($0, why) }
            }
        }
        for act in procedure.acts.values {
            let why = Diagnostic(file: ActsFile.path, line: act.line, "")
            needed += act.wordKeys.map { ($0, why) }
        }
        needed += watch.words
        let stages = Stage.allCases.map { "stage.\($0.rawValue)" }
        return procedure.words.check(needed, optional: Set(stages), files)
    }

    private func at(_ node: ProcessNode, _ what: String) -> Diagnostic {
        Diagnostic(file: processFile, line: node.line, element: node.id, what)
    }
}

extension ProcedureFiles {
    /// Files that belong to nothing: a name that was typed wrongly would otherwise go unseen.
    fileprivate func strangers() -> [Diagnostic] {
        let known: Set<String> = [
            Procedure.processPath, Procedure.formPath, ActsFile.path, PaperCatalogue.path, "README.md",
            ProcedureWords.path(.vi), ProcedureWords.path(.en),
        ]
        return files.keys.sorted().filter { path in
            let isTable = path.hasSuffix(".dmn") && !path.contains("/")
            let isLetter = path.hasPrefix(PaperCatalogue.lettersPath) || path.hasPrefix(Self.sharedPath)
            return !known.contains(path) && !isTable && !isLetter
        }.map { Diagnostic(file: place($0), line: 0, "the file is no part of a procedure") }
    }
}
