// Checks the papers of a folder as a whole: entries against letters, letters against facts.

import Basics

struct PaperChecks {
    private let catalogue: PaperCatalogue
    private let files: ProcedureFiles
    private let said: [String: FactShape]
    private let isForCases: Bool

    /// - Parameter said: what the procedure's form and acts give.
    init(_ catalogue: PaperCatalogue, _ files: ProcedureFiles, said: [String: FactShape], isForCases: Bool) {
        self.catalogue = catalogue
        self.files = files
        self.said = said
        self.isForCases = isForCases
    }

    func findings() -> [Diagnostic] {
        catalogue.entries.flatMap { entry in letter(entry) + groups(entry) + reference(entry) } + strangers()
            + letters()
    }

    private func letter(_ entry: PaperEntry) -> [Diagnostic] {
        entry.variants.map(\.letter).filter { files.files[$0] == nil }
            .map { at(entry, "the letter \($0) does not exist") }
    }

    /// Of two groups that give one fact, a letter could not tell which it prints.
    private func groups(_ entry: PaperEntry) -> [Diagnostic] {
        var givers: [String: FactGroup] = [:]
        var findings: [Diagnostic] = []
        for group in FactGroup.named where entry.facts.contains(group) {
            if isForCases, FactGroup.outsideCases.contains(group) {
                findings.append(at(entry, "no paper of a case has the facts \(group.rawValue)"))
            }
            let others = Set(group.facts.keys.compactMap { givers[$0]?.rawValue }).sorted()
            for other in others {
                findings.append(at(entry, "the facts \(other) and \(group.rawValue) give the same names"))
            }
            for name in group.facts.keys { givers[name] = group }
        }
        return findings
    }

    /// What a paper refers to is numbered and has a type that can be called by its name.
    private func reference(_ entry: PaperEntry) -> [Diagnostic] {
        guard let kind = entry.refersTo else {
            guard isForCases, entry.facts.contains(.reference) else { return [] }
            return [at(entry, "the facts reference need refers-to")]
        }
        guard let other = catalogue[kind] else { return [at(entry, "there is no paper \(kind.rawValue) to refer to")] }
        if other.series == .none || other.type == nil {
            return [at(entry, "\(kind.rawValue) cannot be referred to: it needs a number and a type")]
        }
        return []
    }

    /// Letters that no entry names: a typing error would otherwise go unseen.
    private func strangers() -> [Diagnostic] {
        var known = Set(catalogue.entries.flatMap(\.variants).map(\.letter))
        if !isForCases { known.formUnion([PaperCatalogue.path, "README.md"]) }
        let folder = isForCases ? PaperCatalogue.lettersPath : ""
        return files.files.keys.sorted().filter { path in
            path.hasPrefix(folder) && !path.hasPrefix(ProcedureFiles.sharedPath) && !known.contains(path)
        }.map { Diagnostic(file: files.place($0), line: 1, "no paper has this letter") }
    }

    private func letters() -> [Diagnostic] {
        var findings: [Diagnostic] = []
        for entry in catalogue.entries.flatMap(\.variants) {
            var check = LetterCheck(entry, files, said: said)
            check.run()
            // A fault of a part is the same in every letter that includes it.
            findings += check.findings.filter { !findings.contains($0) }
        }
        return findings
    }

    private func at(_ entry: PaperEntry, _ what: String) -> Diagnostic {
        Diagnostic(
            file: files.place(PaperCatalogue.path), line: entry.line, element: entry.kind.rawValue, what)
    }
}
