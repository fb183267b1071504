// Sums, products, quotients and remainders, right to the last digit.

extension Decimal128 {
    /// The sum; `nil` when it is out of range.
    static func sum(_ left: Decimal128, _ right: Decimal128) -> Decimal128? {
        if left.exponent == right.exponent { return sum(left, right, left.coefficient, right.coefficient) }
        if left.isZero { return right }
        if right.isZero { return left }
        let (upper, lower) = left.exponent > right.exponent ? (left, right) : (right, left)
        let distance = Int(upper.exponent) - Int(lower.exponent)
        // 37 digits always fit, and are three more than the result has.
        let shift = min(distance, 37 - upper.coefficient.digitCount)
        let first = upper.coefficient * .power(shift)
        guard shift < distance else { return sum(upper, lower, first, lower.coefficient) }
        let cut = distance - shift
        var (second, rest): (UInt128, UInt128) = (0, lower.coefficient)
        if cut <= 38 { (second, rest) = lower.coefficient.quotientAndRemainder(dividingBy: .power(cut)) }
        let isInexact = rest != 0
        let total =
            upper.isNegative == lower.isNegative ? first + second : first - second - (isInexact ? 1 : 0)
        return Decimal128(
            rounding: total, exponent: Int(lower.exponent) + cut, isNegative: upper.isNegative, isInexact: isInexact)
    }

    /// The sum of two numbers whose digits are these at the exponent of `last`.
    private static func sum(
        _ first: Decimal128, _ last: Decimal128, _ left: UInt128, _ right: UInt128
    ) -> Decimal128? {
        let exponent = Int(last.exponent)
        if first.isNegative == last.isNegative {
            return Decimal128(rounding: left + right, exponent: exponent, isNegative: first.isNegative)
        }
        return left >= right
            ? Decimal128(rounding: left - right, exponent: exponent, isNegative: first.isNegative)
            : Decimal128(rounding: right - left, exponent: exponent, isNegative: last.isNegative)
    }

    static func difference(_ left: Decimal128, _ right: Decimal128) -> Decimal128? { sum(left, -right) }

    static func product(_ left: Decimal128, _ right: Decimal128) -> Decimal128? {
        let (high, low) = left.coefficient.multipliedFullWidth(by: right.coefficient)
        let exponent = Int(left.exponent) + Int(right.exponent)
        let isNegative = left.isNegative != right.isNegative
        guard high != 0 else { return Decimal128(rounding: low, exponent: exponent, isNegative: isNegative) }
        // Leaves 36 or 37 digits.
        let cut = left.coefficient.digitCount + right.coefficient.digitCount - 37
        let (digits, rest) = UInt128.power(cut).dividingFullWidth((high, low))
        return Decimal128(rounding: digits, exponent: exponent + cut, isNegative: isNegative, isInexact: rest != 0)
    }

    /// The quotient; `nil` when the divisor is zero, or when it is out of range.
    static func quotient(_ left: Decimal128, _ right: Decimal128) -> Decimal128? {
        guard !right.isZero else { return nil }
        guard !left.isZero else { return .zero }
        return quotient(
            left.coefficient, right.coefficient, exponent: Int(left.exponent) - Int(right.exponent),
            isNegative: left.isNegative != right.isNegative)
    }

    /// The quotient of digits, the dividend of 37 at most.
    private static func quotient(
        _ dividend: UInt128, _ divisor: UInt128, exponent: Int, isNegative: Bool
    ) -> Decimal128? {
        let first = 37 - dividend.digitCount
        let second = divisor.digitCount - 1
        let (high, low) = (dividend * .power(first)).multipliedFullWidth(by: .power(second))
        // 36 or 37 digits
        let (digits, rest) = divisor.dividingFullWidth((high, low))
        let place = exponent - first - second
        guard rest == 0 else {
            return Decimal128(rounding: digits, exponent: place, isNegative: isNegative, isInexact: true)
        }
        let (plain, zeros) = digits.withoutZeros
        return Decimal128(rounding: plain, exponent: place + zeros, isNegative: isNegative)
    }

    /// The reciprocal of digits that need not be a number of their own.
    static func reciprocal(of digits: UInt128, exponent: Int, isNegative: Bool) -> Decimal128? {
        quotient(1, digits, exponent: -exponent, isNegative: isNegative)
    }

    /// `dividend - divisor * floor(dividend / divisor)` (DMN 1.5 §10.3.4.5), with the sign of the divisor; `nil` when
    /// that is zero.
    static func modulo(_ dividend: Decimal128, _ divisor: Decimal128) -> Decimal128? {
        guard !divisor.isZero else { return nil }
        let distance = Int(dividend.exponent) - Int(divisor.exponent)
        let rest: UInt128
        if distance >= 0 {
            rest = multiplied(
                dividend.coefficient, powerOfTen(distance, modulo: divisor.coefficient), modulo: divisor.coefficient)
        } else if divisor.coefficient.digitCount - distance > 38 {
            rest = dividend.coefficient
        } else {
            rest = dividend.coefficient % (divisor.coefficient * .power(-distance))
        }
        let exponent = min(Int(dividend.exponent), Int(divisor.exponent))
        let plain = Decimal128(rounding: rest, exponent: exponent, isNegative: dividend.isNegative)
        guard let plain, rest != 0, dividend.isNegative != divisor.isNegative else { return plain }
        return sum(plain, divisor)
    }

    private static func multiplied(_ left: UInt128, _ right: UInt128, modulo modulus: UInt128) -> UInt128 {
        let (high, low) = (left % modulus).multipliedFullWidth(by: right % modulus)
        return modulus.dividingFullWidth((high, low)).remainder
    }

    private static func powerOfTen(_ exponent: Int, modulo modulus: UInt128) -> UInt128 {
        var result = 1 % modulus
        var factor = 10 % modulus
        var rest = exponent
        while rest > 0 {
            if rest & 1 == 1 { result = multiplied(result, factor, modulo: modulus) }
            factor = multiplied(factor, factor, modulo: modulus)
            rest >>= 1
        }
        return result
    }
}
