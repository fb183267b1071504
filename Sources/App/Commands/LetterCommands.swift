// `trinhky letter verify`: whether a PDF is a paper of this server.

import ArgumentParser
import Casework
import Foundation
import Records

struct LetterCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "letter", abstract: "Issued letters.", subcommands: [Verify.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say whether a PDF is genuine, and who signed it with what authority; ends with 1 if it is not.")

        @Argument(help: "The PDF as it was received.") var file: String
        @OptionGroup var site: SiteOptions

        func run() async throws {
            guard let content = FileManager.default.contents(atPath: file) else {
                throw CommandFault("\(file) cannot be read")
            }
            let proof = try await OpenSite.reading(try site.settings()) { store in
                try await PaperProof.find(Array(content), store)
            }
            guard let proof else { throw CommandFault("not genuine: no issued paper has these bytes") }
            for line in Self.lines(proof) { Output.line(line) }
        }

        /// What may be told to anybody who holds the paper: no requester, no citizen.
        static func lines(_ proof: PaperProof) -> [String] {
            let paper = proof.paper
            var lines = ["genuine: \(paper.kind.rawValue)"]
            guard paper.office != nil else { return lines + requesters(proof) }
            if let reference = paper.reference { lines.append("number: \(reference)") }
            lines.append("date: \(paper.date)")
            if let office = paper.office { lines.append("office: \(office)") }
            if paper.signer == nil { lines.append("signer: none, made by the system") }
            if let signer = paper.signer {
                lines += signing(signer)
            }
            return lines + ["log position: \(proof.position)"]
        }

        /// The requester's own document says number, date and signatory itself; who answered for it may be another.
        private static func requesters(_ proof: PaperProof) -> [String] {
            let head = proof.head
            return ["number: \(head.number)", "date: \(head.placeAndDate)"]
                + head.signatories.flatMap(signing)
                + (proof.paper.signer.map { ["vouched for by: \($0.name)"] } ?? [])
                + ["log position: \(proof.position)"]
        }

        private static func signing(_ signer: Signatory) -> [String] {
            let titles = [signer.position.authority, signer.position.title].filter { !$0.isEmpty }
            return ["signer: \(signer.name)", "authority: \(titles.joined(separator: " "))"]
        }
    }
}
