// A request about fingers from the upload to the answer, by HTTP.

import Basics
import Fingerprints
import Foundation
import Records
import Storage
import TestKit
import Testing

extension WholeJob {
    @Suite struct Fingerprints {
        private static let service = "auth.fingerprint"

        private func site() throws -> JobSite { try JobSite.here() }

        /// People whose finger is enrolled: the first ones that live.
        private func people(_ range: Range<Int>) throws -> [Citizen] {
            Array(try site().citizens.prefix(190).filter { $0["death_or_missing_date"].isEmpty }[range])
        }

        /// An impression of the invented finger of a person: 1 and 2 are enrolled.
        private func impression(_ number: Int, of citizen: Citizen) throws -> [UInt8] {
            SyntheticFinger(seed: try #require(UInt64(citizen.id))).impression(number).iso
        }

        private func row(_ citizen: Citizen) -> [String: String] {
            citizen.claiming("fingerprint", "\(citizen.id).iso")
        }

        private func list(_ citizens: [Citizen]) -> HTTPFile {
            HTTPFile(
                field: "subjects_file", fileName: "a.csv", contentType: "text/csv",
                bytes: CSVFile.bytes(Citizen.keyColumns + ["fingerprint"], citizens.map(row)))
        }

        private func zip(_ files: [String: [UInt8]]) -> HTTPFile {
            HTTPFile(
                field: "fingerprint_files", fileName: "van-tay.zip", contentType: "application/zip",
                bytes: SampleZIP(files).bytes)
        }

        private func file(_ name: String, _ bytes: [UInt8]) -> HTTPFile {
            HTTPFile(field: "fingerprint_files", fileName: name, contentType: "application/octet-stream", bytes: bytes)
        }

        private func send(_ files: [HTTPFile], _ fields: [(String, String)] = [], to dossier: Dossier) async throws
            -> HTTPAnswer
        {
            try await site().desk(dossier.route.filer).upload("\(dossier.path)/subjects", fields, files: files)
        }

        @Test func fingersAreUploadedComparedAndAnsweredWithoutAScore() async throws {
            let citizens = try people(0..<5)
            let files = [
                "\(citizens[0].id).iso": try impression(5, of: citizens[0]),
                "\(citizens[1].id).iso": try impression(5, of: citizens[0]),
                "\(citizens[2].id).iso": try impression(1, of: citizens[2]),
                "\(citizens[3].id).iso": try impression(6, of: citizens[3]),
                "nobody.iso": try impression(4, of: citizens[4]),
            ]
            let dossier = try await site().draft(Self.service, .notary)
            try await dossier.fill(from: [list(Array(citizens[..<4])), zip(files)])
            let digest = Digest(of: files["\(citizens[0].id).iso"] ?? []).hex
            let page = try await site().page("\(dossier.path)/subjects", as: "filer-notary")
            #expect(page.text.contains("value=\"\(citizens[0].id).iso\"") && !page.text.contains(digest))
            let csv = try await site().page("\(dossier.path)/subjects.csv", as: "filer-notary")
            #expect(csv.text.contains(",\(citizens[0].id).iso\r\n") && !csv.text.contains(digest))
            try await dossier.act("submit", by: "filer-notary", to: "awaiting-vouch")
            try await dossier.act("vouch", by: "official-notary", to: "filed")
            #expect(try await dossier.words(ofLetter: 1, as: "clerk-01").contains("\(citizens[0].id).iso"))
            try await dossier.act("accept", by: "clerk-01", to: "accepted")
            try await dossier.act("propose-approval", by: "officer-01", to: "proposed")
            try await dossier.sign(by: "approver-01")
            try await dossier.issue()
            let rows = try await dossier.result().rows
            #expect(rows.map { $0["result"] } == ["true", "false", "not-comparable", "true"])
            #expect(rows.map { $0["reason"] } == ["", "", "replay", ""])
            let (result, xml) = (
                try await site().page("\(dossier.path)/result", as: "filer-notary"),
                try await site().page("\(dossier.path)/result.xml", as: "filer-notary")
            )
            #expect(result.words.contains("bản sao của mẫu đang lưu") && xml.text.contains("replay"))
            #expect(result.words.contains("không chứng minh là người khác"))
            try await expectNoScore([result.text, xml.text], rows)
        }

        /// Whatever number there could be is in none of the answers.
        private func expectNoScore(_ texts: [String], _ rows: [[String: String]]) async throws {
            #expect(
                rows.allSatisfy {
                    Set($0.keys) == ["row", "personal_id", "full_name", "result", "reason", "clauses"]
                        || $0["fingerprint"].map { ["true", "false", "not-comparable", "no-data"].contains($0) } == true
                })
            for text in texts { #expect(!text.contains("score")) }
        }

        @Test func aMissingOrBrokenFileIsSaidAtItsRowAndNothingTypedIsLost() async throws {
            let citizens = try people(5..<8)
            let dossier = try await site().draft(Self.service, .notary)
            let whole = try impression(3, of: citizens[0])
            let refused = try await send(
                [
                    list(citizens), file("\(citizens[0].id).iso", whole),
                    file("\(citizens[1].id).iso", Array(whole.dropLast())),
                ], to: dossier)
            #expect(refused.status == 422 && refused.words.contains("Dòng 3, cột fingerprint"))
            #expect(refused.words.contains("“\(citizens[1].id).iso” bị hỏng") && !refused.words.contains("Dòng 2, cột"))
            #expect(refused.words.contains("Chưa có tệp vân tay “\(citizens[2].id).iso”"))
            // What was good is there already; the rest comes by hand.
            let typed = citizens.flatMap { citizen in
                [
                    ("row", ""), ("personal_id", citizen.id), ("full_name", citizen["full_name"]),
                    ("birth_date", citizen["birth_date"]), ("fingerprint", "\(citizen.id).iso"),
                ]
            }
            let second = try await send([file("\(citizens[1].id).ISO", whole)], typed, to: dossier)
            #expect(second.status == 422 && second.text.contains("id=\"cell-3-fingerprint-error\""))
            #expect(
                second.text.contains("value=\"\(citizens[2].id).iso\"")
                    && !second.text.contains("cell-2-fingerprint-error"))
            let last = try await send([zip(["a/\(citizens[2].id).iso": whole])], typed, to: dossier)
            #expect(last.status == 303, "\(last.words)")
            // Rows that are typed again need no files again.
            let again = typed.map { ($0.0, $0.0 == "row" ? "" : $0.1) }
            #expect(try await send([], again, to: dossier).status == 303)
        }

        @Test func aListThatIsAddedBringsItsFingers() async throws {
            let citizens = try people(10..<12)
            let dossier = try await site().draft(Self.service, .notary)
            let bytes = try citizens.map { try impression(8, of: $0) }
            let first = try await send([list([citizens[0]]), file("\(citizens[0].id).iso", bytes[0])], to: dossier)
            #expect(first.status == 303)
            let asked = try await send([list([citizens[1]]), zip(["\(citizens[1].id).iso": bytes[1]])], to: dossier)
            #expect(asked.status == 200 && asked.words.contains("1 → 2"))
            let answer = [("kept", try #require(asked.input("kept"))), ("answer", "add")]
            let desk = try await site().desk("filer-notary")
            #expect(try await desk.post("\(dossier.path)/subjects", answer).status == 303)
            // Nothing of a finger lies in the clear, however the form was kept.
            try await site().data.withStore { store in
                let kept = try await store.read {
                    try $0.rows("SELECT content FROM kept_form").map { try $0.blob(at: 0) }
                }
                let sealed = try await store.read {
                    try $0.rows("SELECT sealed FROM finger_probe").map { try $0.blob(at: 0) }
                }
                let marks = (kept + sealed).filter { $0.firstRange(of: Array("FMR\0 20".utf8)) != nil }
                #expect(sealed.count >= 2 && marks.isEmpty)
            }
        }

        @Test(arguments: [
            ("a/b/1.iso", "thư mục lồng nhau"), ("../1.iso", "tên tệp không dùng được"),
        ])
        func aZIPThatIsNotTakenSaysWhy(name: String, words: String) async throws {
            let citizens = try people(8..<9)
            let dossier = try await site().draft(Self.service, .notary)
            let answer = try await send([list(citizens), zip([name: [1]])], to: dossier)
            #expect(answer.status == 422 && answer.hasErrorSummary && answer.words.contains(words), "\(answer.words)")
            let other = try await send([list(citizens), file("a.pdf", [1])], to: dossier)
            #expect(other.status == 422 && other.words.contains(".iso, .fmr hay .zip"))
        }

        @Test func aListOfAnotherServiceTakesNoFingers() async throws {
            let dossier = try await site().draft("auth.identity", .notary)
            let page = try await site().page("\(dossier.path)/subjects", as: "filer-notary")
            #expect(!page.text.contains("fingerprint_files"))
            let fingers = try await site().draft(Self.service, .notary)
            let with = try await site().page("\(fingers.path)/subjects", as: "filer-notary")
            #expect(with.text.split(separator: "name=\"fingerprint_files\"").count == 3, "one in each form")
        }
    }
}
