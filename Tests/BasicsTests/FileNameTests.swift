// Names of files that are one name.

import Testing

@testable import Basics

struct FileNameTests {
    @Test func caseAndCompositionMakeNoDifference() {
        #expect(FileName.key("Ấ.ISO") == FileName.key("A\u{302}\u{301}.iso"))
        #expect(FileName.key("a.iso") != FileName.key("b.iso"))
        #expect(FileName.key("đ.pdf") != FileName.key("d.pdf"))
    }
}
