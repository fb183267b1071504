// What PostgreSQL says when it fails, as an error of the seam.

import Basics
import CPostgres
import Storage

/// A failure, and what it means for the connection and for the whole transaction.
struct ServerFault: Error {
    var error: StorageError
    /// The server broke the transaction off for the sake of another: the same again may succeed at once.
    var isTransient = false
    /// The connection is gone, or of no more use.
    var isLost = false

    /// The connection ended without an answer.
    static func lost(_ when: String) -> ServerFault {
        ServerFault(error: .unavailable("the connection to PostgreSQL was lost \(when)"), isLost: true)
    }

    init(error: StorageError, isTransient: Bool = false, isLost: Bool = false) {
        self.error = error
        self.isTransient = isTransient
        self.isLost = isLost
    }

    /// What the server answered to `statement`. Its DETAIL is passed over, since that quotes values.
    init(_ result: OpaquePointer, of statement: String) {
        func field(_ code: UInt8) -> String? { PQresultErrorField(result, Int32(code)).map { String(cString: $0) } }
        let report = Report(
            state: field(UInt8(ascii: "C")) ?? "", message: field(UInt8(ascii: "M")) ?? "no message",
            table: field(UInt8(ascii: "t")), column: field(UInt8(ascii: "c")), rule: field(UInt8(ascii: "n")),
            statement: statement)
        self.init(
            error: report.error, isTransient: report.state == "40001" || report.state == "40P01",
            // A plan that does not fit the schema any more stays with its connection.
            isLost: ["08", "57P", "25P03", "0A000"].contains { report.state.hasPrefix($0) })
    }
}

/// The fields of a report of the server (https://www.postgresql.org/docs/15/protocol-error-fields.html).
private struct Report {
    var state: String
    var message: String
    var table: String?
    var column: String?
    var rule: String?
    var statement: String

    var error: StorageError {
        switch state {
        case "23505": constraint(.unique)
        case "23503": constraint(.foreignKey)
        case "23514": constraint(.check)
        case "23502": constraint(.notNull)
        // Raised by a trigger of ours, in words of ours.
        case "P0001": .constraint(.init(kind: .trigger, detail: message))
        case "40001": .conflict("PostgreSQL could not do this beside what others did")
        case "40P01": .busy("PostgreSQL broke off a circle of bodies that waited for one another")
        case "55P03": .busy("another holds what is needed for longer than \(Limits.lockWaitSecondsMax) seconds")
        case "57014": .busy("a statement was stopped, as after \(Limits.statementSecondsMax) seconds: \(statement)")
        case "53300": .busy(message)
        case "53100": .unavailable(StorageError.diskFull)
        case "25006": .unavailable("the database is for reading only: \(message)")
        default: other
        }
    }

    private var other: StorageError {
        switch state.prefix(2) {
        // What the message says of data may be the data itself.
        case "22": .constraint(.init(kind: .type, detail: "a value does not fit (\(state)) in: \(statement)"))
        case "23": constraint(.type)
        case "XX" where state != "XX000": .corrupt(message)
        default: .unavailable("PostgreSQL \(state): \(message) in: \(statement)")
        }
    }

    private func constraint(_ kind: StorageError.Constraint.Kind) -> StorageError {
        let place = [table, column].compactMap { $0 }.joined(separator: ".")
        return .constraint(.init(kind: kind, detail: rule.map { "\(place) (\($0))" } ?? place))
    }
}
