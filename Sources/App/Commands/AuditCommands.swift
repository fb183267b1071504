// `trinhky audit verify`: proves the log, and the tables by it, with the database file alone.

import ArgumentParser
import Basics
import Records
import Storage

struct AuditCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "The append-only log.", subcommands: [Verify.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check the log and every table against it; names the first difference of each, ends with 1.",
            discussion: "Compares the log with the newest anchor of the setting 'anchor-file' too.")

        @Flag(help: "Check the chain of the log alone.") var quick = false
        @Option(
            help: "A place known from outside, POSITION:HASH as this command prints it (repeat for several).")
        var anchor: [String] = []
        @OptionGroup var site: SiteOptions

        func validate() throws { _ = try anchors() }

        func run() async throws {
            let settings = try site.settings()
            let kept = try AnchorFile(path: settings.anchorPath).newest()
            let anchors = try anchors() + (kept.map { [$0.anchor] } ?? [])
            let report = try await OpenSite.reading(settings) { store in
                let audit = DatabaseAudit(store, anchors: anchors, progress: ProgressLine().show)
                return try await quick ? audit.verifyLog() : audit.verify(schema: KnownSchema.of(store))
            }
            try Self.tell(report, kept)
        }

        /// Prints what was found; a difference is a failure.
        static func tell(_ report: AuditReport, _ kept: AnchorFile.Line?) throws {
            let ledger = report.ledger
            let faults = LedgerWords.faults(of: report)
            guard faults.isEmpty else { throw CommandFault(faults.joined(separator: "\n")) }
            let erased = ledger.erased == 0 ? "" : " (\(ledger.erased) erased by order)"
            let tables = report.isQuick ? "tables not looked at, " : "every table as the log says, "
            Output.line("sound: \(ledger.entries) entries\(erased), \(tables)head \(ledger.head)")
            if let kept {
                Output.line("compared with the anchor of \(kept.moment), entry \(kept.anchor.position)")
            } else {
                Output.remark("no anchor to compare with: nobody would notice that the log had lost its end")
            }
        }

        private func anchors() throws -> [LedgerAnchor] {
            try anchor.map { text in
                guard let anchor = LedgerAnchor(text) else { throw ValidationError("'\(text)' is no POSITION:HASH") }
                return anchor
            }
        }
    }
}

enum LedgerWords {
    /// A line for each thing that is wrong; none for a sound database.
    static func faults(of report: AuditReport) -> [String] {
        (report.ledger.fault.map { [text($0)] } ?? []) + report.findings.map(text)
    }

    private static func text(_ fault: LedgerFault) -> String {
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
            case .lost:
                "is gone, which an anchor knows: the end of the log was cut off, or the file beside the database "
                    + "(-wal) was lost"
            }
        return "the log is broken: entry \(fault.position) \(what)"
    }

    private static func text(_ finding: AuditFinding) -> String {
        let what =
            switch finding.kind {
            case .missing: "is missing"
            case .unknown: "is not known to the log"
            case .different: "is not what the log says"
            }
        switch finding.table {
        case "integrity": return "the database is damaged: \(finding.row)"
        case "schema": return "the schema was changed: \(finding.row.trimmed) \(what)"
        default: return "\(finding.table): \(finding.row) \(what)"
        }
    }
}
