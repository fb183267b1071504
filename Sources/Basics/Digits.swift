// Codes and numbers that are written as digits.

extension String {
    /// Whether these are exactly so many digits from 0 to 9.
    public func isDigits(_ count: Int) -> Bool { utf8.count == count && utf8.allSatisfy { (48...57).contains($0) } }
}
