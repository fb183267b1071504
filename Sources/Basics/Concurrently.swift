// The same work for many things on all cores.

extension Array where Element: Sendable {
    /// What `body` makes of each element, in their order. For work of milliseconds each: less is not worth a task.
    public func concurrently<Result: Sendable>(_ body: @Sendable @escaping (Element) -> Result) async -> [Result] {
        await withTaskGroup(of: (Int, Result).self) { group in
            for (index, element) in enumerated() { group.addTask { (index, body(element)) } }
            var results = [Result?](repeating: nil, count: count)
            for await (index, result) in group { results[index] = result }
            return results.compactMap { $0 }
        }
    }
}
