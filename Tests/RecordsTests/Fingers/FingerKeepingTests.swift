// How long uploaded fingers are kept, what is enrolled, and sealing all of it anew.

import Basics
import Casework
import Formats
import Forms
import Registry
import Storage
import TestKit
import Testing

@testable import Records

struct FingerKeepingTests {
    private func probe(_ person: PersonRecord) -> [UInt8] { InventedFingers.probe(of: person.personalID) }

    @Test func uploadsGoWithTheListThatNamesThem() async throws {
        let sample = try await DeskSample(populated: true)
        let people = Array(try RegistrySample.people().prefix(3))
        let id = try await sample.fingerDraft(people.map { ($0, probe($0)) })
        #expect(try await sample.probeCount(id) == 3)
        try await sample.replaceSubjects(try await sample.rows([people[0], people[1]], of: id), of: id)
        #expect(try await sample.probeCount(id) == 2, "a person taken off the list takes the finger along")
        try await sample.upload([("later.iso", probe(people[2]))], to: id)
        try await sample.replaceSubjects(try await sample.rows([people[1], people[0]], of: id), of: id)
        #expect(try await sample.probeCount(id) == 3, "what no row names yet waits for one")
        try await sample.bring(id, through: "vouch")
        #expect(try await sample.probeCount(id) == 2, "and goes when the request is filed")
    }

    @Test func aListNamesNothingThatIsNotThere() async throws {
        let sample = try await DeskSample(populated: true)
        let people = Array(try RegistrySample.people().prefix(2))
        let id = try await sample.fingerDraft([(people[0], probe(people[0]))])
        let rows = try await sample.rows([people[0]], of: id)
        let other = try await sample.begin("auth.fingerprint")
        let refused = try await sample.refusal { try await sample.replaceSubjects(rows, of: other) }
        guard case .invalid = refused else { throw Rejection.notFound }
        let stranger = Samples.person(.filer, of: Samples.bank)
        let uploads = FingerUploads(
            [UploadedFile(field: "f", fileName: "a.iso", contentType: "", bytes: probe(people[0]))], field: "f")
        #expect(
            try await sample.refusal {
                try await sample.desk.keep(uploads, of: id, by: stranger, at: DeskSample.now)
            } == .notFound)
    }

    @Test func theNewestFileOfANameCounts() async throws {
        let sample = try await DeskSample(populated: true)
        let people = Array(try RegistrySample.people().prefix(2))
        let id = try await sample.begin("auth.fingerprint")
        try await sample.upload([("a.ISO", probe(people[0]))], to: id)
        try await sample.desk.keep(
            FingerUploads(
                [UploadedFile(field: "f", fileName: "A.iso", contentType: "", bytes: probe(people[1]))], field: "f"),
            of: id, by: DeskSample.filer, at: DeskSample.now.adding(seconds: 1))
        #expect(try await sample.desk.fingerNames(of: id) == ["a.iso": Digest(of: probe(people[1]))])
    }

    @Test func aUploadSaysWhatIsWrongWithIt() throws {
        let person = try RegistrySample.people()[0]
        func uploads(_ name: String, _ bytes: [UInt8]) -> FingerUploads {
            FingerUploads([UploadedFile(field: "f", fileName: name, contentType: "", bytes: bytes)], field: "f")
        }
        #expect(uploads("a.iso", Array("%PDF".utf8)).faults == ["a.iso": .fingerprintFormat])
        #expect(uploads("a.iso", Array(probe(person).dropLast())).faults == ["a.iso": .fingerprintBroken])
        #expect(uploads("a.pdf", probe(person)).problems.map(\.code) == ["problem.fingerprint-file-name"])
        #expect(uploads("=a.iso", probe(person)).problems.map(\.code) == ["problem.fingerprint-file-name"])
        #expect(uploads("a.zip", probe(person)).problems.map(\.code) == ["problem.zip-damaged"])
        let zip = SampleZIP(["x/b.iso": probe(person), "x/notes.txt": [1]]).bytes
        #expect(uploads("a.ZIP", zip).templates == ["b.iso": probe(person)])
        let twice = FingerUploads(
            ["b.iso", "B.ISO"].map { UploadedFile(field: "f", fileName: $0, contentType: "", bytes: probe(person)) },
            field: "f")
        #expect(twice.problems.map(\.code) == ["problem.zip-name-twice"])
    }

    @Test func sealingAnewKeepsEveryFingerAndSaysWhatCannotBeOpened() async throws {
        let sample = try await DeskSample(populated: true)
        let (store, keys) = (sample.store, sample.desk.fingers)
        let people = try await sample.enrolled(5)
        let id = try await sample.fingerDraft(people.prefix(2).map { ($0, probe($0)) })
        let new = try keys.add()
        try await store.write { db in
            try db.run(
                """
                UPDATE finger_template SET key_id = 'lost'
                WHERE personal_id = \(people[4].personalID.value) AND impression = 2
                """)
        }
        let report = try await store.resealFingers(with: keys, by: .system, at: DeskSample.now)
        #expect(report == ResealReport(key: new, resealed: 11, keyMissing: 1, damaged: 0))
        let again = try await store.resealFingers(with: keys, by: .system, at: DeskSample.now)
        #expect(again == ResealReport(key: new, resealed: 0, keyMissing: 1, damaged: 0))
        #expect(try await sample.fingerAnswers(id).map(\.verdict) == [.matches, .matches])
        let entries = try await store.read { try $0.entries(of: "registry").map(\.type) }
        #expect(entries.suffix(3) == ["fingers-imported", "fingers-resealed", "fingers-resealed"])
    }

    @Test func whatIsDamagedDoesNotHoldUpTheRest() async throws {
        let sample = try await DeskSample(populated: true)
        let (store, keys) = (sample.store, sample.desk.fingers)
        let people = try await sample.enrolled(4)
        try await store.write { db in
            let sealed = try db.fingerTemplates(of: [people[3].personalID])[0].template
            try db.reseal(
                try db.fingerTemplates(of: [people[0].personalID])[0].place,
                from: try db.fingerTemplates(of: [people[0].personalID])[0].template, to: sealed)
        }
        try keys.add()
        let report = try await store.resealFingers(with: keys, by: .system, at: DeskSample.now)
        #expect(report.resealed == 7 && report.damaged == 1)
    }

    @Test func anImportIsWholeOrNothingAndNamesEachBadFile() async throws {
        let sample = try await DeskSample(populated: true)
        let people = Array(try RegistrySample.people().prefix(2))
        let good = try FingerBytes.enrolled(people[0])
        let number = people[0].personalID
        let files: [String: [UInt8]] = [
            "\(number).iso": good, "\(number)-1.fmr": good, "\(number)-4.iso": good, "x.iso": good,
            "000000000000.iso": good, "\(people[1].personalID).iso": try FingerBytes.few(19, of: good),
            "\(people[1].personalID)-2.iso": [1, 2, 3],
            "\(people[1].personalID)-3.iso": FingerBytes.of(finger: 11, good),
            "notes.txt": [],
        ]
        func run(keepGood: Bool) async throws -> (report: PopulationReport, problems: [FingerFileProblem]) {
            try await sample.store.importFingers(
                FingerFiles(names: Array(files.keys)) { files[$0] ?? [] }, keepGood: keepGood,
                sealedBy: sample.desk.fingers, by: .system, at: DeskSample.now)
        }
        await #expect(throws: FingerImportRefusal.self) { try await run(keepGood: false) }
        #expect(try await sample.store.read { try $0.fingerTemplates(of: people.map(\.personalID)).count } == 0)
        let (report, problems) = try await run(keepGood: true)
        #expect(report == PopulationReport(added: 1, refused: 7))
        for words in [
            "the name is not", "nobody", "19 minutiae, of 20", "wrong-magic", "no finger 11", "same impression",
        ] {
            #expect(problems.contains { $0.reason.contains(words) }, "\(words)")
        }
        #expect(try await run(keepGood: true).report == PopulationReport(unchanged: 1, refused: 7))
    }

    @Test func aZIPIsImportedLikeAFolder() async throws {
        let sample = try await DeskSample(populated: true)
        let people = Array(try RegistrySample.people().prefix(2))
        let zip = SampleZIP(
            Dictionary(uniqueKeysWithValues: try people.map { ("\($0.personalID).iso", try FingerBytes.enrolled($0)) }))
        let report = try await sample.store.importFingers(
            try FingerFiles(zip: zip.bytes, named: "a.zip"), keepGood: false, sealedBy: sample.desk.fingers,
            by: .system,
            at: DeskSample.now
        ).report
        #expect(report == PopulationReport(added: 2))
        #expect(throws: FingerImportRefusal.self) { try FingerFiles(zip: [1, 2], named: "a.zip") }
    }
}
