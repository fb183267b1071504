// Archives as programs write them, and as nobody should: every part can be spoiled.

import Foundation

/// A ZIP of files that are stored or packed, made by hand.
public struct SampleZIP: Sendable {
    public struct Entry: Sendable {
        public var name: [UInt8]
        public var content: [UInt8]
        /// As it is stored; by the method beside it.
        public var packed: [UInt8]
        public var method: UInt16 = 0
        public var flags: UInt16 = 0x0800
        /// The size that the headers say, if it is not the true one.
        public var statedSize: UInt32?

        public init(_ name: String, _ content: [UInt8]) {
            (self.name, self.content, packed) = (Array(name.utf8), content, content)
        }

        /// Bytes of one kind, packed by deflate as one run after the other: 1,000 to one.
        public init(_ name: String, zeros count: Int) {
            self.init(name, [UInt8](repeating: 0, count: count))
            packed = SampleZIP.deflated(zeros: count)
            method = 8
        }
    }

    public var entries: [Entry]

    public init(_ entries: [Entry]) { self.entries = entries }

    public init(_ files: [String: [UInt8]]) {
        self.init(files.sorted { $0.key < $1.key }.map { Entry($0.key, $0.value) })
    }

    public var bytes: [UInt8] {
        var (body, directory): ([UInt8], [UInt8]) = ([], [])
        for entry in entries {
            let size = entry.statedSize ?? UInt32(entry.content.count)
            let shared =
                Self.two(entry.flags) + Self.two(entry.method) + [0, 0, 0x21, 0x5A] + Self.four(Self.crc(entry.content))
                + Self.four(UInt32(entry.packed.count)) + Self.four(size) + Self.two(UInt16(entry.name.count)) + [0, 0]
            directory += Array("PK\u{1}\u{2}".utf8) + [20, 0, 20, 0] + shared + [UInt8](repeating: 0, count: 10)
            directory += Self.four(UInt32(body.count)) + entry.name
            body += Array("PK\u{3}\u{4}".utf8) + [20, 0] + shared + entry.name + entry.packed
        }
        let count = Self.two(UInt16(entries.count))
        let end =
            Array("PK\u{5}\u{6}".utf8) + [0, 0, 0, 0] + count + count + Self.four(UInt32(directory.count))
            + Self.four(UInt32(body.count)) + [0, 0]
        return body + directory + end
    }

    private static func two(_ value: UInt16) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8)] }

    private static func four(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> (8 * $0) & 255) } }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        var sum = ~UInt32(0)
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 {
                let isOdd = sum & 1 == 1
                sum >>= 1
                if isOdd { sum ^= 0xEDB8_8320 }
            }
        }
        return ~sum
    }

    /// One block with the fixed codes (RFC 1951, 3.2.6): a zero, then runs of 258 that repeat the byte before.
    private static func deflated(zeros count: Int) -> [UInt8] {
        var bits: [Bool] = [true, true, false]
        func add(_ code: Int, _ length: Int) { bits += (0..<length).reversed().map { code >> $0 & 1 == 1 } }
        add(0x30, 8)
        var left = count - 1
        while left >= 258 {
            add(0b1100_0101, 8)  // length code 285: 258 bytes
            add(0, 5)  // distance 1
            left -= 258
        }
        for _ in 0..<left { add(0x30, 8) }
        add(0, 7)
        var bytes = [UInt8](repeating: 0, count: (bits.count + 7) / 8)
        for (place, bit) in bits.enumerated() where bit { bytes[place / 8] |= 1 << UInt8(place % 8) }
        return bytes
    }
}
