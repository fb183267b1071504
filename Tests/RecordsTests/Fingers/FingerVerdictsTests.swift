// What a request about fingers is answered: never a score, never a guess.

import Basics
import Casework
import Registry
import Storage
import TestKit
import Testing

import struct Forms.SubjectRow

@testable import Records

struct FingerVerdictsTests {
    @Test func everyAnswerThereIs() async throws {
        let sample = try await DeskSample(populated: true)
        let people = try await sample.enrolled(6)
        let stranger = try RegistrySample.people()[20]
        let id = try await sample.fingerDraft([
            (people[0], InventedFingers.probe(of: people[0].personalID)),
            (people[1], InventedFingers.probe(of: people[0].personalID)),
            (people[2], try FingerBytes.enrolled(people[2])),
            (people[3], try FingerBytes.few(11, of: InventedFingers.probe(of: people[3].personalID))),
            (stranger, InventedFingers.probe(of: stranger.personalID)),
        ])
        let rows = try await sample.fingerAnswers(id)
        #expect(
            rows.map(\.verdict) == [
                .matches, .differs, .notComparable(.replay), .notComparable(.tooFewMinutiae), .noData(.noValue),
            ])
        #expect(rows.allSatisfy { $0.isIdentified })
        // A letter, a reason and a clause: there is no room for a number.
        #expect(rows[0].stored == "1\u{1F}t\u{1F}\u{1E}fingerprint\u{1F}1.1\u{1F}t\u{1F}")
        let (store, places) = (
            sample.store, try await sample.store.read { try $0.fingerTemplates(of: [people[0].personalID]) }
        )
        #expect(places.map(\.place.impression) == [1, 2] && places.allSatisfy { $0.place.finger == 0 })
        let report = try await DatabaseAudit(store).verify(schema: try await KnownSchema.of(store))
        #expect(report.isSound, "\(report)")
    }

    @Test func theFileOfAnEarlierRequestIsAReplay() async throws {
        let sample = try await DeskSample(populated: true)
        let people = try await sample.enrolled(2)
        let probes = people.map { InventedFingers.probe(of: $0.personalID) }
        // A request that was never approved used nothing up.
        _ = try await sample.fingerDraft([(people[0], probes[0])])
        let first = try await sample.fingerDraft([(people[0], probes[0])])
        #expect(try await sample.fingerAnswers(first).map(\.verdict) == [.matches])
        let second = try await sample.fingerDraft([(people[0], probes[0]), (people[1], probes[1])])
        #expect(try await sample.fingerAnswers(second, after: 1).map(\.verdict) == [.notComparable(.replay), .matches])
        let third = try await sample.fingerDraft([(people[0], probes[1])])
        #expect(try await sample.fingerAnswers(third, after: 2).map(\.verdict) == [.notComparable(.replay)])
    }

    @Test func numberAndNameMustMatchToo() async throws {
        let sample = try await DeskSample(populated: true)
        let person = try await sample.enrolled(1)[0]
        let id = try await sample.fingerDraft([(person, InventedFingers.probe(of: person.personalID))])
        var row = try await sample.rows([person], of: id)[0]
        row.fullName = "Trần Không Phải"
        try await sample.replaceSubjects([row], of: id)
        #expect(try await sample.fingerAnswers(id).map(\.verdict) == [.noData(.notIdentified)])
    }

    @Test func oneFingerIsComparedTheOneThatTheFileStates() async throws {
        let sample = try await DeskSample(populated: true)
        let people = Array(try RegistrySample.people().prefix(5))
        let impressions = try people.flatMap { person in
            try [UInt8(1), 2].map { finger in
                // The second finger is somebody else's: it must not be taken for the first.
                let owner = finger == 1 ? person : people[4]
                return (
                    "\(person.personalID)-\(finger).iso",
                    FingerBytes.of(finger: finger, try FingerBytes.enrolled(owner))
                )
            }
        }
        let files = Dictionary(uniqueKeysWithValues: impressions)
        _ = try await sample.store.importFingers(
            FingerFiles(names: Array(files.keys)) { files[$0] ?? [] }, keepGood: false, sealedBy: sample.desk.fingers,
            by: .system, at: DeskSample.now)
        let id = try await sample.fingerDraft(
            zip(people, [UInt8(0), 1, 2, 7]).map { person, finger in
                (person, FingerBytes.of(finger: finger, InventedFingers.probe(of: person.personalID)))
            })
        #expect(
            try await sample.fingerAnswers(id).map(\.verdict) == [
                .notComparable(.fingerNotStated), .matches, .differs, .noData(.noValue),
            ])
    }

    @Test func aLostKeyAndADamagedTemplateAreSaidAndNeverAWrongVerdict() async throws {
        let sample = try await DeskSample(populated: true)
        let people = try await sample.enrolled(3)
        let id = try await sample.fingerDraft(people.map { ($0, InventedFingers.probe(of: $0.personalID)) })
        let other = try await DeskSample(populated: true).desk.fingers
        try await sample.bring(id, through: "sign")
        try await sample.store.write { db in
            // A template that stands in another's place, and one whose key nobody has.
            let others = try db.fingerTemplates(of: [people[1].personalID])
            for (place, template) in try db.fingerTemplates(of: [people[0].personalID]) {
                try db.reseal(place, from: template, to: others[0].template)
            }
            try db.run("UPDATE finger_template SET key_id = 'lost' WHERE personal_id = \(people[2].personalID.value)")
        }
        #expect(try await sample.store.missingFingerKeys(sample.desk.fingers).map(\.id) == ["lost"])
        #expect(try await sample.store.missingFingerKeys(other).count == 2, "a file that is not there has no keys")
        try await sample.act("issue", id)
        #expect(
            try await sample.carriedOut(id).map(\.verdict) == [
                .notComparable(.templateDamaged), .matches, .notComparable(.keyMissing),
            ])
    }

    @Test func aLongListIsAnsweredBlockByBlock() async throws {
        let sample = try await DeskSample(populated: true)
        let people = try await sample.enrolled(Limits.fingerprintsInActMax + 1)
        let id = try await sample.fingerDraft(people.map { ($0, InventedFingers.probe(of: $0.personalID)) })
        let rows = try await sample.fingerAnswers(id)
        #expect(rows.count == people.count && rows.allSatisfy { $0.verdict == .matches })
        let begun = try await sample.store.read {
            try $0.rows("SELECT id FROM begun_release WHERE case_id = \(id)").count
        }
        #expect(begun == 1, "not in the transaction of the act")
    }
}
