// Decimals from their digits, and printed.

extension Decimal128 {
    /// Reads an optional sign, digits with a point perhaps, and an exponent perhaps. `nil` for what is none, and for
    /// what is out of range: no number is read as zero that is none.
    public init?(_ text: String) { self.init(Array(text.utf8)[...]) }

    /// The same from the bytes of a text.
    public init?(_ bytes: ArraySlice<UInt8>) {
        let isNegative = bytes.first == 0x2D
        var index = bytes.startIndex + (isNegative ? 1 : 0)
        var (coefficient, exponent, digits): (UInt128, Int, Int) = (0, 0, 0)
        var (isInexact, isFraction) = (false, false)
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == 0x2E, !isFraction {
                isFraction = true
            } else if (0x30...0x39).contains(byte) {
                digits += 1
                // 37 digits are kept; of the rest only whether there is any matters.
                if coefficient < .power(36) {
                    coefficient = coefficient * 10 + UInt128(byte - 0x30)
                    if isFraction { exponent -= 1 }
                } else {
                    isInexact = isInexact || byte != 0x30
                    if !isFraction { exponent += 1 }
                }
            } else {
                break
            }
            index += 1
        }
        guard digits > 0, let shift = Decimal128.exponent(bytes[index...]) else { return nil }
        let isNothing = coefficient == 0
        self.init(
            rounding: coefficient, exponent: isNothing ? 0 : exponent + shift, isNegative: isNegative,
            isInexact: isInexact)
        if isZero, !isNothing { return nil }
    }

    /// Reads `e` and a whole number, or nothing at all.
    private static func exponent(_ text: ArraySlice<UInt8>) -> Int? {
        guard let first = text.first else { return 0 }
        guard first == 0x65 || first == 0x45 else { return nil }
        var rest = text.dropFirst()
        let isNegative = rest.first == 0x2D
        if isNegative || rest.first == 0x2B { rest = rest.dropFirst() }
        guard !rest.isEmpty else { return nil }
        var value = 0
        for byte in rest {
            guard (0x30...0x39).contains(byte) else { return nil }
            // Larger ones are out of range whatever they are.
            value = min(value * 10 + Int(byte - 0x30), 1_000_000_000)
        }
        return isNegative ? -value : value
    }
}

extension Decimal128: CustomStringConvertible {
    /// Numbers of up to so many digits before or behind the point are written out.
    private static let plainMax = 40

    /// The digits, without zeros that say nothing: `1200`, `0.05`; very large and very small ones as `1.2E+6000`.
    public var description: String {
        guard !isZero else { return "0" }
        let number = reduced
        let digits = String(number.coefficient)
        let sign = isNegative ? "-" : ""
        let exponent = Int(number.exponent)
        let leading = number.leadingExponent
        if exponent >= 0, leading < Decimal128.plainMax {
            return sign + digits + String(repeating: "0", count: exponent)
        }
        if exponent < 0, -exponent <= Decimal128.plainMax {
            if leading < 0 { return sign + "0." + String(repeating: "0", count: -leading - 1) + digits }
            return sign + digits.prefix(leading + 1) + "." + digits.dropFirst(leading + 1)
        }
        let fraction = digits.count > 1 ? ".\(digits.dropFirst())" : ""
        return "\(sign)\(digits.prefix(1))\(fraction)E\(leading < 0 ? "-" : "+")\(leading.magnitude)"
    }
}
