// What the bytes of a PDF tell without a PDF program: whether they begin and go on like one.

/// Why a file is not taken as a PDF.
public enum PDFFault: Sendable, Hashable {
    /// It holds nothing.
    case empty
    case notPDF
    /// Something else stands before the header: the file may be two things at once.
    case foreignHead
    /// It calls itself a PDF, but nobody could open it: cut off, or not what it says.
    case unreadable
    /// It opens with a password only.
    case password
}

/// A first look at a file, for what can be told at once and safely. A PDF program looks closer afterwards.
public enum PDFOutline {
    /// Readers look for the header so far into a file (ISO 32000-1, annex H).
    private static let headBytesMax = 1_024
    private static let header = Array("%PDF-".utf8)
    /// NUL, tab, line feed, form feed, carriage return, space (ISO 32000-1, table 1).
    private static let whiteSpace: Set<UInt8> = [0x00, 0x09, 0x0A, 0x0C, 0x0D, 0x20]

    /// What is wrong with the file; `nil` when nothing is that shows at this look. Whatever stands behind the PDF, such
    /// as the padding of scanners, does no harm.
    public static func fault(_ bytes: [UInt8]) -> PDFFault? {
        guard !bytes.isEmpty else { return .empty }
        var rest = bytes.prefix(headBytesMax)
        if rest.starts(with: byteOrderMark) { rest = rest.dropFirst(byteOrderMark.count) }
        rest = rest.drop { whiteSpace.contains($0) }
        guard rest.starts(with: header) else {
            return bytes.prefix(headBytesMax).offset(of: header) != nil ? .foreignHead : .notPDF
        }
        // A PDF tells where its parts are at its end, or (linearised) at its beginning; cut off, it is not found.
        let marks = ["startxref", "trailer"].map { Array($0.utf8) }
        guard marks.contains(where: { bytes[...].offset(of: $0) != nil }) else { return .unreadable }
        return isCutOff(bytes, head: rest) ? .unreadable : nil
    }

    /// A linearised file says at its beginning how long it is, and would open with its first page alone.
    private static func isCutOff(_ bytes: [UInt8], head: ArraySlice<UInt8>) -> Bool {
        let text = String(decoding: head, as: UTF8.self)
        guard let mark = text.firstMatch(of: #/<<[^>]*/Linearized[^>]*>>/#),
            let length = mark.output.firstMatch(of: #//L\s+(\d{1,12})/#), let said = Int(length.output.1)
        else { return false }
        return bytes.count < said
    }
}
