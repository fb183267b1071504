// Why an operator does something.

import ArgumentParser
import Basics

/// The reason that the log keeps with what an operator does.
struct ReasonOption: ParsableArguments {
    @Option(help: "Why, for the log; nothing about a person.") var reason: String

    func validate() throws {
        if reason.trimmed.isEmpty { throw ValidationError("the reason must not be empty") }
        if reason.count > Limits.operatorReasonCharactersMax {
            throw ValidationError("the reason has more than \(Limits.operatorReasonCharactersMax) characters")
        }
    }
}
