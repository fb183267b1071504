// Addresses: what pages print is what the router knows.

import Basics
import HTTPTypes
import TestKit
import Testing

@testable import Web

struct SitePathTests {
    private let id = CaseID("01980000-0000-7000-8000-000000000001")!

    @Test func linksFillThePatternsOfTheRouter() {
        #expect(SitePath.home.description == "/")
        #expect(SitePath.of(id).description == "/cases/\(id)")
        #expect(SitePath.of(id, .casePurpose).description == "/cases/\(id)/purpose")
        #expect(SitePath.act("propose-approval", of: id).description == "/cases/\(id)/acts/propose-approval")
        #expect(SitePath(.caseLetter, id.text, "3").description == "/cases/\(id)/letters/3.pdf")
        #expect(SitePath(.verifyCode, "a b/ế").description == "/verify/a%20b%2F%E1%BA%BF")
        #expect(SitePath.tasks.with(["page": "2", "q": "a&b"]).description == "/tasks?page=2&q=a%26b")
        #expect(SitePath.tasks.with(["q": "a?b"]).with(["page": "2"]).description == "/tasks?q=a%3Fb&page=2")
        #expect(SitePath.tasks.with([:]).description == "/tasks")
    }

    @Test func everyLinkIsMatchedByItsOwnRoute() {
        for route in SiteRoute.allCases {
            let values = route.segments.filter { $0.hasPrefix(":") || $0.hasPrefix("{") }.map { _ in "x" }
            let path =
                switch values.count {
                case 0: SitePath(route)
                case 1: SitePath(route, values[0])
                default: SitePath(route, values[0], values[1])
                }
            #expect(route.matches(path.description), "\(route)")
            #expect(!route.methods.isEmpty)
        }
        #expect(SiteRoute.methods(at: "/nowhere/at/all/x/y").isEmpty)
        #expect(SiteRoute.methods(at: "/cases/new") == [.get, .post])
        #expect(!SiteRoute.caseLetter.matches("/cases/x/letters/3.csv"))
    }

    @Test(arguments: ["/", "/tasks", "/cases/x?page=2&a=%20", "/a#b"])
    func ownAddressesAreSafeToReturnTo(_ address: String) {
        #expect(ReturnAddress.safe(address) == address)
    }

    @Test(arguments: [
        "", "//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "/a\r\nSet-Cookie: a=b",
        "javascript:alert(1)", "tasks", " /tasks", "/đ", "/\t/evil.example",
    ])
    func foreignAddressesAreNot(_ address: String) {
        #expect(ReturnAddress.safe(address) == nil)
    }

    @Test func aVeryLongAddressIsNotKept() {
        #expect(ReturnAddress.safe("/" + String(repeating: "a", count: 600)) == nil)
    }
}
