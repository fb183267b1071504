// A case keeps what it was asked: files that change or go change no open case.

import Basics
import Casework
import FEEL
import Foundation
import Storage
import TestKit
import Testing
import Workflow

import struct Forms.FieldValues

@testable import Records

struct PinnedTextTests {
    /// A copy of `Workflows` in which the test may write; removed by the system.
    private static func copy() throws -> URL {
        let folder = URL(filePath: try Program.temporaryFolder()).appending(path: "Workflows")
        try FileManager.default.copyItem(at: repositoryRoot.appending(path: "Workflows"), to: folder)
        return folder
    }

    private static func change(_ path: String, in folder: URL, _ old: String, _ new: String) throws {
        let file = folder.appending(path: path)
        let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        try #require(text.contains(old), "\(path)")
        try Data(text.replacingOccurrences(of: old, with: new).utf8).write(to: file)
    }

    private static func load(_ folder: URL) throws -> Procedures {
        let (procedures, findings) = DeskSample.load(folder)
        return try #require(procedures, "\(findings)")
    }

    /// The same store under other files, as after a restart.
    private static func restart(_ sample: DeskSample, _ folder: URL) throws -> CaseDesk {
        CaseDesk(
            store: sample.store, procedures: try load(folder), papers: sample.desk.papers,
            payment: sample.desk.payment)
    }

    @Test func aCaseGoesOnUnderItsOwnTexts() async throws {
        let sample = try await DeskSample(populated: true)
        let id = try await sample.draft("provide.fields")
        let folder = try Self.copy()
        let before = try #require(try await sample.desk.look(id, DeskSample.filer, at: DeskSample.now))
        try Self.change(
            "services/provide.fields.xml", in: folder, "birth_date sex birth_place", "birth_date birth_place")
        try Self.change("written-request/strings/vi.json", in: folder, "Mục đích sử dụng", "Dùng để làm gì")
        try Self.change(
            "written-request/form.xml", in: folder, "key=\"legal_basis\" max=\"1000\"",
            "key=\"legal_basis\" max=\"900\"")
        try Self.change("written-request/process.bpmn", in: folder, "id=\"examine\"", "id=\"examination\"")
        try Self.change("written-request/process.bpmn", in: folder, ">examine<", ">examination<")
        try Self.change("written-request/process.bpmn", in: folder, "\"examine\"", "\"examination\"")
        try Self.change(
            "written-request/term.dmn", in: folder, "<outputEntry><text>3</text>", "<outputEntry><text>9</text>")
        let desk = try Self.restart(sample, folder)
        let after = try #require(try await desk.look(id, DeskSample.filer, at: DeskSample.now))
        #expect(after.procedure.digest == before.procedure.digest)
        #expect(after.service == before.service && after.service.fields.contains("sex"))
        #expect(after.form == before.form)
        #expect(after.procedure.words["field.purpose_code", .vi] == "Mục đích sử dụng")
        #expect(after.procedure.process.node("examine") != nil)
        let term = try after.procedure.evaluate("term", ["receivedOn": .date(DeskSample.now.date)])
        #expect(term.value.asContext?["workingDays"]?.asNumber == 3)
        // A case that is begun today goes by the files of today.
        let new = CaseID(at: DeskSample.now, random: Random.bytes(10))
        _ = try await desk.create(id: new, service: "provide.fields", by: DeskSample.filer, at: DeskSample.now)
        let fresh = try #require(try await desk.look(new, DeskSample.filer, at: DeskSample.now))
        #expect(fresh.procedure.process.node("examination") != nil && !fresh.service.fields.contains("sex"))
    }

    /// The term in a file of its own, which the table imports.
    private static func importTerm(in folder: URL) throws {
        let model = "https://www.omg.org/spec/DMN/20191111/MODEL/"
        let text = """
            <definitions xmlns="\(model)" id="m" name="days" namespace="urn:days">
            <decision id="now" name="now"><variable name="now" typeRef="number"/>
            <literalExpression><text>3</text></literalExpression></decision></definitions>
            """
        try Data(text.utf8).write(to: folder.appending(path: "written-request/days.dmn"))
        let term = "written-request/term.dmn"
        let start = "namespace=\"https://trinhky.example/dmn/term\">"
        let imported = "<import name=\"days\" namespace=\"urn:days\" locationURI=\"days.dmn\" importType=\"\(model)\"/>"
        try change(term, in: folder, start, start + imported)
        let need = "<informationRequirement id=\"needs-receivedOn\">"
        let other = "<informationRequirement><requiredDecision href=\"urn:days#now\"/></informationRequirement>"
        try change(term, in: folder, need, other + need)
        try change(term, in: folder, "<text>3</text>", "<text>days.now</text>")
    }

    @Test func importedTablesAreKeptAndReadBack() async throws {
        let sample = try await DeskSample()
        let folder = try Self.copy()
        try Self.importTerm(in: folder)
        func begin() async throws -> CaseID {
            let id = CaseID(at: DeskSample.now, random: Random.bytes(10))
            try await Self.restart(sample, folder)
                .create(id: id, service: "auth.identity", by: DeskSample.filer, at: DeskSample.now)
            return id
        }
        let old = try await begin()
        try Self.change("written-request/days.dmn", in: folder, "<text>3</text>", "<text>4</text>")
        let new = try await begin()
        let desk = try Self.restart(sample, folder)
        for (id, days) in [(old, 3), (new, 4)] {
            let texts = try #require(try await desk.look(id, DeskSample.filer, at: DeskSample.now))
            let term = try texts.procedure.evaluate("term", ["receivedOn": .date(DeskSample.now.date)])
            #expect(term.value.asContext?["workingDays"]?.asNumber.map { "\($0)" } == "\(days)")
        }
    }

    @Test func fullApprovalMeansWhatWasVouchedFor() async throws {
        let sample = try await DeskSample(populated: true)
        let id = try await sample.draft("provide.fields")
        try await sample.bring(id, through: "vouch")
        let vouched = try await sample.state(id)
        let content = try #require(vouched.vouchedContent)
        #expect(content.fields.contains("other_name") && content.fields.count == 3)
        #expect(content.service == vouched.creation.service.digest)
        let folder = try Self.copy()
        try Self.change(
            "services/provide.fields.xml", in: folder, "full_name other_name birth_date", "full_name birth_date")
        let desk = try Self.restart(sample, folder)
        for (slug, role) in [("accept", Role.clerk), ("propose-approval", .officer), ("sign", .approver)] {
            let actor = Samples.person(role, at: DeskSample.office)
            try await sample.empower(actor)
            _ = try await desk.perform(
                slug, on: id, by: actor, input: FieldValues(["password": ["x"]]),
                expected: nil, isReauthenticated: true, at: DeskSample.now)
        }
        #expect(try await sample.state(id).decision?.fields == content.fields)
    }

    @Test func aDraftOfARemovedServiceCanBeReadAndWithdrawnButNotSent() async throws {
        let sample = try await DeskSample()
        let (draft, other) = (try await sample.draft("auth.identity"), try await sample.draft("auth.identity"))
        try await sample.bring(other, through: "submit")
        let folder = try Self.copy()
        try FileManager.default.removeItem(at: folder.appending(path: "services/auth.identity.xml"))
        let desk = try Self.restart(sample, folder)
        func perform(_ slug: String, _ id: CaseID, _ actor: Actor) async throws {
            _ = try await desk.perform(
                slug, on: id, by: actor, input: ["password": "x"], expected: nil, isReauthenticated: true,
                at: DeskSample.now)
        }
        #expect(try await desk.look(draft, DeskSample.filer, at: DeskSample.now)?.service.code == "auth.identity")
        await #expect(throws: Rejection.rule("service-removed")) {
            try await perform("submit", draft, DeskSample.filer)
        }
        await #expect(throws: Rejection.rule("service-removed")) {
            try await perform("vouch", other, DeskSample.official)
        }
        try await perform("withdraw", draft, DeskSample.filer)
        #expect(try await sample.state(draft).stage == .withdrawn)
    }

    @Test func withoutItsProcedureAnOpenCaseStillComesToItsEnd() async throws {
        let sample = try await DeskSample(populated: true)
        let id = try await sample.draft("auth.identity")
        try await sample.bring(id, through: "vouch")
        let folder = try Self.copy()
        let services = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "services").path)
        for service in services {
            try FileManager.default.removeItem(at: folder.appending(path: "services/\(service)"))
        }
        try FileManager.default.removeItem(at: folder.appending(path: "written-request"))
        let desk = try Self.restart(sample, folder)
        let steps: [(String, Role)] = [
            ("accept", .clerk), ("propose-approval", .officer), ("sign", .approver), ("issue", .clerk),
        ]
        for (slug, role) in steps {
            let actor = Samples.person(role, at: DeskSample.office)
            try await sample.empower(actor)
            _ = try await desk.perform(
                slug, on: id, by: actor, input: FieldValues(["password": ["x"]]),
                expected: nil, isReauthenticated: true, at: DeskSample.now)
        }
        let worker = Worker(desk: desk, papers: sample.shelf)
        #expect(try await worker.runDue(at: DeskSample.now) == [])
        let state = try await sample.state(id)
        #expect(state.stage == .fulfilled && state.papers.map(\.kind).contains(.resultNotice))
    }

    @Test func aKeptTextThatWasChangedIsNoticed() async throws {
        let sample = try await DeskSample()
        let id = try await sample.draft("auth.identity")
        let folder = try Self.copy()
        try Self.change("written-request/strings/en.json", in: folder, "Purpose", "Aim")
        try await sample.store.write { db in try db.run("UPDATE text SET content = \([UInt8](repeating: 1, count: 3))")
        }
        let desk = try Self.restart(sample, folder)
        await #expect(throws: StorageError.self) { try await desk.look(id, DeskSample.filer, at: DeskSample.now) }
    }
}
