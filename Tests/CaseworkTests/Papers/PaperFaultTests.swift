// Every fault of papers.xml, of a letter or of a part has its file and its line.

import Basics
import Casework
import TestKit
import Testing

struct PaperFaultTests {
    /// One slip in one file, and what must be said about it on its line.
    struct Slip: CustomTestStringConvertible, Sendable {
        var file: String
        var text: String
        var instead: String
        var said: String

        init(_ file: String, _ text: String, _ instead: String, _ said: String) {
            self.file = file
            self.text = text
            self.instead = instead
            self.said = said
        }

        var testDescription: String { said }

        /// The findings of the procedure with the slip in it, and the line of the slip.
        func findings() throws -> (findings: [Diagnostic], place: String, line: Int) {
            let files = try ShippedProcedure.files()
            let (place, line) = try files.place(of: text, in: file)
            return (try files.replacing(text, with: instead, in: file).load().findings, place, line)
        }
    }

    static let entries: [Slip] = [
        Slip("papers.xml", "<paper kind=\"refusal\"", "<paper kind=\"receipt-slip\"", "stands on line"),
        Slip("papers.xml", "<paper kind=\"refusal\"", "<paper kind=\"Refusal\"", "small letters"),
        Slip(
            "papers.xml", "<paper kind=\"refusal\" letter=\"letters/refusal",
            "<paper kind=\"refusal\" letter=\"letters/none",
            "letters/none.xml does not exist"),
        Slip(
            "papers.xml", "<paper kind=\"refusal\" letter=\"letters/refusal.xml\" size=\"14\"",
            "<paper kind=\"refusal\" letter=\"letters/refusal.xml\" size=\"15\"", "size must be 13 or 14"),
        Slip(
            "papers.xml", "<paper kind=\"refusal\" letter=\"letters/refusal.xml\" size=\"14\"",
            "<paper kind=\"refusal\" letter=\"letters/refusal.xml\" size=\"14\" colour=\"red\"", "no attribute colour"),
        Slip(
            "papers.xml",
            "<paper kind=\"approval-decision\" letter=\"letters/approval-decision.xml\" size=\"14\" notation=\"QĐ\"",
            "<paper kind=\"approval-decision\" letter=\"letters/approval-decision.xml\" size=\"14\" notation=\"Q/Đ\"",
            "notation must be"),
        Slip(
            "papers.xml", "<paper kind=\"refusal\" letter=\"letters/refusal.xml\" size=\"14\" series=\"outgoing\"",
            "<paper kind=\"refusal\" letter=\"letters/refusal.xml\" size=\"14\" series=\"incoming\"",
            "series must be one of"),
        Slip(
            "papers.xml", "<paper kind=\"request\" letter=\"letters/request.xml\" size=\"14\"",
            "<paper kind=\"request\" letter=\"letters/request.xml\" size=\"14\" notation=\"CV\"", "has no notation"),
    ]

    /// What is wrong inside an entry is said on the line on which the entry begins.
    static let insides: [Slip] = [
        Slip(
            "papers.xml", "facts=\"office requester case grant reference",
            "facts=\"office requester case gift reference",
            "there are no facts gift"),
        Slip(
            "papers.xml", "facts=\"office requester case grant reference outcome\"",
            "facts=\"office requester case grant reference outcome outcome\"", "named twice"),
        Slip(
            "papers.xml", "facts=\"office requester case grant reference",
            "facts=\"office requester case grant scope reference",
            "scope and grant give the same names"),
        Slip(
            "papers.xml", "facts=\"office requester case grant reference",
            "facts=\"office requester register case grant reference",
            "no paper of a case has the facts register"),
        Slip("papers.xml", "refers-to=\"approval-decision\"", "refers-to=\"permission\"", "no paper permission"),
        Slip("papers.xml", "refers-to=\"approval-decision\"", "refers-to=\"refusal\"", "cannot be referred to"),
        Slip("papers.xml", " refers-to=\"approval-decision\"", "", "need refers-to"),
        Slip("papers.xml", "<name lang=\"en\">Result notice</name>", "", "needs one <name lang=\"en\">"),
        Slip(
            "papers.xml", "<subject>Thông báo kết quả khai thác thông tin cho {organization}</subject>", "",
            "one <subject>"),
        Slip("papers.xml", "thông tin cho {organization}", "thông tin cho {requester}", "no other place"),
    ]

    static let letters: [Slip] = [
        Slip("letters/refusal.xml", "{{#reasons}}", "{{#reason}}", "refusal has no reason: there is no such fact"),
        Slip("letters/refusal.xml", "{{article}}.</p>", "{{dueOn}}.</p>", "it belongs to the facts term"),
        Slip("letters/refusal.xml", "{{article}}.</p>", "{{{article}}}.</p>", "not allowed in letters"),
        Slip("letters/refusal.xml", "{{article}}.</p>", "{{&article}}.</p>", "not allowed in letters"),
        Slip("letters/refusal.xml", "{{article}}.</p>", "{{=<% %>=}}.</p>", "not allowed in letters"),
        Slip("letters/refusal.xml", "{{article}}.</p>", "{{% CONTENT_TYPE:TEXT}}.</p>", "not allowed in letters"),
        Slip("letters/refusal.xml", "{{article}}.</p>", "{{request.article}}.</p>", "not allowed in letters"),
        Slip("letters/refusal.xml", "{{article}}.</p>", "{{upper(article)}}.</p>", "not allowed in letters"),
        Slip("letters/refusal.xml", "{{article}}.</p>", "{{$article}}.</p>", "not allowed in letters"),
        Slip("letters/refusal.xml", "{{article}}.</p>", "{{<article}}.</p>", "not allowed in letters"),
        Slip("letters/refusal.xml", "{{article}}.</p>", "{{.}}.</p>", "only in a list of texts"),
        Slip("letters/refusal.xml", "{{article}}.</p>", "{{reasons}}.</p>", "reasons is a list"),
        Slip("letters/refusal.xml", "{{article}}.</p>", "{{^artikle}}–{{/artikle}}.</p>", "has no artikle"),
        Slip("letters/refusal.xml", "{{article}}.</p>", "{{#article}}{{article}}.</p>", "article is never closed"),
        Slip("letters/refusal.xml", "{{article}}.</p>", "{{article}}{{/article}}.</p>", "was not opened"),
        Slip("letters/refusal.xml", "{{>parts/office-signature}}", "{{>parts/signature}}", "no part parts/signature"),
        Slip("letters/result-notice.xml", "{{letter}}", "{{latter}}", "has no latter"),
        Slip(
            "letters/result-notice.xml", "<title name=\"THÔNG BÁO\">", "<title name=\"THÔNG BÁO\">{{letter}}",
            "has no letter"),
        Slip("shared/parts/office-signature.xml", "{{signerTitle}}", "{{singerTitle}}", "has no singerTitle"),
        Slip("shared/parts/office-signature.xml", "{{signerTitle}}", "{{>parts/office-signature}}", "includes itself"),
        Slip("shared/parts/office-signature.xml", "{{#signerAuthority}}", "{{#signerRemark}}", "still open"),
        Slip("shared/legal-bases.xml", "from=\"2016-01-01\"", "from=\"1/1/2016\"", "must be a day"),
    ]

    @Test(arguments: entries + letters) func theLineIsSaid(slip: Slip) throws {
        let (findings, place, line) = try slip.findings()
        #expect(
            findings.contains { $0.file == place && $0.line == line && $0.message.contains(slip.said) }, "\(findings)")
    }

    @Test(arguments: insides) func theLineOfTheEntryIsSaid(slip: Slip) throws {
        let (findings, place, line) = try slip.findings()
        let papers = String(decoding: try #require(try ShippedProcedure.files().files["papers.xml"]), as: UTF8.self)
        let lines = papers.split(separator: "\n", omittingEmptySubsequences: false).prefix(line)
        let entry = try #require(lines.lastIndex { $0.contains("<paper ") }) + 1
        #expect(
            findings.contains { $0.file == place && $0.line == entry && $0.message.contains(slip.said) }, "\(findings)")
    }

    @Test func theShippedPapersHaveNoFault() throws {
        #expect(try ShippedProcedure.files().load().findings == [])
        #expect(PaperCatalogue.loadSheets(try ShippedProcedure.sheetFiles()).1 == [])
    }

    @Test(arguments: [
        ("letters/refusal.xml", "kind=\"{{kind}}\"", "kind=\"refusal\"", "must print {{kind}}"),
        ("letters/refusal.xml", "size=\"{{bodySize}}\"", "size=\"14\"", "must print {{bodySize}}"),
    ])
    func aLetterPrintsWhatItsEntrySays(file: String, text: String, instead: String, said: String) throws {
        let (findings, place, _) = try Slip(file, text, instead, said).findings()
        #expect(findings.contains { $0.file == place && $0.line == 1 && $0.message.contains(said) })
    }

    @Test func aFileThatNothingNamesIsSaid() throws {
        var files = try ShippedProcedure.files()
        files.files["letters/farewell.xml"] = Array("<letter/>".utf8)
        let findings = files.load().findings
        #expect(
            findings.map(\.description) == [
                "Workflows/written-request/letters/farewell.xml:1: no paper has this letter"
            ])
        var sheets = try ShippedProcedure.sheetFiles()
        sheets.files["farewell.xml"] = Array("<letter/>".utf8)
        #expect(
            PaperCatalogue.loadSheets(sheets).1.map(\.description)
                == ["Templates/letters/farewell.xml:1: no paper has this letter"])
    }

    @Test func aPaperThatSomethingIssuesMustBeThere() throws {
        for (kind, said) in [
            ("receipt-slip", "accept issues the paper receipt-slip"), ("request", "filing keeps the paper request"),
        ] {
            let slip = Slip("papers.xml", "<paper kind=\"\(kind)\"", "<paper kind=\"other-\(kind)\"", said)
            let findings = try slip.findings().findings
            #expect(
                findings.contains {
                    $0.file == "Workflows/written-request/process.bpmn" && $0.line > 1 && $0.message.contains(said)
                }, "\(findings)")
        }
    }

    @Test func papersCannotBeMissing() throws {
        for path in ["papers.xml", "shared/legal-bases.xml"] {
            var files = try ShippedProcedure.files()
            files.files[path] = nil
            let (procedure, findings) = files.load()
            #expect(procedure == nil)
            #expect(findings.contains { $0.message == "the file is missing" })
        }
    }
}
