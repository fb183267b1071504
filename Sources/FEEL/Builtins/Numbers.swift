// Built-in functions of numbers.

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
            Builtins.fixed("dividend", "divisor") { arguments, evaluation in
                guard let dividend = arguments[0].asNumber, let divisor = arguments[1].asNumber else { return .null }
                // Far apart, the power of ten between them has to be reckoned.
                let isFar = Int(dividend.exponent) - Int(divisor.exponent) > Decimal128.digitsMax
                guard evaluation.charge(isFar ? 20 : 1) else { return .null }
                return Decimal128.modulo(dividend, divisor).map(Value.number) ?? .null
            }
        ],
        "sqrt": [real(Decimal128.squareRoot)],
        "log": [real(Decimal128.logarithm)],
        "exp": [real(Decimal128.exponential)],
        "odd": [parity { $0 }],
        "even": [parity { !$0 }],
    ]

    private static func rounding(_ direction: Rounding) -> Signature {
        Builtins.fixed("n", "scale") { arguments, _ in
            guard let number = arguments[0].asNumber, let scale = arguments[1].asNumber?.truncated,
                (-6111...6176).contains(scale)
            else { return .null }
            return number.rounded(direction, scale: scale).map(Value.number) ?? .null
        }
    }

    private static func whole(_ direction: Rounding) -> Signature {
        Builtins.fixed("n") { arguments, _ in
            arguments[0].asNumber?.rounded(direction, scale: 0).map(Value.number) ?? .null
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

    private static func real(_ function: @escaping @Sendable (Decimal128) -> Decimal128?) -> Signature {
        Builtins.fixed("number") { arguments, evaluation in
            guard evaluation.charge(Decimal128.functionCharge) else { return .null }
            return arguments[0].asNumber.flatMap(function).map(Value.number) ?? .null
        }
    }

    /// The test is told whether the number is odd.
    private static func parity(_ test: @escaping @Sendable (Bool) -> Bool) -> Signature {
        Builtins.fixed("number") { arguments, _ in
            guard let number = arguments[0].asNumber, number.isWhole else { return .null }
            return .boolean(test(number.isOdd))
        }
    }
}
