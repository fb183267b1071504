// Escapes text for HTML and XML.

/// The one escaper of every template, pages and letters alike.
public enum MarkupEscaping {
    /// The text with `<`, `>`, `&` and both quotes as references, fit for element content and for quoted attributes.
    ///
    /// Looks at bytes and not at characters: to Swift, a quote followed by a combining mark is one `Character` that no
    /// table of characters knows, and would slip through into the page as markup.
    public static func escape(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.contains(where: { reference(for: $0) != nil }) else {
                return String(decoding: bytes, as: UTF8.self)
            }
            var escaped: [UInt8] = []
            escaped.reserveCapacity(bytes.count + 16)
            for byte in bytes {
                if let reference = reference(for: byte) {
                    reference.withUTF8Buffer { escaped.append(contentsOf: $0) }
                } else {
                    escaped.append(byte)
                }
            }
            return String(decoding: escaped, as: UTF8.self)
        }
    }

    private static func reference(for byte: UInt8) -> StaticString? {
        switch byte {
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}
