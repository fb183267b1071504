// What holds for every act, and short ways to say what one act yields.

import Basics
import Forms
import TestKit
import Testing
import Workflow

@testable import Casework

/// Checks that only `role`, only now and only with the case before them as it stands, somebody can do `act` at `stage`.
func expectGuarded(
    _ act: String, by role: Role, at stage: Stage, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let given = try GivenCase.at(stage)
    let state = given.state
    let actor = given.person(role)
    #expect(
        Permissions.permitted(actor, state).map(\.slug).contains(act), "it is offered", sourceLocation: sourceLocation)
    #expect(try given.refusal(act, by: actor) == nil, "it can be done", sourceLocation: sourceLocation)
    #expect(
        try given.refusal(act, by: actor, expected: state.version) == nil, "as seen", sourceLocation: sourceLocation)
    #expect(
        try given.refusal(act, by: actor, expected: state.version - 1)
            == .conflict(version: state.version, stage: stage), "somebody was faster", sourceLocation: sourceLocation)

    let ended = try GivenCase.at(.rejectedAtIntake)
    #expect(
        try ended.refusal(act, by: ended.person(role))
            == .conflict(version: ended.state.version, stage: .rejectedAtIntake), "the case has ended",
        sourceLocation: sourceLocation)

    let isOfRequester = role == .filer || role == .official
    let other: Role = role == .filer ? .official : .filer
    #expect(
        try given.refusal(act, by: given.person(other)) == .forbidden(act: act), "never \(other)'s",
        sourceLocation: sourceLocation)
    let stranger =
        isOfRequester ? Samples.person(role, of: Samples.bank) : Samples.person(role, at: OfficeCode("79"))
    #expect(try given.refusal(act, by: stranger) == .notFound, "a stranger", sourceLocation: sourceLocation)
    for role in [Role.admin, .citizen] {
        #expect(try given.refusal(act, by: given.person(role)) == .notFound, "\(role)", sourceLocation: sourceLocation)
    }
    let inspected: Rejection = state.office == nil ? .notFound : .forbidden(act: act)
    #expect(
        try given.refusal(act, by: given.person(.inspector)) == inspected, "an inspector",
        sourceLocation: sourceLocation)
}

extension GivenCase {
    /// The codes of what is wrong with an input, by field: `reason problem.required`.
    func problems(_ act: String, by actor: Actor, _ input: FieldValues) throws -> [String] {
        guard case .invalid(let problems)? = try refusal(act, by: actor, input) else { return [] }
        return problems.map { "\($0.field) \($0.code)" }
    }

    /// What is wrong when the sensible input has another value in one field.
    func problems(_ act: String, by actor: Actor, _ field: String, _ value: String?) throws -> [String] {
        try problems(act, by: actor, Self.input(act, state, service).with(field, value))
    }

    /// The papers of the dossier as `kind number`.
    var paperNames: [String] { state.papers.map { "\($0.kind.rawValue) \($0.reference ?? "-")" } }
}

/// A text one character longer than a field takes.
func tooLong(_ max: Int) -> String { String(repeating: "x", count: max + 1) }
