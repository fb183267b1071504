// What is kept of typed forms: for whom, how long, how much.

import Basics
import Formats
import Synchronization
import Testing

@testable import Web

struct KeptFormsTests {
    private final class Clock: Sendable {
        let seconds = Mutex<Int>(0)
        var now: Timestamp { Timestamp(milliseconds: Int64(seconds.withLock { $0 }) * 1_000) }
        func pass(_ more: Int) { seconds.withLock { $0 += more } }
    }

    private let clock = Clock()
    private let kept: KeptForms
    private let lan: SignedIn
    private let minh: SignedIn

    init() throws {
        kept = KeptForms(clock: { [clock] in clock.now })
        lan = try #require(TestDesk.people["lan"])
        minh = try #require(TestDesk.people["minh"])
    }

    private func form(_ text: String, bytes: Int = 0) -> FormData {
        let fields = [("csrf", "x"), ("password", "bí mật"), ("reason", text)].map(FormData.Field.init)
        let file = UploadedFile(field: "f", fileName: "f", contentType: "", bytes: .init(repeating: 0, count: bytes))
        return FormData(fields: fields, files: bytes > 0 ? [file] : [])
    }

    @Test func aFormIsForItsWriterOnItsPageAloneAndWithoutSecrets() {
        let token = kept.keep(form("a"), at: "/a", for: lan)
        #expect(kept.find(token, at: "/a", for: lan)?.fields.map(\.name) == ["reason"])
        #expect(kept.find(token, at: "/b", for: lan) == nil && kept.find(token, at: "/a", for: minh) == nil)
        #expect(kept.find("", at: "/a", for: lan) == nil && kept.holds(token) && !kept.holds("x"))
        kept.drop(token)
        #expect(!kept.holds(token))
    }

    @Test func aFormIsForgottenInTime() {
        let token = kept.keep(form("a"), at: "/a", for: lan)
        clock.pass(Limits.keptFormSeconds - 1)
        #expect(kept.holds(token))
        clock.pass(1)
        #expect(!kept.holds(token) && kept.find(token, at: "/a", for: lan) == nil)
    }

    @Test func onePersonCannotPushOutAnother() {
        let other = kept.keep(form("b"), at: "/a", for: minh)
        let many = (0..<100).map { kept.keep(form("\($0)"), at: "/a", for: lan) }
        #expect(many.filter(kept.holds) == many.suffix(Limits.keptFormsOfOneMax))
        let large = (0..<8).map { _ in kept.keep(form("c", bytes: 10_000_000), at: "/a", for: lan) }
        #expect(large.filter(kept.holds) == large.suffix(6))
        #expect(kept.holds(other))
    }
}
