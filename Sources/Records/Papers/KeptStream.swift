// A file that is kept while it is sent.

extension AsyncThrowingStream where Element == [UInt8], Failure == any Error {
    /// The same pieces, of which the last is held back until `keep` has kept the whole: nobody has a file that was not
    /// kept. When keeping fails, or the file itself does, the stream ends with the error. A reader who goes away ends
    /// nothing: what was begun is kept for the next. `end` is called in any case.
    func keepingLast(
        _ keep: @escaping @Sendable ([UInt8]) async throws -> Void, end: @escaping @Sendable () -> Void
    ) -> AsyncThrowingStream {
        AsyncThrowingStream { continuation in
            Task {
                defer { end() }
                var whole: [UInt8] = []
                var held: [UInt8]?
                do {
                    for try await piece in self {
                        if let held { continuation.yield(held) }
                        held = piece
                        whole.append(contentsOf: piece)
                    }
                    try await keep(whole)
                    if let held { continuation.yield(held) }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
        }
    }
}
