// One attempt after the other on the same account.

import Basics

/// Lets the password checks of one account through in turn. Each attempt counts before it is checked, so several right
/// ones at the same moment, as of one person at many windows, would otherwise be taken for guessing.
actor AttemptTurns {
    private struct Line {
        var waiting = 0
        var last: Task<Void, Never>?
    }

    private var lines: [String: Line] = [:]

    /// Does `body` when all earlier attempts on that account are through; `nil` when too many wait already.
    func inTurn<Result: Sendable>(
        _ account: String, _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result? {
        var line = lines[account] ?? Line()
        guard line.waiting < Limits.passwordsWaitingMax else { return nil }
        let before = line.last
        let turn = Task {
            await before?.value
            return try await body()
        }
        line.waiting += 1
        line.last = Task { _ = await turn.result }
        lines[account] = line
        defer { leave(account) }
        return try await turn.value
    }

    private func leave(_ account: String) {
        lines[account]?.waiting -= 1
        if lines[account]?.waiting == 0 { lines[account] = nil }
    }
}
