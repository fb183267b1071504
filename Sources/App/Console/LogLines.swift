// The log: one line an entry on standard error, for people or for machines.

import Basics
import Foundation
import Logging

enum LogFormat: String, Sendable { case plain, json }

/// Writes entries as lines. What is logged never holds personal data; that is the business of those who log.
struct LogLines: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    let label: String
    let format: LogFormat

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let merged = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        let now = Present.moment()
        switch format {
        case .plain:
            let facts = merged.map { " \($0.key)=\($0.value)" }.joined()
            Output.remark("\(now) \(event.level) \(event.message)\(facts)")
        case .json:
            let first = [("at", now.description), ("level", event.level.rawValue), ("message", "\(event.message)")]
            let fields = (first + merged.map { ($0.key, "\($0.value)") }).map { "\(quoted($0.0)):\(quoted($0.1))" }
            Output.remark("{\(fields.joined(separator: ","))}")
        }
    }

    /// A JSON text.
    private func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case _ where scalar.value < 0x20: out += "\\u00" + Hex.encode([UInt8(scalar.value)])
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}

/// The one place that reads the clock; everything below is given the moment.
enum Present {
    static func moment() -> Timestamp {
        Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }
}
