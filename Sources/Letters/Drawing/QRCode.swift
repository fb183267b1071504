// A QR code, as rows of dark modules.

import CQREncode

/// The QR code of a text (ISO/IEC 18004), with the error correction that a printed and folded sheet needs (level M).
struct QRCode: Hashable, Sendable {
    /// Modules a side, without the quiet zone.
    let side: Int
    /// Runs of dark modules, from the top.
    let runs: [Run]

    struct Run: Hashable, Sendable {
        let row: Int
        let start: Int
        let length: Int
    }

    init(_ text: String) throws(LetterError) {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else {
            throw .drawingFailed("a text of \(text.utf8.count) bytes has no QR code")
        }
        defer { QRcode_free(code) }
        let side = Int(code.pointee.width)
        self.side = side
        var runs: [Run] = []
        for row in 0..<side {
            var start: Int?
            for column in 0...side {
                let isDark = column < side && code.pointee.data[row * side + column] & 1 == 1
                if isDark, start == nil { start = column }
                if !isDark, let begun = start {
                    runs.append(Run(row: row, start: begun, length: column - begun))
                    start = nil
                }
            }
        }
        self.runs = runs
    }
}
