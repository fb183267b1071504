// The two forms of an ECDSA signature: r and s side by side in tokens (RFC 7518 section 3.4), DER in libcrypto.

enum SignatureForm {
    /// Bytes of the longest signature in DER: two numbers of 33 bytes with their heads, in a sequence.
    static let derCountMax = 72
    private static let numberCount = 32
    private static let (sequenceTag, integerTag): (UInt8, UInt8) = (0x30, 0x02)

    /// The DER of r and s of 32 bytes each.
    static func der(_ raw: [UInt8]) -> [UInt8] {
        let numbers = integer(raw[..<numberCount]) + integer(raw[numberCount...])
        return [sequenceTag, UInt8(numbers.count)] + numbers
    }

    /// Without zeros in front, and with one where the number would look negative.
    private static func integer(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var digits = Array(bytes.drop { $0 == 0 })
        if digits.first ?? 0xFF >= 0x80 { digits.insert(0, at: 0) }
        return [integerTag, UInt8(digits.count)] + digits
    }

    /// r and s of a signature that libcrypto made; `nil` where it is none of P-256.
    static func raw(_ der: [UInt8]) -> [UInt8]? {
        guard der.count > 2, der[0] == sequenceTag, Int(der[1]) == der.count - 2 else { return nil }
        var rest = der[2...]
        var raw: [UInt8] = []
        for _ in 0..<2 {
            guard rest.count > 2, rest.removeFirst() == integerTag, let count = rest.popFirst(), count <= rest.count
            else { return nil }
            let digits = rest.prefix(Int(count)).drop { $0 == 0 }
            guard digits.count <= numberCount else { return nil }
            raw += [UInt8](repeating: 0, count: numberCount - digits.count) + digits
            rest = rest.dropFirst(Int(count))
        }
        return rest.isEmpty ? raw : nil
    }
}
