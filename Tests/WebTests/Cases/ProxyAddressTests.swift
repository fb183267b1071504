// Whose address sign-ins are counted by: the one that connects, or whom the proxy names where there is one.

import Basics
import Hummingbird
import NIOCore
import TestKit
import Testing

@testable import Web

@Suite struct ProxyAddressTests {
    /// Answers with the address that the server takes the browser for.
    private struct Mirror: PageGroup {
        func add(to site: Site) {
            site.get(.tasks, .everyone) { context in
                Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: context.remoteAddress)))
            }
        }
    }

    private func address(
        isSecure: Bool, proxies: [String] = ["127.0.0.0/8"], _ headers: [(String, String)]
    ) async throws -> String {
        let (answers, answer) = AsyncStream.makeStream(of: String.self)
        let ranges = proxies.compactMap { NetworkRange($0) }
        try await TestSite.serve(TestSite.environment(isSecure: isSecure, trustedProxies: ranges), [Mirror()]) {
            port async throws in
            answer.yield(try await Browser(port: port).get("/tasks", headers: headers).text)
        }
        return await answers.first { _ in true } ?? ""
    }

    @Test func withoutAProxyNobodysClaimCounts() async throws {
        #expect(try await address(isSecure: false, [("X-Forwarded-For", "203.0.113.7")]) == "127.0.0.1")
    }

    @Test func onlyAProxyOfOursIsBelieved() async throws {
        let claim = [("X-Forwarded-For", "203.0.113.7")]
        for proxies in [[], ["10.0.0.0/8", "::1"]] {
            #expect(try await address(isSecure: true, proxies: proxies, claim) == "127.0.0.1")
        }
        #expect(try await address(isSecure: true, proxies: ["10.0.0.0/8", "127.0.0.1"], claim) == "203.0.113.7")
    }

    @Test func behindAProxyItsLastWordCountsNotWhatTheBrowserSentAlong() async throws {
        #expect(try await address(isSecure: true, []) == "127.0.0.1")
        #expect(try await address(isSecure: true, [("X-Forwarded-For", "203.0.113.7")]) == "203.0.113.7")
        #expect(
            try await address(isSecure: true, [("X-Forwarded-For", "198.51.100.1, 203.0.113.7 ")]) == "203.0.113.7")
        let two = [("X-Forwarded-For", "198.51.100.1"), ("X-Forwarded-For", "203.0.113.7")]
        #expect(try await address(isSecure: true, two) == "203.0.113.7")
        let long = String(repeating: "9", count: 65)
        #expect(try await address(isSecure: true, [("X-Forwarded-For", long)]) == "127.0.0.1")
    }
}
