// A copy of the files of a site that a test may change, and a case that begins under it.

import Basics
import Casework
import Forms
import Foundation
import Letters
import Storage
import TestKit

@testable import Records

struct PaperFolder {
    let root: URL

    init() throws {
        root = FileManager.default.temporaryDirectory.appending(path: "papers-\(UUID().uuidString)")
        for folder in ["Workflows", "Templates"] {
            let copy = root.appending(path: folder)
            try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
            try FileManager.default.copyItem(
                at: repositoryRoot.appending(path: folder).resolvingSymlinksInPath(), to: copy)
        }
    }

    func remove() throws { try FileManager.default.removeItem(at: root) }

    /// Changes a text of one file, which must hold it.
    func change(_ path: String, _ text: String, _ instead: String) throws {
        let file = root.appending(path: path)
        let content = try String(contentsOf: file, encoding: .utf8)
        guard content.contains(text) else { throw UnusableSite(findings: ["\(path) does not hold \(text)"]) }
        try content.replacing(text, with: instead).write(to: file, atomically: true, encoding: .utf8)
    }

    func write(_ path: String, _ content: String) throws {
        try content.write(to: root.appending(path: path), atomically: true, encoding: .utf8)
    }

    /// What `serve` would read.
    func load() throws -> Procedures {
        var folder = WorkflowFolder(
            root.appending(path: "Workflows").path, letters: root.appending(path: "Templates/letters").path)
        guard let procedures = folder.load(), folder.diagnostics.isEmpty else {
            throw UnusableSite(findings: folder.diagnostics.map(\.description))
        }
        return procedures
    }

    struct UnusableSite: Error { var findings: [String] }
}

/// A case of a notary's, begun under the files of one day.
struct PaperCase {
    let state: CaseState
    let service: ServiceEntry
    static let office = OfficeCode("01")
    private static let now = Samples.monday

    /// Begun and filed, with these answers and what was said in acts of the procedure.
    init(_ procedures: Procedures, answers: [String: FieldValue] = [:], said: [(String, Answers)] = []) throws {
        guard let service = procedures.catalogue["auth.identity"], let offer = procedures.offers[service.code],
            let clerk = Self.clerk
        else { throw PaperFolder.UnusableSite(findings: ["there is no service auth.identity"]) }
        self.service = service
        let creation = CaseCreation(
            service: offer.pin, procedure: offer.texts.procedure.pin, requester: Requester(Samples.notary),
            opener: clerk)
        let competence = Competence(
            office: Self.office, authority: "province", position: "", rule: "B-4", article: "Điều 9")
        let events: [CaseEvent] =
            [
                .created(creation: creation), .draftSaved(page: "purpose", answers: Answers(answers)),
                .filed(
                    code: "G01.801.000-260302-0001", incomingNumber: 1, receivedAt: Self.now, competence: competence,
                    term: Term(workingDays: 3, article: "Điều 10")),
                .rejectedAtIntake(reason: "Thiếu giấy tờ.", article: "Điều 10"),
            ] + said.map { .acted(act: $0, outcome: $0, answers: $1, by: clerk, office: Self.office) }
        guard let state = CaseState(id: Samples.id(7), events: events.map { ($0, Self.now) }) else {
            throw PaperFolder.UnusableSite(findings: ["the events make no case"])
        }
        self.state = state
    }

    private static let clerk: Signatory? = Signatory(
        account: nil, name: "Lê Thị Đào", position: Position(title: "CÁN BỘ"))

    /// A paper of the case by the texts it goes by.
    func letter(
        _ kind: PaperKind, _ procedures: Procedures, _ wording: PaperWording, _ db: any Connection
    ) throws -> ComposedLetter {
        let source = PaperSource(
            state: state, texts: try procedures.texts(of: state, db), procedures: procedures, wording: wording,
            subjects: [])
        return try source.letter(
            PaperSource.Sheet(
                kind: kind, number: 5, date: Self.now.date, office: Self.office, signer: Self.clerk,
                preparedOn: Self.now.date))
    }
}
