// What a file claims to be: the codes of papers and the ids of releases that stand in it.

import Basics
import Casework

/// Codes (`ABCDE-23456`) and release ids (UUIDs) found in the bytes of a file. Our PDFs carry theirs in the information
/// dictionary, where programs that change a file leave it; an XML result carries its release in its first element.
struct FileMarks {
    private(set) var codes: [String] = []
    private(set) var releases: [ReleaseID] = []

    init(_ file: [UInt8]) {
        for (index, byte) in file.enumerated() where byte == UInt8(ascii: "-") {
            if codes.count < Limits.fileMarksMax, let code = Self.word(file, index - 5, 11) {
                if let code = VerificationCode.read(code), !codes.contains(code) { codes.append(code) }
            }
            if releases.count < Limits.fileMarksMax, let text = Self.word(file, index - 8, 36) {
                if let id = ReleaseID(text), !releases.contains(id) { releases.append(id) }
            }
        }
    }

    /// The word of that length that begins there and ends with it.
    private static func word(_ file: [UInt8], _ start: Int, _ length: Int) -> String? {
        guard start >= 0, start + length <= file.count else { return nil }
        let bytes = file[start..<start + length]
        guard bytes.allSatisfy(isOfWord) else { return nil }
        if start > 0, isOfWord(file[start - 1]) { return nil }
        if start + length < file.count, isOfWord(file[start + length]) { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isOfWord(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "-")
    }
}
