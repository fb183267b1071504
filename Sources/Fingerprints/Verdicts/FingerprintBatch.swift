// Comparisons asked for in JSON lines: what `trinhky fingerprint compare --batch` does.

import Basics
import Foundation

/// Answers requests one line at a time and keeps the templates it has prepared. It is for measuring the matcher, and so
/// the one place that tells a score.
public final class FingerprintBatch {
    private struct Request: Decodable {
        var a: String
        var b: String
    }

    private struct Answer: Encodable {
        var score: Double?
        var verdict: String?
        var reason: String?
        var error: String?
    }

    private struct Known {
        let finger: EnrolledFinger
        let prepared: PreparedTemplate
    }

    private var known: [String: Known] = [:]
    private let decoder = JSONDecoder()
    private let encoder = JSONEncoder()

    public init() { encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes] }

    /// The answer to `{"a":PATH,"b":PATH}`, without a line break: `{"score":NUMBER,"verdict":"true"}`, with `false`, or
    /// with `not-comparable` and a `reason`; `{"error":"…"}` where a line or a file cannot be read. `a` is taken as
    /// enrolled, `b` as the try. `load` gives the bytes of the file at a path.
    public func run(line: String, load: (String) throws -> [UInt8]) -> String {
        let answer: Answer
        do throws(BatchFault) {
            let request = try request(line)
            answer = Self.answer(try template(request.a, load), try template(request.b, load))
        } catch {
            answer = Answer(error: error.message)
        }
        // Numbers and short texts of ours always go into JSON.
        return (try? encoder.encode(answer)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    private func request(_ line: String) throws(BatchFault) -> Request {
        do {
            return try decoder.decode(Request.self, from: Data(line.utf8))
        } catch {
            throw BatchFault(#"the line is no {"a":PATH,"b":PATH}"#)
        }
    }

    private static func answer(_ enrolled: Known, _ probe: Known) -> Answer {
        let comparison = enrolled.finger.compare(with: probe.prepared)
        let score = comparison.score ?? FingerprintMatcher.score(enrolled.prepared, probe.prepared)
        return Answer(
            score: (score * 10_000).rounded() / 10_000, verdict: comparison.verdict.word,
            reason: comparison.verdict.reason)
    }

    private func template(_ path: String, _ load: (String) throws -> [UInt8]) throws(BatchFault) -> Known {
        if let found = known[path] { return found }
        let bytes: [UInt8]
        do {
            bytes = try load(path)
        } catch {
            throw BatchFault("\(path): \(error)")
        }
        let template: FingerprintTemplate
        do {
            template = try FingerprintTemplate(iso: bytes)
        } catch {
            throw BatchFault("\(path): \(error)")
        }
        let made = Known(finger: EnrolledFinger([template]), prepared: PreparedTemplate(template.views[0]))
        if known.count >= Limits.fingerprintsPreparedMax { known.removeAll() }
        known[path] = made
        return made
    }
}

private struct BatchFault: Error {
    let message: String
    init(_ message: String) { self.message = message }
}

extension FingerprintVerdict {
    fileprivate var word: String {
        switch self {
        case .matches: "true"
        case .differs: "false"
        case .notComparable: "not-comparable"
        }
    }

    fileprivate var reason: String? {
        guard case .notComparable(let reason) = self else { return nil }
        return reason.rawValue
    }
}
