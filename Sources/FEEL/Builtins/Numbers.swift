// Built-in functions of numbers.

import Foundation

enum Numbers {
    static let table: Builtins.Table = [
        "decimal": [rounding(.halfEven)],
        "round up": [rounding(.up)],
        "round down": [rounding(.down)],
        "round half up": [rounding(.halfUp)],
        "round half down": [rounding(.halfDown)],
        "floor": [whole(.floor), rounding(.floor)],
        "ceiling": [whole(.ceiling), rounding(.ceiling)],
        "abs": [Builtins.fixed("n") { arguments, _ in absolute(arguments[0]) }],
        "modulo": [
            Builtins.fixed("dividend", "divisor") { arguments, _ in
                guard let dividend = arguments[0].asNumber, let divisor = arguments[1].asNumber,
                    let quotient = Decimal.quotient(dividend, divisor),
                    let whole = Decimal.product(divisor, quotient.rounded(.floor, scale: 0)),
                    let result = Decimal.difference(dividend, whole)
                else { return .null }
                return .number(result)
            }
        ],
        "sqrt": [real { $0 < 0 ? nil : squareRoot($0) }],
        "log": [real { $0 <= 0 ? nil : Decimal(nearest: Foundation.log($0.doubleValue)) }],
        "exp": [real { Decimal(nearest: Foundation.exp($0.doubleValue)) }],
        "odd": [parity { $0 % 2 != 0 }],
        "even": [parity { $0 % 2 == 0 }],
    ]

    private static func rounding(_ direction: Rounding) -> Signature {
        Builtins.fixed("n", "scale") { arguments, _ in
            guard let number = arguments[0].asNumber, let scale = arguments[1].asNumber?.truncated,
                (-6111...6176).contains(scale)
            else { return .null }
            return .number(number.rounded(direction, scale: scale))
        }
    }

    private static func whole(_ direction: Rounding) -> Signature {
        Builtins.fixed("n") { arguments, _ in
            arguments[0].asNumber.map { .number($0.rounded(direction, scale: 0)) } ?? .null
        }
    }

    private static func absolute(_ value: Value) -> Value {
        switch value {
        case .number(let number): .number(number.magnitude)
        case .yearsMonths(let months): .yearsMonths(Int(months.magnitude))
        case .daysTime(let duration): duration.total < 0 ? Arithmetic.negate(value) : value
        default: .null
        }
    }

    private static func real(_ function: @escaping @Sendable (Decimal) -> Decimal?) -> Signature {
        Builtins.fixed("number") { arguments, _ in
            arguments[0].asNumber.flatMap(function).map(Value.number) ?? .null
        }
    }

    private static func parity(_ test: @escaping @Sendable (Int) -> Bool) -> Signature {
        Builtins.fixed("number") { arguments, _ in
            boolean(arguments[0].asInteger.map(test))
        }
    }

    /// The root by floating point, made exact by Newton's method.
    static func squareRoot(_ number: Decimal) -> Decimal? {
        guard number > 0, var root = Decimal(nearest: number.doubleValue.squareRoot()), root > 0 else { return 0 }
        for _ in 0..<2 {
            guard let quotient = Decimal.quotient(number, root), let sum = Decimal.sum(root, quotient),
                let next = Decimal.quotient(sum, 2)
            else { return nil }
            root = next
        }
        return root
    }
}
