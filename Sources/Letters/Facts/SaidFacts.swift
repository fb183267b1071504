// What was said on the form and in the procedure's own acts.

public import Casework

/// The answers of a case as letters print them, by the names of `SaidNames`.
public struct SaidFacts: FactSource {
    public var texts: [String: String]

    public init(_ texts: [String: String]) { self.texts = texts }

    public var group: FactGroup { .said }

    public func write(_ pen: inout FactPen) {
        for (name, text) in texts { pen.text(name, text) }
    }
}
