// Findings about files, as they are printed.

import Testing

@testable import Basics

struct DiagnosticTests {
    @Test func printsAsCompilersDo() {
        #expect(Diagnostic(file: "a.bpmn", line: 3, "no end").description == "a.bpmn:3: no end")
        #expect(
            Diagnostic(.warning, file: "a.bpmn", line: 3, element: "t1", "no end").description
                == "a.bpmn:3: warning: no end (t1)")
    }

    /// Ids and names come out of files: a line break in one must not look like another finding.
    @Test func isAlwaysOneLine() {
        let forged = Diagnostic(
            file: "a", line: 1, element: "t\nb:2: warning: x", "'\u{1B}[2J\r\n\u{85}\u{2028}\u{202E}'")
        #expect(
            forged.description
                == #"a:1: '\u{1b}[2J\u{d}\u{a}\u{85}\u{2028}\u{202e}' (t\u{a}b:2: warning: x)"#)
        #expect(Diagnostic(file: "a", line: 1, "Hồ sơ").description == "a:1: Hồ sơ")
    }

    @Test func onlyErrorsForbid() {
        let warning = Diagnostic(.warning, file: "a", line: 1, "w")
        #expect(![warning].hasErrors)
        #expect([warning, Diagnostic(file: "a", line: 2, "e")].hasErrors)
        #expect(![Diagnostic]().hasErrors)
    }

    @Test func namesInBothLanguages() {
        let name = BilingualText(vi: "Hồ sơ", en: "Case")
        #expect(Language.allCases.map { name[$0] } == ["Hồ sơ", "Case"])
    }
}
