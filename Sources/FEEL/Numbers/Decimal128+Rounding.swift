// Rounding to a place, and whole numbers.

/// The directions in which FEEL rounds.
enum Rounding: Sendable {
    case halfEven, up, down, halfUp, halfDown, floor, ceiling
}

extension Decimal128 {
    /// Rounded to `scale` digits after the point (before it, when negative); `nil` when that is out of range.
    func rounded(_ direction: Rounding, scale: Int) -> Decimal128? {
        let cut = -scale - Int(exponent)
        guard cut > 0, !isZero else { return self }
        var (kept, rest): (UInt128, UInt128) = (0, coefficient)
        if cut <= 38 { (kept, rest) = coefficient.quotientAndRemainder(dividingBy: .power(cut)) }
        // Beyond 38 digits nothing comes near a half.
        let half = cut <= 38 ? UInt128.power(cut) / 2 : .max
        let isAway =
            switch direction {
            case .halfEven: rest > half || (rest == half && kept & 1 == 1)
            case .halfUp: rest >= half
            case .halfDown: rest > half
            case .up: rest > 0
            case .down: false
            case .floor: rest > 0 && isNegative
            case .ceiling: rest > 0 && !isNegative
            }
        return Decimal128(rounding: isAway ? kept + 1 : kept, exponent: -scale, isNegative: isNegative)
    }

    /// The number without its fraction, as an `Int` when it fits.
    public var truncated: Int? {
        if exponent == 0 {
            return coefficient <= UInt128(Int.max) ? (isNegative ? -Int(coefficient) : Int(coefficient)) : nil
        }
        guard !isZero, leadingExponent >= 0 else { return 0 }
        guard leadingExponent < 19 else { return nil }
        let digits = exponent < 0 ? coefficient / .power(-Int(exponent)) : coefficient * .power(Int(exponent))
        guard digits <= UInt128(Int.max) else { return nil }
        return isNegative ? -Int(digits) : Int(digits)
    }

    /// Whether the number has no fraction.
    var isWhole: Bool {
        if exponent >= 0 || isZero { return true }
        return leadingExponent >= 0 && coefficient % .power(-Int(exponent)) == 0
    }

    /// The number as an `Int` when it is whole and fits.
    public var wholeNumber: Int? { isWhole ? truncated : nil }

    /// Whether a whole number is odd; those too large to be told have zeros at their end.
    var isOdd: Bool {
        if exponent > 0 { return false }
        return coefficient / .power(-Int(exponent)) & 1 == 1
    }
}
