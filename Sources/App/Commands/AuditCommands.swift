// `trinhky audit verify`: checks the whole log with the database file alone.

import ArgumentParser
import Basics
import Records

struct AuditCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "The append-only log.", subcommands: [Verify.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check every entry of the log; names the first bad one and ends with 1.")

        @Option(
            help: "A place known from outside, POSITION:HASH as this command prints it (repeat for several).")
        var anchor: [String] = []
        @OptionGroup var site: SiteOptions

        func validate() throws { _ = try anchors() }

        func run() async throws {
            let anchors = try anchors()
            let report = try await OpenSite.reading(try site.settings()) { store in
                try await LedgerAudit.verify(store, anchors: anchors)
            }
            try Self.tell(report)
        }

        /// Prints what was found; a broken log is a failure.
        static func tell(_ report: LedgerReport) throws {
            if let fault = report.fault { throw CommandFault(LedgerWords.text(fault)) }
            let erased = report.erased == 0 ? "" : " (\(report.erased) erased by order)"
            Output.line(
                "sound: \(report.entries) entries\(erased), head \(report.head.position):\(report.head.hash.hex)")
        }

        /// A digest of 64 hexadecimal digits.
        private static func digest(_ text: Substring) -> Digest? {
            guard text.utf8.count == 64, text.allSatisfy(\.isHexDigit) else { return nil }
            let digits = text.compactMap(\.hexDigitValue)
            return Digest(bytes: stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) })
        }

        private func anchors() throws -> [LedgerAnchor] {
            try anchor.map { text in
                let parts = text.split(separator: ":", omittingEmptySubsequences: false)
                guard parts.count == 2, let position = Int64(parts[0]), position > 0,
                    let hash = Self.digest(parts[1])
                else { throw ValidationError("'\(text)' is no POSITION:HASH") }
                return LedgerAnchor(position: position, hash: hash)
            }
        }
    }
}

enum LedgerWords {
    static func text(_ fault: LedgerFault) -> String {
        let what =
            switch fault.kind {
            case .gap: "is missing though later ones are there"
            case .malformed: "cannot be read as an entry"
            case .link: "does not carry the hash of the one before it"
            case .hash: "is not what its hash was made of"
            case .payload: "does not hold the payload it carries the digest of"
            case .missing: "has lost its payload, and no later entry says on whose order"
            case .erasure: "says that payloads were erased which were not"
            case .sequence: "is out of order within its stream"
            case .head: "is not what the head of the log records: entries were cut off or added"
            case .anchor: "is not the one the anchor knows"
            }
        return "the log is broken: entry \(fault.position) \(what)"
    }
}
