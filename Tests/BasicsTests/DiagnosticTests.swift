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
