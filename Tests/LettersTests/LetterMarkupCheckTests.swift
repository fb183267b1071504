// What is wrong with the markup of a letter is said when it is loaded, by file and line, in every section of it.

import Basics
import Casework
import TestKit
import Testing

@testable import Letters

struct LetterMarkupCheckTests {
    private func findings(_ files: ProcedureFiles) -> [Diagnostic] {
        let letters = files.files.keys.filter { $0.hasPrefix(PaperCatalogue.lettersPath) }.sorted()
        return LetterMarkupCheck.findings(letters, of: files, knowing: files.load().findings)
    }

    @Test func theShippedLettersHaveNoFault() throws {
        #expect(findings(try ShippedProcedure.files()) == [])
        #expect(findings(try ShippedProcedure.files(of: "consultation", in: "Tests/Procedures")) == [])
        let sheets = try ShippedProcedure.sheetFiles()
        #expect(
            LetterMarkupCheck.findings(
                ["data-sheet.xml", "register-incoming.xml", "register-outgoing.xml"], of: sheets, knowing: []) == [])
    }

    private static let decision = "letters/approval-decision.xml"
    private static let signature = "shared/parts/office-signature.xml"

    @Test(arguments: [
        // Sections that a decision without narrowing leaves out.
        (decision, "<p>Lý do:", "<q>Lý do:", "mismatch"),
        (decision, "<p>Lý do:</p>", "<reason>Lý do:</reason>", "unknown element 'reason'"),
        (decision, "<p>Lý do:</p>", "<p style=\"x\">Lý do:</p>", "unknown attribute 'style'"),
        (decision, "<p>Lý do:</p>", "<p><b>Lý do:</b></p>", "elements inside 'p'"),
        (decision, "<p>Lý do:</p>", "Lý do:", "text beside elements"),
        (decision, "<article number=\"2\">", "<article no=\"2\">", "unknown attribute 'no'"),
        (decision, "<article number=\"2\">", "<article>", "'article' without 'number'"),
        (decision, "<clause number=\"5\">Số lần khai thác: theo", "<clause>Số lần khai thác: theo", "without 'number'"),
        (decision, "draft=\"{{isDraft}}\"", "draft=\"yes\"", "neither true nor false"),
        (decision, "<closing>", "<closing {{isDraft}}>", "not among the attributes"),
        (
            decision, "{{#article}}<p>Căn cứ không chấp thuận: {{article}}.</p>{{/article}}",
            "{{#article}}<p>Căn cứ: {{/article}}</p>",
            "mismatch"
        ),
        (
            decision, "{{#article}}<p>Căn cứ không chấp thuận: {{article}}.</p>{{/article}}",
            "{{#article}}<p {{/article}}>Căn cứ</p>", "ends in the middle of an element"
        ),
        (
            signature, "<authority>{{signerAuthority}}", "<rank>x</rank><authority>{{signerAuthority}}",
            "unknown element 'rank' in 'signature'"
        ),
        (
            signature, "<title>{{signerTitle}}</title>", "<title>{{signerTitle}}</title><title>a</title>",
            "'title' is not allowed here twice"
        ),
        (
            "shared/parts/subjects.xml", "align=\"centre\">Số định danh", "align=\"middle\">Số định danh",
            "unknown value of 'align'"
        ),
        ("shared/parts/subjects.xml", "<td>{{fullName}}</td>", "", "a row of 3 cells in a table of 4 columns"),
        ("shared/parts/subjects.xml", "<td>{{extra}}</td>", "", "a row of 4 cells in a table of 5 columns"),
    ])
    func isSaidWithItsLine(_ path: String, _ old: String, _ new: String, _ said: String) throws {
        let files = try ShippedProcedure.files()
        let (place, line) = try files.place(of: old, in: path)
        let found = findings(try files.replacing(old, with: new, in: path))
        let finding = found.first { $0.message.contains(said) && $0.file == place }
        #expect(finding != nil, "\(found)")
        // A part of the table stands some lines after its beginning.
        #expect(abs((finding?.line ?? 0) - line) <= 7, "\(found)")
    }

    @Test func whatStandsForAListMayStandTwice() throws {
        let old = "<title>{{signerTitle}}</title>"
        let often = "{{#legalBases}}<title>{{text}}</title>{{/legalBases}}"
        let found = findings(try ShippedProcedure.files().replacing(old, with: often, in: Self.signature))
        #expect(found.map(\.message) == ["'title' is not allowed here twice"])
    }

    @Test func aFaultOfAPartIsSaidOnceAndOnItsOwnLine() throws {
        let files = try ShippedProcedure.files()
        let old = "<title>{{signerTitle}}</title>"
        let (place, line) = try files.place(of: old, in: Self.signature)
        let found = findings(try files.replacing(old, with: "<titel>{{signerTitle}}</titel>", in: Self.signature))
        #expect(found == [Diagnostic(file: place, line: line, "unknown element 'titel' in 'signature'")])
    }

    @Test func ofALetterWithWrongTagsNothingElseIsSaid() throws {
        let files = try ShippedProcedure.files().replacing("{{/isNarrowed}}", with: "", in: Self.decision)
        #expect(files.load().findings.contains { $0.message.contains("isNarrowed is never closed") })
        #expect(findings(files) == [])
    }

    @Test func whatStandsForAFactOrForItsLackIsCountedOnce() throws {
        let old = "<title>{{signerTitle}}</title>"
        let either = """
            {{#signerAuthority}}<title>{{signerTitle}}</title>{{/signerAuthority}}\
            {{^signerAuthority}}<title>a</title>{{/signerAuthority}}
            """
        #expect(findings(try ShippedProcedure.files().replacing(old, with: either, in: Self.signature)) == [])
    }
}
