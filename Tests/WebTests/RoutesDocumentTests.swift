// docs/routes.md says what the code does.

import Foundation
import Testing

@testable import Web

struct RoutesDocumentTests {
    /// To print it anew: `TRINHKY_GOLDEN=1 swift test --filter RoutesDocumentTests`.
    @Test func theDocumentIsUpToDate() throws {
        let file = "\(TestSite.root)/docs/routes.md"
        if ProcessInfo.processInfo.environment["TRINHKY_GOLDEN"] != nil {
            try RoutesDocument.text.write(toFile: file, atomically: true, encoding: .utf8)
        }
        let written = try String(contentsOfFile: file, encoding: .utf8)
        #expect(
            written == RoutesDocument.text,
            "print it anew: TRINHKY_GOLDEN=1 swift test --filter RoutesDocumentTests")
    }

    @Test func everyRouteSaysWhatItIsFor() {
        #expect(!RoutesDocument.text.contains("| – |"))
        #expect(Set(SiteRoute.allCases.map(\.pattern)).count == SiteRoute.allCases.count)
    }
}
