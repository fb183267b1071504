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
                guard values.count > 1, let mean = mean(values) else { return nil }
                let squares = values.compactMap { value in
                    Decimal128.difference(value, mean).flatMap { Decimal128.product($0, $0) }
                }
                guard squares.count == values.count, let sum = total(squares) else { return nil }
                return Decimal128.quotient(sum, Decimal128(values.count - 1)).flatMap(Decimal128.squareRoot)
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
