// `trinhky letter verify`: whether a PDF is a paper of this server.

import ArgumentParser
import Basics
import Casework
import Foundation
import Records
import Registry
import Storage

struct LetterCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "letter", abstract: "Issued letters.", subcommands: [Verify.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say whether a file is a paper or a result of this server, and what it says; ends with 1 if not.")

        @Argument(help: "The file as it was received.") var file: String
        @OptionGroup var site: SiteOptions

        func run() async throws {
            guard let content = FileManager.default.contents(atPath: file) else {
                throw CommandFault("\(file) cannot be read")
            }
            let proof = try await OpenSite.reading(try site.settings()) { store in
                try await store.read { db in try db.proof(of: Array(content)) }
            }
            switch proof {
            case .paper(let paper): Self.paper(paper).forEach(Output.line)
            case .result(let result): Self.result(result).forEach(Output.line)
            case .altered(let paper):
                throw CommandFault(
                    "altered: it bears the code \(paper.code) of a paper of this server, and is not its file")
            case .alteredResult(let result):
                throw CommandFault(
                    "altered: it names a release of \(result.at.date) of this server, and is not a file made of it")
            case .foreign: throw CommandFault("foreign: no paper and no result of this server has these bytes")
            }
        }

        /// What may be told to anybody who holds the paper: no requester, no citizen.
        static func paper(_ proof: IssuedPaper) -> [String] {
            let paper = proof.paper
            let standing =
                switch proof.standing {
                case .valid: [String]()
                case .replaced(let other): ["replaced: by paper \(other) of the dossier"]
                case .recalled(let other): ["recalled: by paper \(other) of the dossier"]
                }
            let lines = ["genuine: \(paper.kind.rawValue)"] + standing
            guard let office = paper.office else { return lines + requesters(proof) }
            return lines + (paper.reference.map { ["number: \($0)"] } ?? [])
                + ["date: \(paper.date)", "office: \(office)"]
                + (paper.signer.map(signing) ?? ["signer: none, made by the system"])
                + ["log position: \(proof.position)"]
        }

        /// The requester's own document says number, date and signatory itself; who answered for it may be another.
        private static func requesters(_ proof: IssuedPaper) -> [String] {
            let head = proof.head
            return ["number: \(head.number)", "date: \(head.placeAndDate)"]
                + head.signatories.flatMap(signing)
                + (proof.paper.signer.map { ["vouched for by: \($0.name)"] } ?? [])
                + ["log position: \(proof.position)"]
        }

        /// Which data it holds, and what allowed it; none of the data.
        static func result(_ result: IssuedResult) -> [String] {
            let basis =
                switch result.basis {
                case .decision(let decision): "decision: \(decision.number) of \(decision.date)"
                case .law(let article): "law: \(article)"
                }
            return ["genuine: result (\(result.format?.rawValue ?? ""))"]
                + (result.caseCode.map { ["case: \($0)"] } ?? [])
                + [basis, "released: \(result.at)", "persons: \(result.rows)"]
        }

        private static func signing(_ signer: Signatory) -> [String] {
            ["signer: \(signer.name)", "authority: \(signer.position.lines.joined(separator: " "))"]
                + (signer.authority.map { ["under: \(Self.basis($0))"] } ?? [])
                + (signer.decidedOn.map { ["signed: \($0)"] } ?? [])
        }

        /// With which authority they signed.
        private static func basis(_ authority: SigningAuthority) -> String {
            let end = authority.until.map { " until \($0)" } ?? ""
            return "\(authority.kind.rawValue), \(authority.paper) of \(authority.paperDate), "
                + "from \(authority.from)\(end)"
        }
    }
}
