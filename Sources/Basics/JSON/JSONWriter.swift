// Writes JSON as short as it can be: no blanks, and escapes only where RFC 8259 wants them.

public struct JSONWriter {
    private var bytes: [UInt8] = []

    /// The object with these members, in their order.
    public static func object(_ members: [JSONMember]) -> [UInt8] {
        var writer = JSONWriter()
        writer.object(members)
        return writer.bytes
    }

    private mutating func object(_ members: [JSONMember]) {
        bytes.append(UInt8(ascii: "{"))
        for (index, member) in members.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            string(member.name)
            bytes.append(UInt8(ascii: ":"))
            value(member.value)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func value(_ value: JSONMember.Value) {
        switch value {
        case .text(let text): string(text)
        case .integer(let number): bytes += "\(number)".utf8
        case .boolean(let flag): bytes += (flag ? "true" : "false").utf8
        case .object(let members): object(members)
        case .list(let values):
            bytes.append(UInt8(ascii: "["))
            for (index, item) in values.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                self.value(item)
            }
            bytes.append(UInt8(ascii: "]"))
        }
    }

    private mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0..<0x20: bytes += "\\u00\(Hex.encode([byte]))".utf8
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
