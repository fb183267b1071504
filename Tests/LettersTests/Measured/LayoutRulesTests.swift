// Every paper against every rule, measured in its PDF; `docs/letters.md` prints what was measured.

import Basics
import Casework
import Foundation
import TestKit
import Testing

@testable import Letters

struct LayoutRulesTests {
    /// The papers: each kind, and those that once broke a rule.
    static let papers: [(name: String, make: @Sendable () throws -> SampleLetter)] = [
        ("request", { try sample(.request) }),
        ("request of a ministry", { try ministry() }),
        ("request with annex", { try sample(.request, subjects: 60) }),
        ("receipt slip", { try sample(.receiptSlip) }),
        ("supplement slip", { try sample(.supplementSlip) }),
        ("refusal of intake", { try sample(.intakeRefusal) }),
        ("receipt slip of 2018", { try in2023(.receiptSlip) }),
        ("supplement slip of 2018", { try in2023(.supplementSlip) }),
        ("refusal of intake of 2018", { try in2023(.intakeRefusal) }),
        ("approval", { try sample(.approvalDecision) }),
        ("approval in Hồ Chí Minh City", { try sample(.approvalDecision, in: LetterSamples.hoChiMinhCity) }),
        ("narrower approval", { try withFoot(LetterSamples.narrowed()) }),
        ("refusal", { try sample(.refusal) }),
        ("result notice", { try sample(.resultNotice) }),
        ("suspension", { try sample(.grantSuspension) }),
        ("resumption", { try sample(.grantResumption) }),
        ("revocation", { try sample(.grantRevocation) }),
        ("data sheet", { try LetterSamples.full(.dataSheet, subjects: 12) }),
        ("data sheet of 40 fields", { try LetterSamples.wideSheet() }),
        ("register, outgoing", { try LetterSamples.full(.registerOutgoing, subjects: 12) }),
        ("register, incoming", { try LetterSamples.full(.registerIncoming, subjects: 12) }),
    ]

    private static func withFoot(_ sample: SampleLetter) -> SampleLetter {
        var sample = sample
        let page = "https://dvc.example.vn/verify"
        sample.paper.verification = (
            text: "Kiểm tra văn bản tại \(page), mã kiểm tra ABCDE-23456", link: "\(page)/ABCDE-23456"
        )
        sample.signer.remark = "(Đã ký)"
        return sample
    }

    private static func sample(_ kind: PaperKind, subjects: Int = 3, in office: Office? = nil) throws -> SampleLetter {
        var letter = try LetterSamples.full(kind, subjects: subjects)
        if let office {
            letter.office = OfficeFacts(office)
            letter.paper.place = office.place
        }
        return withFoot(letter)
    }

    /// A slip of the set of forms that was in force then.
    private static func in2023(_ kind: PaperKind) throws -> SampleLetter {
        var letter = try sample(kind)
        letter.dossier.receivedAt = Timestamp(LetterSamples.date("2023-03-01"))
        return letter
    }

    private static func ministry() throws -> SampleLetter {
        var letter = try sample(.request)
        letter.requester.requester.name = "Sở Tư pháp Thành phố Hồ Chí Minh"
        letter.requester.requester.superiorName = "Ủy ban nhân dân Thành phố Hồ Chí Minh"
        letter.request.documentNumber = "9/STP-HCTP"
        letter.request.place = "Thành phố Hồ Chí Minh"
        letter.request.signatoryAuthority = "KT. Giám đốc"
        letter.request.signatoryTitle = "Phó Giám đốc"
        return letter
    }

    @Test(
        .enabled(if: PDFTools.isInstalled && PDFContents.isInstalled, "poppler-utils or qpdf is not installed"),
        arguments: papers.indices)
    func everyRuleHoldsOnThePaper(index: Int) throws {
        let (name, make) = Self.papers[index]
        let paper = try MeasuredPaper(name, make())
        var measured = 0
        for rule in LayoutRule.all {
            guard let seen = rule.measure(paper) else { continue }
            measured += 1
            #expect(seen.holds, "\(name): \(rule.name) should be \(rule.required), is \(seen.value)")
        }
        #expect(measured >= 8)
    }

    /// Compares the table in the document, or writes it and the pictures when `TRINHKY_GOLDEN=1` says so.
    @Test(.enabled(if: PDFTools.isInstalled && PDFContents.isInstalled, "poppler-utils or qpdf is not installed"))
    func theDocumentHasTheMeasuredValues() throws {
        let papers = try Self.papers.map { try MeasuredPaper($0.name, $0.make()) }
        var table = "| rule | required | measured |\n|---|---|---|\n"
        for rule in LayoutRule.all {
            var values: [(value: String, papers: [String])] = []
            for paper in papers {
                guard let seen = rule.measure(paper) else { continue }
                if let index = values.firstIndex(where: { $0.value == seen.value }) {
                    values[index].papers.append(paper.name)
                } else {
                    values.append((seen.value, [paper.name]))
                }
            }
            let said =
                values.count == 1
                ? values[0].value
                : values.map { "\($0.value) (\($0.papers.joined(separator: ", ")))" }.joined(separator: "; ")
            table += "| \(rule.name) | \(rule.required) | \(said.replacing("|", with: "/")) |\n"
        }
        let file = repositoryRoot.appending(path: "docs/letters.md")
        var text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        let start = try #require(text.firstRange(of: "<!-- printed: rules -->\n")?.upperBound)
        let end = try #require(text.firstRange(of: "\n<!-- end -->")?.lowerBound)
        if ProcessInfo.processInfo.environment["TRINHKY_GOLDEN"] == "1" {
            text.replaceSubrange(start..<end, with: "\n" + table)
            try Data(text.utf8).write(to: file)
            try Self.drawPictures(papers, namedIn: text)
        } else {
            #expect(String(text[start..<end]) == "\n" + table, "run with TRINHKY_GOLDEN=1 and review the difference")
        }
    }

    /// The first page of each paper, small and grey.
    private static func drawPictures(_ papers: [MeasuredPaper], namedIn text: String) throws {
        for paper in papers {
            let pdf = try LetterKit.printer.draw(paper.document)
            let name =
                paper.name.replacing(", ", with: "-").replacing(" ", with: "-")
                .applyingTransform(.stripDiacritics, reverse: false)?.lowercased() ?? ""
            guard text.contains("\(name).png") else { continue }
            let picture = try PDFTools.bytes(
                "pdftoppm", ["-r", "45", "-gray", "-png", "-f", "1", "-l", "1", "FILE"], pdf)
            try Data(picture).write(to: repositoryRoot.appending(path: "docs/images/letters/\(name).png"))
        }
    }
}
