// Work beside the pages that comes round again and again.

import ServiceLifecycle

/// Takes one turn after another until the server stops, each with the pause behind it that it asks for. A stop ends a
/// turn under way as well: the next start begins it anew.
func takeTurns(_ turn: @escaping @Sendable () async -> Duration) async {
    await cancelWhenGracefulShutdown {
        while !Task.isCancelled {
            let pause = await turn()
            try? await Task.sleep(for: pause)  // a stop cuts it short, and is seen above
        }
    }
}
