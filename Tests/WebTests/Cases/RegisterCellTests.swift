// What requesters write must not run in the spreadsheet of a clerk.

import Testing

@testable import Web

@Suite struct RegisterCellTests {
    @Test(arguments: ["=HYPERLINK(\"http://x\")", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1"])
    func `What looks like a formula is marked as text`(cell: String) {
        #expect(RegisterPages.plain(cell) == "'" + cell)
    }

    @Test(arguments: ["", "15/CV-VPCC", "05", "23/11/2026", "Văn phòng công chứng =", "'=1"])
    func `Everything else stays as it is`(cell: String) {
        #expect(RegisterPages.plain(cell) == cell)
    }
}
