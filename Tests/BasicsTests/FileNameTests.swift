// Names of files that are one name.

import Testing

@testable import Basics

struct FileNameTests {
    @Test func caseAndCompositionMakeNoDifference() {
        #expect(FileName.key("Ấ.ISO") == FileName.key("A\u{302}\u{301}.iso"))
        #expect(FileName.key("a.iso") != FileName.key("b.iso"))
        #expect(FileName.key("đ.pdf") != FileName.key("d.pdf"))
    }

    @Test func theNameOfAPDFMayBeTypedWithoutItsEndingAndWithAnySpace() {
        let key = FileName.keyOfPDF("Đồng ý An.pdf")
        for name in ["đồng ý an", "Đồng ý\u{A0}An.PDF", "Đồng ý An .pdf", " Đồng ý An"] {
            #expect(FileName.keyOfPDF(name) == key, "\(name)")
        }
        #expect(FileName.keyOfPDF("Đồng ý An.docx") != key && FileName.keyOfPDF("ĐồngýAn.pdf") != key)
    }
}
