// The numbers of FEEL: decimals of 34 digits.

/// A number as DMN 1.5 §10.3.2.3.1 wants it: IEEE 754-2008 decimal128, up to 34 digits and an exponent from −6143 to
/// 6144, the last digit rounded half to even. There is one zero, and nothing that is no number: what is beyond the
/// largest one is `nil`.
public struct Decimal128: Sendable {
    // In two halves, which do not ask for a place that 16 divides: a third of every value would be empty for it.
    private let high: UInt64
    private let low: UInt64
    /// What the last digit counts: a power of ten.
    let exponent: Int16
    let isNegative: Bool

    /// The digits; below 10³⁴. Zeros at the end may stand here or be in the exponent.
    var coefficient: UInt128 { UInt128(high) << 64 | UInt128(low) }

    static let digitsMax = 34
    /// The exponents of the last digit.
    static let exponents = -6176...6111

    static let zero = Decimal128(unchecked: 0, exponent: 0, isNegative: false)

    private init(unchecked coefficient: UInt128, exponent: Int, isNegative: Bool) {
        high = UInt64(truncatingIfNeeded: coefficient >> 64)
        low = UInt64(truncatingIfNeeded: coefficient)
        self.exponent = Int16(truncatingIfNeeded: exponent)
        self.isNegative = isNegative
    }

    /// The number nearest to `coefficient` · 10^`exponent`; `nil` when it is too large. `isInexact` says that a little
    /// more is meant than the coefficient holds, which then must have more than 34 digits.
    init?(rounding coefficient: UInt128, exponent: Int, isNegative: Bool, isInexact: Bool = false) {
        if coefficient < UInt128.tenTo34, Decimal128.exponents.contains(exponent) {
            self.init(unchecked: coefficient, exponent: exponent, isNegative: isNegative && coefficient != 0)
            return
        }
        let surplus = max(coefficient.digitCount - Decimal128.digitsMax, Decimal128.exponents.lowerBound - exponent, 0)
        var kept = coefficient
        if surplus > 0 {
            kept = coefficient.dividedHalfEven(byTenTo: surplus, isInexact: isInexact)
        }
        var place = exponent + surplus
        if kept == .tenTo34 {
            kept = .power(33)
            place += 1
        }
        let excess = place - Decimal128.exponents.upperBound
        if excess > 0 {
            guard kept.digitCount + excess <= Decimal128.digitsMax || kept == 0 else { return nil }
            kept = kept == 0 ? 0 : kept * .power(excess)
            place = Decimal128.exponents.upperBound
        }
        guard kept != 0 else {
            self = .zero
            return
        }
        self.init(unchecked: kept, exponent: place, isNegative: isNegative)
    }

    public init(_ number: Int) {
        self.init(unchecked: UInt128(number.magnitude), exponent: 0, isNegative: number < 0)
    }

    var isZero: Bool { coefficient == 0 }

    var magnitude: Decimal128 { Decimal128(unchecked: coefficient, exponent: Int(exponent), isNegative: false) }

    static prefix func - (number: Decimal128) -> Decimal128 {
        Decimal128(
            unchecked: number.coefficient, exponent: Int(number.exponent),
            isNegative: !number.isNegative && !number.isZero)
    }

    /// The exponent of the first digit.
    var leadingExponent: Int { Int(exponent) + coefficient.digitCount - 1 }

    /// The same number without zeros at the end of its digits.
    var reduced: Decimal128 {
        guard !isZero else { return .zero }
        let (digits, zeros) = coefficient.withoutZeros
        return Decimal128(unchecked: digits, exponent: Int(exponent) + zeros, isNegative: isNegative)
    }
}

extension Decimal128: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int) { self.init(value) }
}

extension Decimal128: Comparable, Hashable {
    public static func == (left: Decimal128, right: Decimal128) -> Bool { left.order(to: right) == 0 }

    public static func < (left: Decimal128, right: Decimal128) -> Bool { left.order(to: right) < 0 }

    public func hash(into hasher: inout Hasher) {
        let number = reduced
        hasher.combine(number.coefficient)
        hasher.combine(number.exponent)
        hasher.combine(number.isNegative)
    }

    /// Below, at or above zero as this is less than, equal to or greater than `other`.
    func order(to other: Decimal128) -> Int {
        if isNegative != other.isNegative { return isNegative ? -1 : 1 }
        let order: Int
        if exponent == other.exponent {
            order = coefficient < other.coefficient ? -1 : coefficient == other.coefficient ? 0 : 1
        } else {
            order = orderOfMagnitude(to: other)
        }
        return isNegative ? -order : order
    }

    private func orderOfMagnitude(to other: Decimal128) -> Int {
        if isZero || other.isZero { return isZero ? (other.isZero ? 0 : -1) : 1 }
        let (mine, theirs) = (leadingExponent, other.leadingExponent)
        guard mine == theirs else { return mine < theirs ? -1 : 1 }
        // The first digits stand at one place, so that the longer coefficient is the one of the smaller exponent.
        let difference = Int(exponent) - Int(other.exponent)
        let left = difference > 0 ? coefficient * .power(difference) : coefficient
        let right = difference < 0 ? other.coefficient * .power(-difference) : other.coefficient
        return left < right ? -1 : left == right ? 0 : 1
    }
}
