// Comma-separated values (RFC 4180) out: exactly the given texts, quoted only where they must be.

/// Collects rows as UTF-8. Cells are written as they are, formulas included: the file is data for programs, and
/// changing a value to please a spreadsheet would falsify it.
public struct CSVWriter: Sendable {
    public private(set) var bytes: [UInt8] = []

    /// `withBOM` makes Excel take the file for UTF-8.
    public init(withBOM: Bool = false) {
        if withBOM { bytes = byteOrderMark }
    }

    /// Appends one row, ended by CRLF.
    public mutating func row(_ cells: some Sequence<String>) {
        var count = 0
        var isEmpty = true
        for cell in cells {
            if count > 0 { bytes.append(UInt8(ascii: ",")) }
            append(cell)
            count += 1
            isEmpty = isEmpty && cell.isEmpty
        }
        // A row of one empty cell would be an empty line, which readers skip.
        if count == 1, isEmpty {
            bytes.append(contentsOf: [UInt8(ascii: "\""), UInt8(ascii: "\"")])
        }
        bytes.append(contentsOf: [UInt8(ascii: "\r"), UInt8(ascii: "\n")])
    }

    /// Hands over what was collected and starts afresh, so that a long file can be streamed in pieces.
    public mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    private mutating func append(_ cell: String) {
        let mustQuote = cell.utf8.contains { byte in
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "\"")
                || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
        }
        // A leading U+FEFF would be taken for a byte order mark.
        guard mustQuote || cell.utf8.first == 0xEF else {
            bytes.append(contentsOf: cell.utf8)
            return
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in cell.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
