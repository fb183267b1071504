// Many things a few at a time.

extension Array {
    /// All elements in their order, at most `size` of them together.
    public func pieces(of size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
