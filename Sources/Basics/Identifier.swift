// Typed identifiers: a UUID of version 7 (RFC 9562) that cannot be taken for the identifier of something else.

/// The identifier of one `Subject`, printed as 36 lower-case characters. Ids are made by the application, never by a
/// database, so that every driver stores the same ones and they sort by the moment they were made.
public struct Identifier<Subject>: Hashable, Sendable, Comparable, TextCodable {
    /// The canonical text: `8-4-4-4-12` lower-case hexadecimal digits.
    public let text: String

    /// Reads the canonical text; anything else is no identifier (`nil`), which callers show as "not found".
    public init?(_ text: String) {
        var text = text
        guard text.withUTF8(Self.isCanonical) else { return nil }
        self.text = text
    }

    /// The same for a part of a text.
    public init?(_ text: Substring) { self.init(String(text)) }

    private static func isCanonical(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count == 36 else { return false }
        return bytes.indices.allSatisfy { index in
            switch index {
            case 8, 13, 18, 23: bytes[index] == 45
            default: (48...57).contains(bytes[index]) || (97...102).contains(bytes[index])
            }
        }
    }

    /// Makes an identifier of the moment `at` out of ten random bytes (74 of their bits are used).
    public init(at: Timestamp, random: [UInt8]) {
        precondition(random.count == 10, "an identifier needs ten random bytes")
        let time = UInt64(at.milliseconds)
        var bytes = (0..<6).map { UInt8(truncatingIfNeeded: time >> UInt64(40 - 8 * $0)) } + random
        bytes[6] = 0x70 | (bytes[6] & 0x0f)
        bytes[8] = 0x80 | (bytes[8] & 0x3f)
        var text = ""
        text.reserveCapacity(36)
        for (index, byte) in bytes.enumerated() {
            if index == 4 || index == 6 || index == 8 || index == 10 { text.append("-") }
            text.append(Hex.digits[Int(byte >> 4)])
            text.append(Hex.digits[Int(byte & 15)])
        }
        self.text = text
    }

    public var description: String { text }

    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

/// What the identifiers stand for; the cases are never made, they only keep the types apart.
public enum Subjects {
    public enum Case {}
    public enum Account {}
    public enum Organization {}
    public enum Unit {}
    public enum Attachment {}
    public enum SubjectList {}
    public enum Grant {}
    public enum Release {}
    public enum ClientKey {}
    public enum Authority {}
}

public typealias CaseID = Identifier<Subjects.Case>
public typealias AccountID = Identifier<Subjects.Account>
public typealias OrganizationID = Identifier<Subjects.Organization>
public typealias UnitID = Identifier<Subjects.Unit>
public typealias AttachmentID = Identifier<Subjects.Attachment>
public typealias SubjectListID = Identifier<Subjects.SubjectList>
public typealias GrantID = Identifier<Subjects.Grant>
public typealias ReleaseID = Identifier<Subjects.Release>
public typealias ClientKeyID = Identifier<Subjects.ClientKey>
public typealias AuthorityID = Identifier<Subjects.Authority>
