// Addresses of the network, as far as they are compared.

import Foundation

/// An IPv4 or IPv6 address. An IPv4 address that came inside an IPv6 one is the IPv4 address.
public struct NetworkAddress: Hashable, Sendable {
    /// Four or sixteen.
    public let bytes: [UInt8]

    /// Reads `192.0.2.1` or `2001:db8::1`; `nil` for anything else.
    public init?(_ text: String) {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = withUnsafeBytes(of: &four) { Array($0) }
            return
        }
        var sixteen = in6_addr()
        guard inet_pton(AF_INET6, text, &sixteen) == 1 else { return nil }
        let all = withUnsafeBytes(of: &sixteen) { Array($0) }
        let isMapped = all.prefix(10).allSatisfy { $0 == 0 } && all[10] == 0xFF && all[11] == 0xFF
        bytes = isMapped ? Array(all.suffix(4)) : all
    }

    /// What one subscriber has to themselves: the address, or the first 64 bits of an IPv6 one (RFC 6177), in which
    /// there are more addresses than can be counted.
    public var subscriber: [UInt8] { bytes.count == 4 ? bytes : Array(bytes.prefix(8)) }
}

/// Addresses with a beginning in common: `10.0.0.0/8`, `2001:db8::/32`, or one address alone.
public struct NetworkRange: Hashable, Sendable {
    private let start: [UInt8]
    private let bits: Int

    /// Reads an address, with the number of leading bits that count after a slash; `nil` for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = NetworkAddress(String(parts[0])) else { return nil }
        let width = address.bytes.count * 8
        guard let bits = parts.count == 2 ? Int(parts[1]) : width, (0...width).contains(bits) else { return nil }
        start = address.bytes
        self.bits = bits
    }

    public func contains(_ address: NetworkAddress) -> Bool {
        guard address.bytes.count == start.count else { return false }
        return start.indices.allSatisfy { index in
            let rest = min(max(bits - index * 8, 0), 8)
            return (start[index] ^ address.bytes[index]) >> UInt8(8 - rest) == 0
        }
    }
}
