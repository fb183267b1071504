// Reading whether a statement was ticked.

import Basics

extension FieldReader {
    /// Ticked when the input came with any value but `false`: that is how a browser sends a ticked box.
    func declaration() -> Reading {
        let isTicked = source.values(field.key).contains { !$0.trimmed.isEmpty && $0.trimmed != "false" }
        return isTicked ? .value(.ticked) : missing(.notTicked)
    }
}
