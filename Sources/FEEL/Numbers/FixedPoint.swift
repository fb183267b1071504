// Numbers of 512 bits with the point in the middle of them, in which exponentials and logarithms are reckoned.

import Foundation

/// A number that is not negative: 128 bits before the point and 384 behind it, which are 115 decimal digits. What does
/// not fit before the point is lost: the callers see to it that all does.
struct FixedPoint {
    /// The lowest words first.
    private var words: [UInt64]

    private static let count = 8
    private static let fraction = 6

    static let one = FixedPoint(1)

    init(_ whole: UInt128) {
        words = [UInt64](repeating: 0, count: FixedPoint.count)
        words[FixedPoint.fraction] = UInt64(truncatingIfNeeded: whole)
        words[FixedPoint.fraction + 1] = UInt64(truncatingIfNeeded: whole >> 64)
    }

    /// A number from 0 to 15, of which sixty bits behind the point count.
    init(small number: Double) {
        words = [UInt64](repeating: 0, count: FixedPoint.count)
        let bits = UInt64(number * 0x1p60)
        words[FixedPoint.fraction] = bits >> 60
        words[FixedPoint.fraction - 1] = bits << 4
    }

    /// What stands before the point.
    var whole: UInt128 { UInt128(words[FixedPoint.fraction + 1]) << 64 | UInt128(words[FixedPoint.fraction]) }

    var isZero: Bool { words.allSatisfy { $0 == 0 } }

    /// Near enough to choose a place by.
    var estimate: Double { words.reversed().reduce(0) { $0 * 0x1p64 + Double($1) } * 0x1p-384 }

    static func < (left: FixedPoint, right: FixedPoint) -> Bool {
        for index in left.words.indices.reversed() where left.words[index] != right.words[index] {
            return left.words[index] < right.words[index]
        }
        return false
    }

    static func + (left: FixedPoint, right: FixedPoint) -> FixedPoint {
        var sum = left
        var carry: UInt128 = 0
        for index in sum.words.indices {
            carry += UInt128(left.words[index]) + UInt128(right.words[index])
            sum.words[index] = UInt64(truncatingIfNeeded: carry)
            carry >>= 64
        }
        return sum
    }

    /// The difference; `right` must not be the larger one.
    static func - (left: FixedPoint, right: FixedPoint) -> FixedPoint {
        var difference = left
        var borrows = false
        for index in difference.words.indices {
            let (first, isBelow) = left.words[index].subtractingReportingOverflow(right.words[index])
            let (second, isBelowToo) = first.subtractingReportingOverflow(borrows ? 1 : 0)
            difference.words[index] = second
            borrows = isBelow || isBelowToo
        }
        return difference
    }

    static func * (left: FixedPoint, right: FixedPoint) -> FixedPoint {
        var product = [UInt64](repeating: 0, count: 2 * FixedPoint.count)
        for (index, factor) in left.words.enumerated() where factor != 0 {
            var carry: UInt128 = 0
            for place in right.words.indices {
                carry += UInt128(factor) * UInt128(right.words[place]) + UInt128(product[index + place])
                product[index + place] = UInt64(truncatingIfNeeded: carry)
                carry >>= 64
            }
            product[index + FixedPoint.count] = UInt64(truncatingIfNeeded: carry)
        }
        var result = left
        result.words = Array(product[FixedPoint.fraction..<FixedPoint.fraction + FixedPoint.count])
        return result
    }

    func times(_ factor: UInt64) -> FixedPoint {
        var product = self
        var carry: UInt128 = 0
        for index in words.indices {
            carry += UInt128(words[index]) * UInt128(factor)
            product.words[index] = UInt64(truncatingIfNeeded: carry)
            carry >>= 64
        }
        return product
    }

    func over(_ divisor: UInt64) -> FixedPoint {
        var quotient = self
        var rest: UInt64 = 0
        for index in words.indices.reversed() {
            let (part, remainder) = divisor.dividingFullWidth((rest, words[index]))
            quotient.words[index] = part
            rest = remainder
        }
        return quotient
    }

    func times(tenTo exponent: Int) -> FixedPoint {
        var result = self
        var rest = exponent
        while rest != 0 {
            let step = min(rest.magnitude, 19)
            let power = UInt64(truncatingIfNeeded: UInt128.power(Int(step)))
            result = rest > 0 ? result.times(power) : result.over(power)
            rest -= rest > 0 ? Int(step) : -Int(step)
            if result.isZero { break }
        }
        return result
    }
}

// MARK: Functions

extension FixedPoint {
    static let logarithmOfTen = FixedPoint(10).logarithm(near: M_LN10)

    /// e to the power of this, which must be below three, or of its negative.
    func exponential(isNegative: Bool = false) -> FixedPoint {
        // The series of a number below 2⁻¹⁴ gains four digits a term; squaring sixteen times undoes the division.
        let small = over(1 << 16)
        var term = FixedPoint.one
        var sum = FixedPoint.one
        var index: UInt64 = 1
        while true {
            term = (term * small).over(index)
            if term.isZero { break }
            sum = isNegative && index % 2 == 1 ? sum - term : sum + term
            index += 1
        }
        for _ in 0..<16 { sum = sum * sum }
        return sum
    }

    /// The natural logarithm of a number from 1 to 10, of which fifty bits are known.
    func logarithm(near estimate: Double) -> FixedPoint {
        let known = FixedPoint(small: estimate)
        let ratio = self * known.exponential(isNegative: true)
        // What is missing is the logarithm of a ratio next to one, by its series.
        let isBelow = ratio < FixedPoint.one
        let rest = isBelow ? FixedPoint.one - ratio : ratio - FixedPoint.one
        var power = rest
        var sum = rest
        var index: UInt64 = 2
        while true {
            power = power * rest
            let term = power.over(index)
            if term.isZero { break }
            sum = isBelow || index % 2 == 1 ? sum + term : sum - term
            index += 1
        }
        return isBelow ? known - sum : known + sum
    }
}
