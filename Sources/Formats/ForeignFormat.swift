// Recognises files that are given in place of a CSV file.

/// A kind of file by the ending it usually has.
public enum ForeignFormat: String, Hashable, Sendable {
    case xlsx = ".xlsx"
    case xls = ".xls"
    case ods = ".ods"
    case docx = ".docx"
    case doc = ".doc"
    case zip = ".zip"
    case pdf = ".pdf"
    case rtf = ".rtf"
    case markup = ".html"
    case picture = ".jpg"

    /// Whether a spreadsheet program can save it as CSV.
    public var isSpreadsheet: Bool { [.xlsx, .xls, .ods, .markup].contains(self) }

    /// What the bytes are by their first ones; `nil` when they may be text.
    public init?(of bytes: [UInt8]) {
        func begins(_ signature: [UInt8]) -> Bool { bytes.starts(with: signature) }
        if begins([0x50, 0x4B, 0x03, 0x04]) || begins([0x50, 0x4B, 0x05, 0x06]) {
            self = ForeignFormat.archive(bytes)
        } else if begins([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            // The names of its streams are in UTF-16.
            let isText = bytes.contains(Array("WordDocument".utf8).flatMap { [$0, 0] })
            self = isText ? .doc : .xls
        } else if begins(Array("%PDF-".utf8)) {
            self = .pdf
        } else if begins(Array("{\\rtf".utf8)) {
            self = .rtf
        } else if begins([0x89, 0x50, 0x4E, 0x47]) || begins([0xFF, 0xD8, 0xFF]) {
            self = .picture
        } else if ForeignFormat.isMarkup(bytes) {
            self = .markup
        } else {
            return nil
        }
    }

    /// The names of its members stand in a ZIP as they are.
    private static func archive(_ bytes: [UInt8]) -> ForeignFormat {
        if bytes.contains(Array("xl/workbook".utf8)) { return .xlsx }
        if bytes.contains(Array("word/document".utf8)) { return .docx }
        return bytes.contains(Array("opendocument.spreadsheet".utf8)) ? .ods : .zip
    }

    /// Old spreadsheet programs and many web sites save tables as HTML or XML under the name of another format.
    private static func isMarkup(_ bytes: [UInt8]) -> Bool {
        let start = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
        let first = bytes[start...].drop { [9, 10, 13, 32].contains($0) }
        return first.first == UInt8(ascii: "<") && bytes.contains(UInt8(ascii: ">"))
    }
}
