// The form file: the one that is shipped, and what is wrong with bad ones.

import Basics
import Foundation
import Testing

@testable import Forms

/// The repository, three folders above this file.
private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

func shipped(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: root.appending(path: path))) }

struct FormLoaderTests {
    private func load(_ text: String) -> (ApplicantForm?, [Diagnostic]) {
        FormLoader.load(Array(text.utf8), file: "form.xml")
    }

    @Test func theWrittenRequestHasTheNamesOfTheOutsideContract() throws {
        let (loaded, diagnostics) = FormLoader.load(try shipped("Workflows/written-request/form.xml"), file: "form.xml")
        #expect(diagnostics == [])
        let form = try #require(loaded)
        #expect(form.id == "written-request")
        let keys = Dictionary(uniqueKeysWithValues: form.pages.map { ($0.key, $0.form.fields.map(\.key)) })
        #expect(
            form.pages.map(\.key) == ["purpose", "subjects", "calls", "tables", "fields", "documents", "undertakings"])
        #expect(keys["purpose"] == ["purpose_code", "purpose_text", "legal_basis", "use_until", "subject_consent"])
        #expect(keys["subjects"] == ["subjects_file", "subjects"])
        #expect(keys["fields"] == ["fields"] && keys["calls"] == ["calls"])
        #expect(
            keys["documents"] == [
                "document_number", "document_date", "signatory_name", "signatory_authority", "signatory_title",
                "document_file",
            ])
        #expect(
            keys["undertakings"] == [
                "undertake_purpose", "undertake_no_copy", "undertake_no_third_party", "undertake_security",
            ])
        guard case .table(let table)? = form.page("subjects")?.form.field("subjects")?.kind else {
            Issue.record("the persons are a table")
            return
        }
        #expect(table.columns.map(\.key) == SubjectReading.keys)
        #expect(table.rowsMax == Limits.typedSubjectsMax)
        #expect(form.pages(having: [.persons]).map(\.key) == ["purpose", "subjects", "documents", "undertakings"])
        #expect(form.pages(having: [.calls]).map(\.key) == ["purpose", "calls", "documents", "undertakings"])
        #expect(form.pages(having: [.persons, .selectableFields]).flatMap(\.form.fields).count == 18)
    }

    @Test func theWrittenRequestReadsAGoodPage() throws {
        let form = try #require(
            FormLoader.load(try shipped("Workflows/written-request/form.xml"), file: "form.xml").0)
        let purposes = try #require(Purposes.load(try shipped("Workflows/purposes.xml"), file: "purposes.xml").0)
        let page = try #require(form.page("purpose")).form.filling("purposes", with: purposes.options)
        let (answers, problems) = page.read(
            [
                "purpose_code": "notarisation", "purpose_text": "Công chứng hợp đồng", "legal_basis": "Điều 10",
                "use_until_day": "31", "use_until_month": "12", "use_until_year": "2026",
            ] as FieldValues, today: .test)
        #expect(problems.isEmpty)
        #expect(answers.date("use_until") == LocalDate("2026-12-31"))
        #expect(page.read(FieldValues(), today: .test).1.count == 4)
    }

    @Test(arguments: [
        ("purpse = 1", "visible-when: unknown name 'purpse' (did you mean 'purpose'?)"),
        ("later = \"x\"", "visible-when: unknown name 'later'"),
        ("starts with(purpose)", "visible-when: 'starts with' takes 2 arguments, not 1"),
        ("purpose", "visible-when: 'purpose' is a string, not true or false"),
    ])
    func aConditionThatCannotHoldIsAFaultOfTheFile(_ condition: String, _ message: String) {
        let (form, found) = load(
            """
            <form id="f" source="s" mark="P">
              <page key="p">
                <text key="purpose" max="5"/>
                <text key="asked" max="5" visible-when='\(condition)'/>
                <text key="later" max="5"/>
              </page>
            </form>
            """)
        #expect(form == nil)
        #expect(found.map(\.message) == [message] && found.map(\.line) == [4])
    }

    @Test func whoIsAskedWhatStandsWithTheField() throws {
        let (form, found) = load(
            """
            <form id="f" source="s" mark="P">
              <page key="p"><text key="a" max="5" asked-of="organizations"/><text key="b" max="5"/></page>
              <page key="q"><text key="c" max="5" asked-of="persons"/></page>
            </form>
            """)
        #expect(found == [])
        let asked = try #require(form)
        #expect(asked.asked(of: .organizations).pages.map { $0.form.fields.map(\.key) } == [["a", "b"]])
        #expect(asked.asked(of: .persons).pages.map { $0.form.fields.map(\.key) } == [["b"], ["c"]])
    }

    @Test(arguments: [
        ("asked-of=\"everybody\"", "asked-of must be one of organizations, persons, not \"everybody\""),
        ("asked-of=\"persons\"", "visible-when: unknown name 'a'"),
    ])
    func aConditionLooksAtNothingThatOthersAreAsked(_ attribute: String, _ message: String) {
        let (form, found) = load(
            """
            <form id="f" source="s" mark="P">
              <page key="p"><text key="a" max="5" \(attribute)/><text key="b" max="5" visible-when='a = "x"'/></page>
            </form>
            """)
        #expect(form == nil && found.map(\.message) == [message])
    }

    @Test func readsEveryKind() throws {
        let (form, diagnostics) = load(
            """
            <form id="f" source="s" mark="P">
              <page key="p">
                <text key="a" max="5" required="false"/>
                <choice key="b"><option code="x"><name lang="vi">Một</name><name lang="en">One</name></option></choice>
                <long-text key="c" max="9" hint="true" visible-when='b = "x"'/>
                <date key="d" not-before="2021-01-01" not-after="today-1"/>
                <choices key="e" list="things"/>
                <declaration key="f"/>
                <attachment key="g" max="3"/>
                <table key="h" rows-max="2"><column key="i" max="4" required="false"/></table>
              </page>
            </form>
            """)
        #expect(diagnostics == [])
        let fields = try #require(form).pages[0].form.fields
        #expect(
            fields.map(\.kind.name) == [
                "text", "choice", "long-text", "date", "choices", "declaration", "attachment", "table",
            ])
        #expect(fields[0].isRequired == false)
        #expect(fields[2].hintKey == "hint.c")
        #expect(fields[2].visibleWhen?.text == #"b = "x""#)
        let start = try #require(LocalDate("2021-01-01"))
        #expect(fields[3].kind == .date(DateLimits(notBefore: .on(start), notAfter: .today(plus: -1))))
        #expect(fields[1].kind == .choice(Options([Option("x", .text(BilingualText(vi: "Một", en: "One")))])))
    }

    @Test(arguments: [
        ("<form", 1), ("<fom id='a'/>", 1), ("<form source='s' mark='V'/>", 2),
        ("<form id='f' source='s' mark='Q'><page key='p'><declaration key='a'/></page></form>", 1),
        ("<form id='f' source='s' mark='V'><page key='p'/></form>", 1),
        ("<form id='f' source='s' mark='V'><page key='p'><txt key='a'/></page></form>", 2),
        (
            "<form id='f' source='s' mark='V'><page key='p'><text key='a' max='0'/><text key='a' max='5'/>"
                + "<date key='d' not-before='soon'/><choice key='c'/><text key='b' mx='5'/>"
                + "<declaration key='e' visible-when='='/></page></form>", 7
        ),
    ])
    func saysEverythingThatIsWrong(text: String, count: Int) {
        let (form, diagnostics) = load(text)
        #expect(form == nil)
        #expect(diagnostics.count == count, "\(diagnostics.map(\.description))")
        #expect(diagnostics.allSatisfy { $0.file == "form.xml" && ($0.line > 0 || text == "<form") })
    }
}

struct PurposesTests {
    @Test func theShippedListIsUsable() throws {
        let (loaded, diagnostics) = Purposes.load(try shipped("Workflows/purposes.xml"), file: "purposes.xml")
        #expect(diagnostics == [])
        let purposes = try #require(loaded)
        #expect(purposes.offered.count >= 10)
        #expect(purposes["other"] != nil)
        #expect(purposes["nonsense"] == nil)
        #expect(purposes.options.map(\.code) == purposes.offered.map(\.code))
    }

    @Test func aPurposeNoLongerOfferedCanStillBeRead() throws {
        let text = """
            <purposes>
              <purpose code="old" offered="false" source="s" mark="P"><name lang="vi">Cũ</name><name lang="en">Old</name></purpose>
              <purpose code="new" source="s" mark="P"><name lang="vi">Mới</name><name lang="en">New</name></purpose>
            </purposes>
            """
        let purposes = try #require(Purposes.load(Array(text.utf8), file: "p.xml").0)
        #expect(purposes["old"]?.name.vi == "Cũ")
        #expect(purposes.offered.map(\.code) == ["new"])
    }

    @Test func faultsAreNamed() {
        let text = "<purposes><purpose code='a' source='s' mark='P'/><purpose code='a' mark='X'/></purposes>"
        let (purposes, diagnostics) = Purposes.load(Array(text.utf8), file: "p.xml")
        #expect(purposes == nil)
        #expect(diagnostics.count == 7)
    }
}

struct ProblemCodeTests {
    @Test func everyCodeHasWordsInBothLanguagesAndTheSameParameters() throws {
        var texts: [Language: [String: String]] = [:]
        for language in Language.allCases {
            texts[language] = try JSONDecoder().decode(
                [String: String].self, from: Data(try shipped("Templates/strings/\(language.rawValue)/problems.json")))
        }
        let (vi, en) = (try #require(texts[.vi]), try #require(texts[.en]))
        #expect(Set(vi.keys) == Set(en.keys))
        for code in ProblemCode.allCases { #expect(vi[code.rawValue] != nil, "\(code.rawValue)") }
        for (key, text) in vi {
            let english = try #require(en[key])
            #expect(parameters(text) == parameters(english), "\(key)")
        }
    }

    private func parameters(_ text: String) -> Set<Substring> {
        Set(text.split(separator: "{").dropFirst().compactMap { $0.split(separator: "}").first })
    }
}
