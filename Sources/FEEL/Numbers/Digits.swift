// Decimal digits of 128 bits.

extension UInt128 {
    private static let powers: [UInt128] = (0..<38).reduce(into: [1]) { powers, _ in
        powers.append(powers.last.map { $0 * 10 } ?? 1)
    }

    static let tenTo34 = UInt128.power(34)

    /// A power of ten, up to the 38th.
    static func power(_ exponent: Int) -> UInt128 { powers[exponent] }

    /// How many decimal digits the number has; one for zero.
    var digitCount: Int {
        let bits = UInt128.bitWidth - leadingZeroBitCount
        // 1233 / 4096 is the logarithm of two, near enough below 2¹²⁸ to be at most one too small.
        let count = (bits * 1233) >> 12
        return self < UInt128.powers[count] ? Swift.max(count, 1) : count + 1
    }

    /// The number without the zeros at its end, and how many these are. It must not be zero.
    var withoutZeros: (digits: UInt128, zeros: Int) {
        var digits = self
        var zeros = 0
        for step in [16, 16, 8, 4, 2, 1] {
            let (quotient, remainder) = digits.quotientAndRemainder(dividingBy: .power(step))
            if remainder == 0 {
                digits = quotient
                zeros += step
            }
        }
        return (digits, zeros)
    }

    /// The number without its last digits, rounded half to even. `isInexact` says that a little more is meant.
    func dividedHalfEven(byTenTo count: Int, isInexact: Bool) -> UInt128 {
        guard count <= 38 else { return 0 }
        let divisor = UInt128.power(count)
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        let half = divisor / 2
        let isUp = remainder > half || (remainder == half && (isInexact || quotient & 1 == 1))
        return isUp ? quotient + 1 : quotient
    }

    /// The whole root of a number of 256 bits, and whether it is more than that. The root must fit 128 bits.
    static func squareRoot(high: UInt128, low: UInt128) -> (root: UInt128, isInexact: Bool) {
        let estimate = (Double(high) * 0x1p128 + Double(low)).squareRoot()
        guard estimate > 0 else { return (0, false) }
        var root = UInt128(estimate)
        // Newton's method doubles the digits that are right: 15, 30, 60.
        for _ in 0..<3 {
            let quotient = root.dividingFullWidth((high, low)).quotient
            let half = (root & quotient) + (root ^ quotient) / 2
            if half == root { break }
            root = half
        }
        func square(_ number: UInt128) -> (high: UInt128, low: UInt128) {
            let (high, low) = number.multipliedFullWidth(by: number)
            return (high, low)
        }
        func isAbove(_ number: UInt128) -> Bool {
            let square = square(number)
            return square.high > high || (square.high == high && square.low > low)
        }
        while isAbove(root) { root -= 1 }
        while !isAbove(root + 1) { root += 1 }
        let exact = square(root)
        return (root, exact.high != high || exact.low != low)
    }
}
