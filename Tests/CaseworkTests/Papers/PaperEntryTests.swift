// What an entry says of its papers.

import Basics
import Casework
import Foundation
import TestKit
import Testing

struct PaperEntryTests {
    @Test func kindsAreStoredAsPlainStrings() throws {
        let stored = try JSONEncoder().encode([PaperKind.receiptSlip])
        #expect(String(decoding: stored, as: UTF8.self) == "[\"receipt-slip\"]")
        #expect(
            try JSONDecoder().decode([PaperKind].self, from: Data("[\"any-other\"]".utf8))
                == [PaperKind(rawValue: "any-other")])
    }

    @Test func notationsFollowTheEntry() throws {
        let papers = try ShippedProcedure.loaded().procedure.papers
        let office = try #require(Samples.offices[OfficeCode("01")])
        let notations = papers.entries.map { "\($0.kind.rawValue) \($0.notation(of: office))" }
        #expect(
            notations == [
                "request ", "receipt-slip BPTNTKQ-\(office.abbreviation)",
                "supplement-slip BPTNTKQ-\(office.abbreviation)",
                "intake-refusal BPTNTKQ-\(office.abbreviation)", "approval-decision QĐ-\(office.abbreviation)",
                "refusal \(office.abbreviation)-PC06", "result-notice TB-\(office.abbreviation)",
            ])
        let central = try #require(Samples.offices[.central])
        #expect(papers[.refusal]?.notation(of: central) == central.abbreviation)
    }

    @Test func registersNameTheOrganization() throws {
        let papers = try ShippedProcedure.loaded().procedure.papers
        #expect(
            papers[.receiptSlip]?.subject(for: Requester(Samples.notary))
                == "Giấy tiếp nhận hồ sơ và hẹn trả kết quả của \(Samples.notary.name)")
    }

    @Test func answersOfTheFormCanBePrinted() throws {
        var files = try ShippedProcedure.files()
        let letter = String(decoding: try #require(files.files["letters/refusal.xml"]), as: UTF8.self)
        func findings(_ name: String) -> [Diagnostic] {
            files.files["letters/refusal.xml"] = Array(
                letter.replacing("{{article}}.</p>", with: "{{article}}.</p><p>{{\(name)}}</p>").utf8)
            return files.load().findings
        }
        #expect(findings("answer_purpose_text") == [])
        #expect(findings("answer_subjects_file").count == 1, "files are no text")
        #expect(findings("answer_purpose").count == 1, "a page is no field")
    }
}
