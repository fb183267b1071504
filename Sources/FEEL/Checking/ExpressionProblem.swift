// What can be said about an expression before there are values.

/// Something in an expression that cannot work, whatever the values will be. FEEL would make it `null` without a word.
public struct ExpressionProblem: Hashable, Sendable, CustomStringConvertible {
    public enum Kind: Sendable {
        /// A name that stands for nothing.
        case name
        /// A call of what is no function.
        case function
        /// Too few or too many arguments, or arguments by names that the function does not have.
        case arguments
        /// A member that values of that type do not have.
        case member
        /// Operands that can never fit each other.
        case types
        /// A literal that names no value, or more text than can be checked.
        case literal
        /// A function whose body is not FEEL.
        case unsupported
    }

    public let kind: Kind
    /// Plain English for the person who wrote the expression.
    public let message: String

    public var description: String { message }
}

extension Expression {
    /// All that cannot work in this expression where exactly these names are known, besides FEEL's own functions. A
    /// name whose type is not known is `any`: nothing is said against what is done with it.
    public func problems(knowing names: [String: FEELType] = [:]) -> [ExpressionProblem] {
        problems(knowing: KnownNames(names))
    }

    public func problems(knowing names: KnownNames) -> [ExpressionProblem] { inspected(knowing: names).problems }

    /// The type of what this yields; `any` where that cannot be told.
    public func type(knowing names: [String: FEELType] = [:]) -> FEELType { type(knowing: KnownNames(names)) }

    public func type(knowing names: KnownNames) -> FEELType { inspected(knowing: names).type }

    /// Both at once: they come of one walk.
    public func inspected(knowing names: KnownNames) -> (type: FEELType, problems: [ExpressionProblem]) {
        var inspection = Inspection()
        let type = inspection.type(of: node, names)
        return (type, inspection.problems)
    }

    /// Whether the expression looks at that name, which no part of it binds.
    public func mentions(_ name: String) -> Bool {
        var inspection = Inspection()
        _ = inspection.type(of: node, KnownNames([:]))
        return inspection.unknown.contains(name)
    }
}

extension UnaryTests {
    /// All that cannot work in these tests of a value of type `input`, where exactly these names are known.
    public func problems(
        knowing names: [String: FEELType] = [:], testing input: FEELType = .any
    ) -> [ExpressionProblem] {
        problems(knowing: KnownNames(names), testing: input)
    }

    public func problems(knowing names: KnownNames, testing input: FEELType = .any) -> [ExpressionProblem] {
        var inspection = Inspection()
        inspection.inspect(test: node, of: input, names.binding("?", input))
        return inspection.problems
    }
}
