// White space of markup, as letters read it.

/// Without white space at either end, and one space for every run of spaces, tabs and line ends. The no-break space is
/// no white space here: it holds the gap for a number not given yet.
func singleSpaced(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
        if byte == 32 || byte == 9 || byte == 10 || byte == 13 {
            if let last = bytes.last, last != 32 { bytes.append(32) }
        } else {
            bytes.append(byte)
        }
    }
    if bytes.last == 32 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
}
