// What the rules of a procedure say of the figures of a request.

import FEEL
import Workflow

/// How much a reason weighs with whoever decides. No reason decides anything.
public enum WatchWeight: String, CaseIterable, Codable, Sendable {
    case warning, notice
}

/// Why a request is worth a second look, by the code of its sentence: `watch.<code>` of the procedure's words.
public struct WatchReason: Hashable, Codable, Sendable {
    public var code: String
    public var weight: WatchWeight

    public init(code: String, weight: WatchWeight) {
        self.code = code
        self.weight = weight
    }
}

/// What officer and approver are shown before they decide, and what the log keeps of it: reasons and counts.
public struct WatchReport: Hashable, Codable, Sendable {
    /// Warnings first, each reason once.
    public var reasons: [WatchReason]
    /// What the sentences of the reasons have in braces.
    public var counts: [String: Int]

    public init(reasons: [WatchReason], counts: [String: Int]) {
        self.reasons = reasons
        self.counts = counts
    }
}

extension Procedure {
    /// The decision that is the watch of a procedure. One that has none shows nothing.
    static let watchDecision = "watch"

    public var hasWatch: Bool { decisions[Self.watchDecision] != nil }

    /// What the rules of `watch.dmn` say of a request; `nil` where that is nothing.
    public func watch(_ figures: WatchFigures) throws -> WatchReport? {
        guard hasWatch else { return nil }
        let inputs = WatchFigure.allCases.map { ($0.rawValue, $0.value(in: figures)) }
        let answer = try evaluate(Self.watchDecision, Dictionary(uniqueKeysWithValues: inputs)).value
        var weights: [String: WatchWeight] = [:]
        var codes: [String] = []
        for row in answer.asList ?? [] {
            guard let row = row.asContext, let code = row[WatchOutput.reason.rawValue]?.asString,
                let weight = row[WatchOutput.weight.rawValue]?.asString.flatMap(WatchWeight.init)
            else { continue }
            if weights[code] == nil { codes.append(code) }
            // Two rules may give one reason, the stricter of them as a warning.
            if weights[code] != .warning { weights[code] = weight }
        }
        guard !codes.isEmpty else { return nil }
        let reasons = WatchWeight.allCases.flatMap { weight in
            codes.filter { weights[$0] == weight }.map { WatchReason(code: $0, weight: weight) }
        }
        return WatchReport(reasons: reasons, counts: WatchFigure.counts(of: figures))
    }
}

/// The columns that a rule of the watch fills in.
enum WatchOutput: String, CaseIterable {
    case reason, weight
}
