// What requesters write must not run in the spreadsheet of a clerk.

import Testing

@testable import Web

@Suite struct RegisterCellTests {
    @Test(arguments: ["=HYPERLINK(\"http://x\")", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1"])
    func whatLooksLikeAFormulaIsMarkedAsText(cell: String) {
        #expect(Register.plain(cell) == "'" + cell)
    }

    @Test(arguments: ["", "15/CV-VPCC", "05", "23/11/2026", "Văn phòng công chứng =", "'=1"])
    func everythingElseStaysAsItIs(cell: String) {
        #expect(Register.plain(cell) == cell)
    }
}
