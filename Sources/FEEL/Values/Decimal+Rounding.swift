// Decimal arithmetic the way FEEL wants it: 34 significant digits, named rounding directions.

import Foundation

/// The directions in which FEEL rounds.
enum Rounding: Sendable {
    case halfEven, up, down, halfUp, halfDown, floor, ceiling
}

extension Decimal {
    /// The number as an `Int` when it is whole and fits.
    var wholeNumber: Int? {
        guard isFinite, magnitude < 9_000_000_000_000_000_000 else { return nil }
        let truncated = rounded(.down, scale: 0)
        guard truncated == self else { return nil }
        return NSDecimalNumber(decimal: truncated).intValue
    }

    /// The number without its fraction, as an `Int` when it fits.
    var truncated: Int? { rounded(.down, scale: 0).wholeNumber }

    var doubleValue: Double { NSDecimalNumber(decimal: self).doubleValue }

    /// The decimal nearest to a binary number; `nil` for what is not finite or out of range.
    init?(nearest number: Double) {
        guard number.isFinite, number.magnitude < 1e120 else { return nil }
        if number.magnitude < 1e-100 {
            self = 0
            return
        }
        guard let value = Decimal(string: "\(number)") else { return nil }
        self = value
    }

    /// Rounded to `scale` digits after the point (before it, when negative).
    func rounded(_ direction: Rounding, scale: Int) -> Decimal {
        if scale > 120 { return self }
        if scale < -120 { return 0 }
        var magnitude = self.magnitude
        var result = Decimal()
        let isNegative = self < 0
        let mode: NSDecimalNumber.RoundingMode
        switch direction {
        case .halfEven: mode = .bankers
        case .up: mode = .up
        case .down: mode = .down
        case .halfUp: mode = .plain
        case .floor: mode = isNegative ? .up : .down
        case .ceiling: mode = isNegative ? .down : .up
        case .halfDown:
            NSDecimalRound(&result, &magnitude, scale, .down)
            let half = Decimal(sign: .plus, exponent: -scale - 1, significand: 5)
            if magnitude - result > half { NSDecimalRound(&result, &magnitude, scale, .up) }
            return isNegative ? -result : result
        }
        NSDecimalRound(&result, &magnitude, scale, mode)
        return isNegative ? -result : result
    }

    /// Rounded to the 34 significant digits of IEEE 754 decimal128; `nil` when the arithmetic overflowed.
    var significant: Decimal? {
        guard isFinite else { return nil }
        guard significand.magnitude >= Decimal.digits34 else { return self }
        var digits = 34
        var bound = Decimal.digits34
        while significand.magnitude >= bound, digits < 39 {
            bound *= 10
            digits += 1
        }
        return rounded(.halfEven, scale: 34 - digits - exponent)
    }

    private static let digits34 = Decimal(sign: .plus, exponent: 34, significand: 1)

    /// The sum, difference, product; `nil` when out of range.
    static func sum(_ left: Decimal, _ right: Decimal) -> Decimal? {
        guard let (left, right) = tamed(left, right, estimate: +) else { return nil }
        return (left + right).significant
    }

    static func difference(_ left: Decimal, _ right: Decimal) -> Decimal? { sum(left, -right) }

    static func product(_ left: Decimal, _ right: Decimal) -> Decimal? {
        guard let (left, right) = tamed(left, right, estimate: *) else { return nil }
        return (left * right).significant
    }

    /// The quotient; `nil` when the divisor is zero.
    static func quotient(_ left: Decimal, _ right: Decimal) -> Decimal? {
        guard let (left, right) = tamed(left, right, estimate: /), !right.isZero else { return nil }
        return (left / right).significant
    }

    /// Operands whose result has an exponent that `Decimal` can hold, since it traps on any other. Very small ones are
    /// rounded to forty digits after the point; `nil` when the result would be very large.
    private static func tamed(
        _ left: Decimal, _ right: Decimal, estimate: (Double, Double) -> Double
    ) -> (Decimal, Decimal)? {
        let usual = -40...40
        if usual.contains(left.exponent), usual.contains(right.exponent) { return (left, right) }
        guard estimate(left.doubleValue, right.doubleValue).magnitude < 1e75 else { return nil }
        let (first, second) = (left.rounded(.halfEven, scale: 40), right.rounded(.halfEven, scale: 40))
        let isTame =
            (-80...80).contains(first.exponent + second.exponent)
            && (-80...80).contains(first.exponent - second.exponent)
        return isTame ? (first, second) : nil
    }

    /// `base` to the power of `exponent`: exact for whole exponents that fit, else by binary floating point.
    static func power(_ base: Decimal, _ exponent: Decimal) -> Decimal? {
        if let whole = exponent.wholeNumber, whole.magnitude <= 999 {
            guard let value = wholePower(base, Int(whole.magnitude)) else { return nil }
            return whole < 0 ? quotient(1, value) : value
        }
        return Decimal(nearest: Foundation.pow(base.doubleValue, exponent.doubleValue))
    }

    private static func wholePower(_ base: Decimal, _ exponent: Int) -> Decimal? {
        var result: Decimal = 1
        var factor = base
        var rest = exponent
        while rest > 0 {
            if rest & 1 == 1 {
                guard let next = product(result, factor) else { return nil }
                result = next
            }
            rest >>= 1
            if rest > 0 {
                guard let square = product(factor, factor) else { return nil }
                factor = square
            }
        }
        return result
    }
}
