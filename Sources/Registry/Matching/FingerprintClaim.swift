// What is claimed of a person's finger: a file that was uploaded, by name and digest.

public import Basics

/// The claim `fingerprint` as a list has it, `NAME DIGEST`: the name for people, the SHA-256 of the template for the
/// proof. The digest of the list so has the very bytes that were compared.
public struct FingerprintClaim: Hashable, Sendable {
    /// As the list names the file.
    public let fileName: String
    public let digest: Digest

    public init(fileName: String, digest: Digest) {
        self.fileName = fileName
        self.digest = digest
    }

    /// Reads what `stored` wrote; `nil` for anything else, such as a name alone.
    public init?(stored: String) {
        guard let space = stored.lastIndex(of: " "), FingerprintClaim.isFileName(String(stored[..<space])),
            let bytes = Hex.decode(String(stored[stored.index(after: space)...])), let digest = Digest(bytes: bytes)
        else { return nil }
        self.init(fileName: String(stored[..<space]), digest: digest)
    }

    public var stored: String { "\(fileName) \(digest.hex)" }

    /// Whether a text can be the name of a template: `.iso` or `.fmr` at its end, a letter or a digit at its beginning,
    /// no folders. So no stored claim can be typed.
    public static func isFileName(_ text: String) -> Bool {
        let name = FileName.key(text)
        guard let first = name.first, first.isLetter || first.isNumber, name.utf8.count <= Limits.zipNameBytesMax else {
            return false
        }
        let isPlain = name.unicodeScalars.allSatisfy { !"/\\|".unicodeScalars.contains($0) }
        return isPlain && [".iso", ".fmr"].contains { name.hasSuffix($0) && name != $0 }
    }
}

extension Subject {
    /// The claim of a finger, where the list has one.
    public var fingerprint: FingerprintClaim? { claims[.fingerprint].flatMap(FingerprintClaim.init(stored:)) }

    /// What is claimed of a field, as people are shown it.
    public func shownClaim(_ field: PersonField) -> String? {
        field == .fingerprint ? fingerprint?.fileName ?? claims[field] : claims[field]
    }
}
