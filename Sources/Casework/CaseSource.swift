// The facts of a case that the variables of a process can stand for.

import Basics
public import FEEL
import Forms
import Foundation
import Registry

/// `from="decision.kind"` of a variable. The list is closed; what is asked on the pages of a form is `answer.<key>`
/// besides.
public enum CaseSource: String, CaseIterable, Sendable {
    case requesterClass = "requester.class"
    case isPerson = "requester.is-person"
    case requesterLevel = "requester.level"
    case requesterProvince = "requester.province"
    case serviceCode = "service.code"
    case serviceGroup = "service.group"
    case subjectConsent = "subject.consent"
    case receivedOn = "received.on"
    case personsCount = "persons.count"
    case decisionKind = "decision.kind"
    case supplementUntil = "supplement.until"
    case useUntil = "use.until"
    case feeDue = "fee.due"
    case feeUntil = "fee.until"
    case paymentFirst = "payment.first"
    case atDesk = "entry.at-desk"
    case correctionMade = "correction.made"

    public var type: FEELType {
        switch self {
        case .requesterClass, .requesterLevel, .requesterProvince, .serviceCode, .serviceGroup, .decisionKind: .string
        case .receivedOn, .supplementUntil, .useUntil, .feeUntil: .date
        case .personsCount: .number
        case .isPerson, .subjectConsent, .feeDue, .paymentFirst, .atDesk, .correctionMade: .boolean
        }
    }

    /// All values it can have, where they are few enough to try each.
    public var values: [Value]? {
        switch self {
        case .requesterClass: RequesterClass.allCases.map { .string($0.rawValue) }
        case .requesterLevel: AdministrativeLevel.allCases.map { .string($0.rawValue) }
        case .serviceGroup: ServiceGroup.allCases.map { .string($0.word) }
        case .decisionKind: DecisionKind.allCases.map { .string($0.rawValue) }
        case .isPerson, .subjectConsent, .feeDue, .paymentFirst, .atDesk, .correctionMade:
            [.boolean(false), .boolean(true)]
        // Every code of two digits, whichever of them are provinces on a day.
        case .requesterProvince: (1...99).map { .string(padded($0, to: 2)) }
        case .serviceCode, .receivedOn, .personsCount, .supplementUntil, .useUntil, .feeUntil: nil
        }
    }

    func value(_ context: CaseContext) -> Value {
        let state = context.state
        return switch self {
        case .requesterClass: .string(state.requester.requesterClass.rawValue)
        case .isPerson: .boolean(state.requester.isPerson)
        case .requesterLevel: .string(state.requester.level.rawValue)
        case .requesterProvince: .string(state.requester.province)
        case .serviceCode: .string(context.service.code)
        case .serviceGroup: .string(context.service.group.word)
        case .subjectConsent: .boolean(state.hasSubjectConsent)
        case .receivedOn: .date(context.receivedOn)
        case .personsCount: .integer(state.subjects?.count ?? 0)
        case .decisionKind: state.proposal.map { .string($0.kind.rawValue) } ?? .null
        case .supplementUntil: state.supplementDeadline.map { .date($0) } ?? .null
        case .useUntil: state.useUntil.map { .date($0) } ?? .null
        case .feeDue: .boolean(state.owesFee)
        case .feeUntil: state.feeUntil.map { .date($0) } ?? .null
        case .atDesk: .boolean(state.creation.desk != nil)
        case .paymentFirst: .boolean(context.payment == .beforeResult)
        case .correctionMade: .boolean(state.correction == .made)
        }
    }

    private static let answerPrefix = "answer."

    /// The facts that variables of a procedure with this form may stand for.
    static func types(_ form: ApplicantForm) -> [String: FEELType] {
        var types = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0.type) })
        for field in form.pages.flatMap(\.form.fields) {
            if let type = field.kind.type { types[answerPrefix + field.key] = type }
        }
        return types
    }

    /// The field that a source stands for; `nil` for one that stands for no answer.
    static func answerKey(_ source: String) -> String? {
        source.hasPrefix(answerPrefix) ? String(source.dropFirst(answerPrefix.count)) : nil
    }

    /// The value of a source; `null` for one that the procedure does not have, which its check refuses.
    static func value(of source: String, _ context: CaseContext) -> Value {
        if let known = CaseSource(rawValue: source) { return known.value(context) }
        guard let key = answerKey(source) else { return .null }
        return context.state.answers[key].map(Value.init) ?? .null
    }
}
