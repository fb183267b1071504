// The names under which rules and sentences know the figures of a request.

import Basics
public import FEEL

/// A figure by the name that `watch.dmn` asks for it and that its sentences write in braces. The list is closed, and a
/// name stays for ever: cases go by the texts that they began with.
public enum WatchFigure: String, CaseIterable, Sendable {
    case persons, soughtBy, soughtPersons, nearRequests, nearPersons, earlierRequests, usualPersons, hour, workingDay,
        wrongPersons, wrongHere, stoppedPersons

    public var type: FEELType { self == .workingDay ? .boolean : .number }

    /// What it is, for the document of those who write rules.
    var meaning: String {
        switch self {
        case .persons: "persons of the list"
        case .soughtBy: "the most other organisations that asked for one and the same person of the list"
        case .soughtPersons: "persons of the list that another organisation asked for as well"
        case .nearRequests: "requests of the organisation for this service around this one, which is among them"
        case .nearPersons: "the persons of all these"
        case .earlierRequests: "its requests for this service before, \(Limits.usualRequestsMax) at most"
        case .usualPersons: "the median of their persons; `null` where there are none"
        case .hour: "the hour in Viet Nam at which it was filed, 0 to 23"
        case .workingDay: "whether that was a working day"
        case .wrongPersons: "persons of whom the organisation claimed something wrong"
        case .wrongHere: "persons of the list among them"
        case .stoppedPersons: "persons of whom nothing more is compared for the organisation"
        }
    }

    /// The days over which figures count, by the names that sentences write in braces.
    static let windows = [
        "soughtDays": Limits.soughtDays, "nearDays": Limits.nearRequestDays, "usualDays": Limits.usualSizeDays,
        "wrongDays": Limits.failedClaimDays,
    ]

    /// What a sentence may write in braces.
    static var places: Set<String> {
        Set(allCases.filter { $0 != .workingDay }.map(\.rawValue)).union(windows.keys)
    }

    /// The figure as a number for people; a figure that is absent is 0. None for what is no number.
    private func count(in figures: WatchFigures) -> Int? {
        switch self {
        case .persons: figures.persons
        case .soughtBy: figures.soughtBy
        case .soughtPersons: figures.soughtPersons
        case .nearRequests: figures.nearRequests
        case .nearPersons: figures.nearPersons
        case .earlierRequests: figures.earlier.count
        case .usualPersons: figures.usualPersons ?? 0
        case .hour: figures.filedAt.time.hour
        case .workingDay: nil
        case .wrongPersons: figures.wrongPersons
        case .wrongHere: figures.wrongHere
        case .stoppedPersons: figures.stoppedPersons
        }
    }

    /// All that a sentence may write in braces.
    static func counts(of figures: WatchFigures) -> [String: Int] {
        allCases.reduce(into: windows) { $0[$1.rawValue] = $1.count(in: figures) }
    }

    /// What a rule is asked with.
    func value(in figures: WatchFigures) -> Value {
        switch self {
        case .workingDay: .boolean(figures.isWorkingDay)
        case .usualPersons where figures.usualPersons == nil: .null
        default: count(in: figures).map(Value.integer) ?? .null
        }
    }
}
