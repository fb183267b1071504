// Why work failed, as a code for the operator.

import Basics
import Casework
import Letters
import Registry
import Storage

/// Codes such as `conflict`, `rule:four-eyes` or `storage:busy`. They stand in tables and in the log of the server, so
/// they never hold anything that a person typed or that is about a person.
enum FaultCode {
    /// The worker died of it, or with it, several times.
    static let lapsed = "lapsed"

    static func of(_ error: any Error) -> String {
        switch error {
        case let rejection as Rejection: code(rejection)
        case let error as StorageError: "storage:\(name(error))"
        case let error as LetterError: "letter:\(name(error))"
        case let refusal as FulfilmentRefusal: "fulfilment:\(refusal.rawValue)"
        default: "error:\(type(of: error))"
        }
    }

    private static func code(_ rejection: Rejection) -> String {
        switch rejection {
        case .notFound: "not-found"
        case .forbidden: "forbidden"
        case .conflict: "conflict"
        case .rule(let rule): "rule:\(safe(rule))"
        case .invalid: "invalid"
        case .overQuota(let quota): "quota:\(quota.kind.rawValue)"
        case .process(let text): "process:\(safe(text))"
        }
    }

    private static func name(_ error: StorageError) -> String {
        switch error {
        case .conflict: "conflict"
        case .busy: "busy"
        case .unavailable: "unavailable"
        case .corrupt: "corrupt"
        case .erased: "erased"
        case .constraint: "constraint"
        }
    }

    private static func name(_ error: LetterError) -> String {
        switch error {
        case .fontMissing: "fontMissing"
        case .missingGlyphs: "missingGlyphs"
        case .templateMissing: "templateMissing"
        case .templateFaulty: "templateFaulty"
        case .factsMissing: "factsMissing"
        case .markupFaulty: "markupFaulty"
        case .tooLarge: "tooLarge"
        case .drawingFailed: "drawingFailed"
        }
    }

    /// The beginning of a text of ours, up to where something may have been put into it: a digit, quoted text, a word
    /// that is not ASCII.
    private static func safe(_ text: String) -> String {
        let plain = text.utf8.prefix(100).prefix { byte in
            (97...122).contains(byte) || (65...90).contains(byte) || " .,'-".utf8.contains(byte)
        }
        // A word that goes on with other letters is no word of ours.
        let goesOn = plain.endIndex < text.utf8.endIndex && text.utf8[plain.endIndex] >= 128
        let words = goesOn ? plain[..<(plain.lastIndex(of: 32) ?? plain.startIndex)] : plain
        return String(decoding: words, as: UTF8.self).trimmed
    }
}
