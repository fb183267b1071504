// Lends typesetters to whichever thread draws.

import Synchronization

/// Keeps idle typesetters. There are never more of them than letters drawn at once, and each letter uses one alone, so
/// that two threads never share a font map.
final class TextSetterPool: Sendable {
    private let idle = Mutex<[LentSetter]>([])

    /// Runs `body` with a typesetter that nobody else uses meanwhile.
    func lend<Result>(
        _ body: (TextSetter) throws(LetterError) -> Result
    ) throws(LetterError) -> Result {
        let lent = try borrow()
        defer { idle.withLock { $0.append(lent) } }
        return try body(lent.setter)
    }

    private func borrow() throws(LetterError) -> LentSetter {
        if let lent = idle.withLock({ $0.popLast() }) { return lent }
        return LentSetter(setter: try TextSetter())
    }
}

/// A typesetter on its way between threads. Sound because the pool hands each to one borrower at a time and its lock
/// orders what one thread did before what the next does.
private struct LentSetter: @unchecked Sendable {
    let setter: TextSetter
}
