// Roots, powers, exponentials and logarithms, right to the last digit.

import Foundation

extension Decimal128 {
    /// What a root, a power or a logarithm costs, in steps of an evaluation.
    static let functionCharge = 200

    /// The square root; `nil` of a negative number.
    static func squareRoot(_ number: Decimal128) -> Decimal128? {
        guard !number.isNegative else { return nil }
        guard !number.isZero else { return .zero }
        // Digits enough for a root of 35 or 36, and an even exponent.
        var shift = 70 - number.coefficient.digitCount
        if (Int(number.exponent) - shift) & 1 != 0 { shift += 1 }
        let first = min(shift, 38 - number.coefficient.digitCount)
        let (high, low) = (number.coefficient * .power(first)).multipliedFullWidth(by: .power(shift - first))
        let (root, isInexact) = UInt128.squareRoot(high: high, low: low)
        let exponent = (Int(number.exponent) - shift) / 2
        guard !isInexact else {
            return Decimal128(rounding: root, exponent: exponent, isNegative: false, isInexact: true)
        }
        let (digits, zeros) = root.withoutZeros
        return Decimal128(rounding: digits, exponent: exponent + zeros, isNegative: false)
    }

    /// e to the power of the number; `nil` when that is too large.
    static func exponential(_ number: Decimal128) -> Decimal128? {
        guard !number.isZero else { return 1 }
        guard number.leadingExponent < 5 else { return number.isNegative ? .zero : nil }
        // What stands behind 115 digits changes nothing.
        let size = FixedPoint(number.coefficient).times(tenTo: max(Int(number.exponent), -150))
        return exponential(size, isNegative: number.isNegative)
    }

    /// The natural logarithm; `nil` of what is not positive.
    static func logarithm(_ number: Decimal128) -> Decimal128? {
        guard !number.isNegative, !number.isZero else { return nil }
        let (size, isNegative) = number.fixedLogarithm
        return size.isZero ? .zero : Decimal128(size, isNegative: isNegative)
    }

    /// `base` to the power of `exponent`; `nil` when it is out of range or no number.
    static func power(_ base: Decimal128, _ exponent: Decimal128) -> Decimal128? {
        if exponent.isZero { return 1 }
        if base.isZero { return exponent.isNegative ? nil : .zero }
        if exponent.isWhole {
            let isNegative = base.isNegative && exponent.isOdd
            return exactPower(base.reduced, exponent, isNegative: isNegative)
                ?? nearPower(base.magnitude, exponent, isNegative: isNegative)
        }
        guard !base.isNegative else { return nil }
        // A half in the exponent is a root: where that is exact the rest may be as well.
        if let double = product(exponent, 2), double.isWhole, let root = squareRoot(base),
            root.reduced.coefficient.digitCount <= 17, product(root, root) == base
        {
            return power(root, double)
        }
        return nearPower(base, exponent, isNegative: false)
    }

    /// The power whose digits fit 128 bits: those that lie exactly between two numbers are among them.
    private static func exactPower(_ base: Decimal128, _ exponent: Decimal128, isNegative: Bool) -> Decimal128? {
        guard let whole = exponent.truncated, base.coefficient == 1 || whole.magnitude <= 127 else { return nil }
        let (place, isBeyond) = Int(base.exponent).multipliedReportingOverflow(by: Int(whole.magnitude))
        guard !isBeyond else { return nil }
        var digits: UInt128 = 1
        if base.coefficient > 1 {
            for _ in 0..<whole.magnitude {
                let (next, isTooLong) = digits.multipliedReportingOverflow(by: base.coefficient)
                guard !isTooLong else { return nil }
                digits = next
            }
        }
        return whole > 0
            ? Decimal128(rounding: digits, exponent: place, isNegative: isNegative)
            : reciprocal(of: digits, exponent: place, isNegative: isNegative)
    }

    private static func nearPower(_ base: Decimal128, _ exponent: Decimal128, isNegative: Bool) -> Decimal128? {
        let (size, isBelowOne) = base.fixedLogarithm
        let isSmall = isBelowOne != exponent.isNegative
        // Twenty thousand is beyond the range; the logarithm decides what may be multiplied without loss.
        let estimate = Foundation.log10(size.estimate) + Double(exponent.leadingExponent)
        guard estimate < 5 else { return isSmall ? .zero : nil }
        let product = (size * FixedPoint(exponent.coefficient)).times(tenTo: max(Int(exponent.exponent), -150))
        let result = exponential(product, isNegative: isSmall)
        return isNegative ? result.map { -$0 } : result
    }

    /// The natural logarithm of a positive number, and whether it is below zero.
    private var fixedLogarithm: (size: FixedPoint, isNegative: Bool) {
        let places = coefficient.digitCount - 1
        let first = FixedPoint(coefficient).times(tenTo: -places)
        let ofDigits = first.logarithm(near: Foundation.log(first.estimate))
        let ofPlaces = FixedPoint.logarithmOfTen.times(UInt64(leadingExponent.magnitude))
        if leadingExponent >= 0 { return (ofDigits + ofPlaces, false) }
        return ofDigits < ofPlaces ? (ofPlaces - ofDigits, true) : (ofDigits - ofPlaces, false)
    }

    /// e to the power of a size or of its negative: a power of ten, and e to what is left over.
    private static func exponential(_ size: FixedPoint, isNegative: Bool) -> Decimal128? {
        let ten = FixedPoint.logarithmOfTen
        var tens = UInt64(size.estimate / M_LN10)
        while size < ten.times(tens) { tens -= 1 }
        while !(size < ten.times(tens + 1)) { tens += 1 }
        var rest = size - ten.times(tens)
        if isNegative, !rest.isZero {
            rest = ten - rest
            tens += 1
        }
        return Decimal128(rest.exponential(), isNegative: false, tens: isNegative ? -Int(tens) : Int(tens))
    }

    /// The number nearest to a positive one that is not known to its end, times a power of ten.
    private init?(_ size: FixedPoint, isNegative: Bool, tens: Int = 0) {
        let shift = 36 - Int(Foundation.floor(Foundation.log10(size.estimate)))
        let digits = size.times(tenTo: shift).whole
        self.init(rounding: digits, exponent: tens - shift, isNegative: isNegative, isInexact: true)
    }
}
