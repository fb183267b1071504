// Codes that people read out and type, in groups.

extension String {
    /// The same letters in groups of `size`, with `separator` between: `abcd-efgh`. The last group may be shorter.
    public func grouped(by size: Int, separator: String) -> String {
        let letters = Array(self)
        return stride(from: 0, to: letters.count, by: size)
            .map { String(letters[$0..<min($0 + size, letters.count)]) }.joined(separator: separator)
    }
}
