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
                "intake-refusal BPTNTKQ-\(office.abbreviation)", "approval-decision QĐ-\(office.abbreviation)-PC06",
                "refusal \(office.abbreviation)-PC06", "result-notice TB-\(office.abbreviation)-PC06",
                "fee-notice TB-\(office.abbreviation)-PC06",
                "grant-suspension TB-\(office.abbreviation)-PC06", "grant-resumption TB-\(office.abbreviation)-PC06",
                "grant-revocation QĐ-\(office.abbreviation)-PC06",
            ])
        var central = try #require(Samples.offices[.central])
        #expect(papers[.refusal]?.notation(of: central) == central.abbreviation)
        central.unit = "P1"
        #expect(papers[.refusal]?.notation(of: central) == "C06-P1", "the centre's unit, once it is known")
        let commune = try #require(Samples.offices[OfficeCode("00070")])
        #expect(papers[.approvalDecision]?.notation(of: commune) == "QĐ-CAP")
    }

    @Test(
        arguments: [
            ("request", "2024-06-30", nil, "letters/request.xml"),
            ("request", "2024-07-01", "DC02", "letters/request-dc02.xml"),
            ("receipt-slip", "2024-06-30", "số 01", "letters/receipt-slip.xml"),
            ("receipt-slip", "2026-11-23", "CC02", "letters/receipt-cc02.xml"),
            ("supplement-slip", "2018-12-31", nil, "letters/supplement-slip.xml"),
            ("supplement-slip", "2025-09-14", "số 02", "letters/supplement-slip.xml"),
            ("intake-refusal", "2026-11-23", "CC03", "letters/intake-refusal-cc03.xml"),
            ("refusal", "2026-11-23", nil, "letters/refusal.xml"),
        ] as [(String, String, String?, String)])
    func papersFollowTheFormsOfTheirDay(kind: String, day: String, symbol: String?, letter: String) throws {
        let papers = try ShippedProcedure.loaded().procedure.papers
        let entry = try #require(papers[PaperKind(rawValue: kind)])
        let form = entry.form(for: .notary, on: try #require(LocalDate(day)))
        #expect(form?.symbol == symbol)
        #expect(entry.following(form).letter == letter)
        #expect(form == nil || form?.sheet == (day < "2025-09-15" && symbol?.hasPrefix("số") == true ? .a5 : .a4))
        #expect(entry.form(for: .individual, on: try #require(LocalDate(day)))?.symbol == symbol)
    }

    @Test(arguments: [
        ("classes=\"any\" from=\"2025-09-15\"", "classes=\"any\" from=\"2025-09-14\"", "two forms of one paper"),
        ("from=\"2025-09-15\"", "from=\"2025-09-15\" before=\"2025-09-15\"", "ends before it begins"),
        ("classes=\"any\" from=\"2025-09-15\"", "classes=\"bank\" from=\"2025-09-15\"", "no class of requesters bank"),
        ("letter=\"letters/receipt-cc02.xml\"", "letter=\"letters/none.xml\"", "letters/none.xml does not exist"),
        ("letter=\"letters/receipt-cc02.xml\"", "", "no paper has this letter"),
        ("sheet=\"A5\"", "sheet=\"A3\"", "sheet must be one of A4, A5, not \"A3\""),
        (
            "letter=\"letters/receipt-cc02.xml\"", "letter=\"letters/receipt-cc02.xml\" sheet=\"A5\"",
            "must print {{sheet}}"
        ),
    ])
    func aFaultyFormIsRefused(old: String, new: String, finding: String) throws {
        let files = try ShippedProcedure.files()
        let text = String(decoding: try #require(files.files["papers.xml"]), as: UTF8.self)
        try #require(text.contains(old))
        var changed = files
        changed.files["papers.xml"] = Array(text.replacing(old, with: new).utf8)
        #expect(changed.load().findings.contains { $0.description.contains(finding) })
    }

    @Test func registersNameTheOrganization() throws {
        let papers = try ShippedProcedure.loaded().procedure.papers
        #expect(
            papers[.receiptSlip]?.subject(for: Requester(Samples.notary))
                == "Giấy hẹn trả kết quả giải quyết hồ sơ của \(Samples.notary.name)")
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
