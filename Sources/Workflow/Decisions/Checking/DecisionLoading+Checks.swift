// What is found in a model once it has been read as a whole.

import Basics

extension DecisionLoading {
    /// What cannot work in the logic of each element.
    mutating func check(_ model: DecisionModel) {
        var checks = DecisionChecks(model, analysesTables: isStrict)
        for id in model.own.decisions.map(\.id) + model.own.knowledge.map(\.id) {
            // What could not be read has been told already, and what follows from it would be noise.
            guard faults[id] == nil else { continue }
            for problem in checks.problems(of: id) where isStrict || problem.isGrave {
                let diagnostic = Diagnostic(file: file, line: problem.line, element: id, problem.message)
                diagnostics.append(diagnostic)
                spoil(id, diagnostic)
            }
            for finding in checks.warnings(of: id) {
                diagnostics.append(
                    Diagnostic(.warning, file: file, line: finding.line ?? 0, element: id, finding.message))
            }
        }
    }
}
