// A QR code, as rows of dark and light modules.

import CQREncode

/// The QR code of a text (ISO/IEC 18004), with the error correction that a printed and folded sheet needs (level M).
public struct QRCode: Hashable, Sendable {
    /// Modules a side, without the quiet zone.
    public let side: Int
    /// Row by row from the top, whether the module is dark.
    public let modules: [Bool]

    public init(_ text: String) throws(LetterError) {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else {
            throw .drawingFailed("a text of \(text.utf8.count) bytes has no QR code")
        }
        defer { QRcode_free(code) }
        let side = Int(code.pointee.width)
        self.side = side
        modules = (0..<side * side).map { code.pointee.data[$0] & 1 == 1 }
    }
}
