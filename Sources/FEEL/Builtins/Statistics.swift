// Built-in functions that sum up lists of numbers.

enum Statistics {
    static let table: Builtins.Table = [
        "sum": [numbers { $0.isEmpty ? nil : total($0) }],
        "product": [
            numbers { values in
                guard !values.isEmpty else { return nil }
                return values.reduce(Optional(1)) { product, value in product.flatMap { Decimal128.product($0, value) }
                }
            }
        ],
        "mean": [numbers(mean)],
        "median": [
            numbers { values in
                guard !values.isEmpty else { return nil }
                let sorted = values.sorted()
                let middle = sorted.count / 2
                return sorted.count % 2 == 1
                    ? sorted[middle] : mean([sorted[middle - 1], sorted[middle]])
            }
        ],
        "stddev": [
            numbers { values in
                guard values.count > 1 else { return nil }
                return variance(values).flatMap(Decimal128.squareRoot)
            }
        ],
        "mode": [Builtins.gathered { values, _ in mode(values) }],
    ]

    private static func numbers(_ body: @escaping @Sendable ([Decimal128]) -> Decimal128?) -> Signature {
        Builtins.gathered { values, _ in
            let numbers = values.compactMap(\.asNumber)
            guard numbers.count == values.count else { return .null }
            return body(numbers).map(Value.number) ?? .null
        }
    }

    private static func total(_ values: [Decimal128]) -> Decimal128? {
        values.reduce(Optional(0)) { sum, value in sum.flatMap { Decimal128.sum($0, value) } }
    }

    @Sendable private static func mean(_ values: [Decimal128]) -> Decimal128? {
        total(values).flatMap { Decimal128.quotient($0, Decimal128(values.count)) }
    }

    /// The mean square of the distances from the mean. Sums of few digits are exact, and rounded once, as those of
    /// money are; else every distance is rounded.
    private static func variance(_ values: [Decimal128]) -> Decimal128? {
        let count = Decimal128(values.count)
        let less = Decimal128(values.count - 1)
        guard areShort(values) else {
            guard let mean = mean(values) else { return nil }
            let distances = values.compactMap { Decimal128.difference($0, mean) }
            guard distances.count == values.count else { return nil }
            return squares(distances).flatMap { Decimal128.quotient($0, less) }
        }
        // (n Σx² − (Σx)²) / (n (n − 1))
        guard let sum = total(values), let squares = squares(values), let square = Decimal128.product(sum, sum),
            let product = Decimal128.product(squares, count), let spread = Decimal128.difference(product, square),
            let divisor = Decimal128.product(count, less)
        else { return nil }
        return Decimal128.quotient(spread, divisor)
    }

    private static func squares(_ values: [Decimal128]) -> Decimal128? {
        let squares = values.compactMap { Decimal128.product($0, $0) }
        return squares.count == values.count ? total(squares) : nil
    }

    /// Whether the square of the sum of all has no more digits than are kept.
    private static func areShort(_ values: [Decimal128]) -> Bool {
        let numbers = values.filter { !$0.isZero }
        guard let first = numbers.map(\.leadingExponent).max(), let last = numbers.map({ Int($0.exponent) }).min()
        else {
            return true
        }
        let countDigits = UInt128(values.count).digitCount
        return 2 * (first - last + 1 + countDigits) <= Decimal128.digitsMax
    }

    /// The most frequent numbers, in ascending order.
    private static func mode(_ values: [Value]) -> Value {
        let numbers = values.compactMap(\.asNumber)
        guard numbers.count == values.count else { return .null }
        var counts: [Decimal128: Int] = [:]
        for number in numbers { counts[number, default: 0] += 1 }
        let most = counts.values.max() ?? 0
        return .list(List(counts.filter { $0.value == most }.keys.sorted().map(Value.number)))
    }
}
