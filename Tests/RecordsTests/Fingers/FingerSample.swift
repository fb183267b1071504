// Requests about fingers at a desk of the sample: people with invented fingers, and files as they are uploaded.

import Basics
import Casework
import Formats
import Registry
import Storage
import TestKit

import struct Forms.SubjectRow

@testable import Fingerprints
@testable import Records

extension DeskSample {
    /// Enrols the first people of the sample, two impressions each, and gives them.
    func enrolled(_ count: Int) async throws -> [PersonRecord] {
        let people = Array(try RegistrySample.people().prefix(count))
        let report = try await store.importFingers(
            InventedFingers.files(of: people.map(\.personalID)), keepGood: false, sealedBy: desk.fingers, by: .system,
            at: Self.now
        ).report
        precondition(report.added == 2 * count, "\(report)")
        return people
    }

    /// A draft about these people, each with a file.
    func fingerDraft(_ files: [(person: PersonRecord, bytes: [UInt8])]) async throws -> CaseID {
        let id = try await begin("auth.fingerprint")
        var given = try GivenCase("auth.fingerprint")
        given.fillIn()
        try await desk.save(page: "purpose", given.state.answers, of: id, by: Self.filer, at: Self.now)
        try await upload(files.map { ("\($0.person.personalID).iso", $0.bytes) }, to: id)
        try await replaceSubjects(try await rows(files.map(\.person), of: id), of: id)
        return id
    }

    func upload(_ files: [(name: String, bytes: [UInt8])], to id: CaseID) async throws {
        let uploaded = files.map {
            UploadedFile(
                field: "fingerprint_files", fileName: $0.name, contentType: "application/octet-stream", bytes: $0.bytes)
        }
        let uploads = FingerUploads(uploaded, field: "fingerprint_files")
        try await desk.keep(uploads, of: id, by: Self.filer, at: Self.now)
    }

    /// People with the files that bear their numbers.
    func rows(_ people: [PersonRecord], of id: CaseID) async throws -> [SubjectRow] {
        let names = try await desk.fingerNames(of: id)
        return people.map { person in
            let name = "\(person.personalID).iso"
            return SubjectRow(
                personalID: person.personalID.description, fullName: person.fullName,
                birthDate: person.birthDate.description,
                claims: names[name].map { ["fingerprint": FingerprintClaim(fileName: name, digest: $0).stored] } ?? [:])
        }
    }

    /// The answers that a request gets.
    func fingerAnswers(_ id: CaseID, after seconds: Int = 0) async throws -> [AnswerRow] {
        try await bring(id, through: "issue", at: Self.now.adding(seconds: seconds))
        return try await carriedOut(id, after: seconds)
    }

    /// The answers of a request whose decision was issued.
    func carriedOut(_ id: CaseID, after seconds: Int = 0) async throws -> [AnswerRow] {
        for _ in 0..<20 { try await worker.runDue(at: Self.now.adding(seconds: seconds)) }
        guard let release = try await state(id).release else { return [] }
        return try await store.read { db in
            try db.blocks(of: release).flatMap { try db.answers(of: $0, in: release) }
        }
    }

    func probeCount(_ id: CaseID) async throws -> Int { try await store.read { try $0.probeCount(of: id) } }
}

/// Templates that are made up.
enum FingerBytes {
    /// An enrolled impression, byte for byte.
    static func enrolled(_ person: PersonRecord) throws -> [UInt8] {
        try InventedFingers.files(of: [person.personalID]).load("\(person.personalID)-1.iso")
    }

    /// The same record as one of another finger.
    static func of(finger: UInt8, _ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        bytes[24] = finger
        return bytes
    }

    /// So many minutiae of a template.
    static func few(_ count: Int, of bytes: [UInt8]) throws -> [UInt8] {
        let template = try FingerprintTemplate(iso: bytes)
        return FingerprintTemplate(
            views: template.views.map { view in
                FingerprintView(
                    width: view.width, height: view.height, horizontalResolution: view.horizontalResolution,
                    verticalResolution: view.verticalResolution, minutiae: Array(view.minutiae.prefix(count)))
            }
        ).iso
    }
}
