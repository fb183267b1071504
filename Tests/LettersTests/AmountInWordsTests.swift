// Sums in words, as a Vietnamese reads them.

import Testing

@testable import Letters

struct AmountInWordsTests {
    @Test(arguments: [
        (0, "Không đồng"), (1, "Một đồng"), (4, "Bốn đồng"), (5, "Năm đồng"), (10, "Mười đồng"), (11, "Mười một đồng"),
        (15, "Mười lăm đồng"), (20, "Hai mươi đồng"), (21, "Hai mươi mốt đồng"), (24, "Hai mươi tư đồng"),
        (25, "Hai mươi lăm đồng"), (100, "Một trăm đồng"), (101, "Một trăm linh một đồng"),
        (105, "Một trăm linh năm đồng"), (111, "Một trăm mười một đồng"), (555, "Năm trăm năm mươi lăm đồng"),
        (1_000, "Một nghìn đồng"), (1_005, "Một nghìn không trăm linh năm đồng"), (18_000, "Mười tám nghìn đồng"),
        (600_000, "Sáu trăm nghìn đồng"), (1_000_000, "Một triệu đồng"),
        (1_021_500, "Một triệu không trăm hai mươi mốt nghìn năm trăm đồng"),
        (1_000_000_001, "Một tỷ không trăm linh một đồng"), (20_000_000_000, "Hai mươi tỷ đồng"),
        (1_500_000_000_000, "Một nghìn năm trăm tỷ đồng"),
    ])
    func areWritten(_ amount: Int, _ words: String) {
        #expect(AmountInWords.dong(amount) == words)
    }
}
