// Which texts a record may hold.

extension String {
    /// Whether it may be stored as a value: no control characters (tabs and line breaks too) and no `|`, which parts
    /// the elements of composed values.
    public var isPlainText: Bool {
        func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != 0x7F && byte != UInt8(ascii: "|") }
        // As one piece of memory: for a load of millions the view of characters is a tenth of its time.
        return utf8.withContiguousStorageIfAvailable { $0.allSatisfy(isPlain) } ?? utf8.allSatisfy(isPlain)
    }
}
