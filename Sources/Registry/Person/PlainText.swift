// Which texts a record may hold.

extension String {
    /// Whether it may be stored as a value: no control characters (tabs and line breaks too) and no `|`, which parts
    /// the elements of composed values.
    public var isPlainText: Bool {
        !utf8.contains { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "|") }
    }
}
