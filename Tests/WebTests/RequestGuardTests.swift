// One connection on a clock of its own: bounds of time, and the rules of HTTP about hosts and ends.

import Basics
import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import Web

@Suite struct RequestGuardTests {
    /// A connection with the guard on it, and what passes it.
    private final class Connection {
        let channel = EmbeddedChannel()

        init() throws {
            try channel.pipeline.syncOperations.addHandler(RequestGuard())
            try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 80)).wait()
        }

        /// Hands over parts as one read, and gives what passed.
        @discardableResult
        func send(_ parts: HTTPServerRequestPart...) throws -> [HTTPServerRequestPart] {
            for part in parts { try channel.writeInbound(part) }
            var passed: [HTTPServerRequestPart] = []
            while let part = try channel.readInbound(as: HTTPServerRequestPart.self) { passed.append(part) }
            return passed
        }

        /// Answers the oldest request; gives the head as it leaves.
        func answer(_ headers: HTTPHeaders = [:]) throws -> HTTPResponseHead? {
            let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: headers)
            try channel.writeOutbound(HTTPServerResponsePart.head(head))
            try channel.writeOutbound(HTTPServerResponsePart.end(nil))
            var found: HTTPResponseHead?
            while let part = try channel.readOutbound(as: HTTPServerResponsePart.self) {
                if case .head(let head) = part { found = head }
            }
            return found
        }

        func pass(seconds: Int) { channel.embeddedEventLoop.advanceTime(by: .seconds(Int64(seconds))) }

        func end() { _ = try? channel.finish(acceptAlreadyClosed: true) }
    }

    private func head(
        _ method: HTTPMethod = .GET, version: HTTPVersion = .http1_1, headers: HTTPHeaders = ["Host": "a.vn"]
    ) -> HTTPServerRequestPart {
        .head(HTTPRequestHead(version: version, method: method, uri: "/", headers: headers))
    }

    private func bytes(_ count: Int) -> HTTPServerRequestPart { .body(ByteBuffer(repeating: 65, count: count)) }

    @Test(arguments: [
        [], ["a.vn", "b.vn"], ["a.vn", "a.vn"], [""], ["a.vn, b.vn"], ["a b"], ["a.vn/"], ["người.vn"], ["a@b"],
    ])
    func aRequestWithoutOneHostIsRefusedAndNothingBehindItTaken(hosts: [String]) throws {
        let connection = try Connection()
        defer { connection.end() }
        let headers = HTTPHeaders(hosts.map { ("hOsT", $0) })
        #expect(throws: HTTPParserError.self) { try connection.send(head(headers: headers)) }
        #expect(try connection.send(.end(nil), head(), .end(nil)).isEmpty)
    }

    @Test(arguments: ["a.vn", "A-1.vn:8080", "127.0.0.1:1", "[2001:db8::1]:80", "xn--ngi-xqa.vn"])
    func aNameOrAddressIsAHost(host: String) throws {
        let connection = try Connection()
        defer { connection.end() }
        #expect(try connection.send(head(headers: ["Host": host]), .end(nil)).count == 2)
    }

    @Test func theOldVersionNeedNoHostAndIsNeverKeptOpen() throws {
        for headers: HTTPHeaders in [[:], ["Connection": "keep-alive"]] {
            let connection = try Connection()
            defer { connection.end() }
            let passed = try connection.send(head(version: .http1_0, headers: headers), .end(nil))
            guard case .head(let request) = passed.first else {
                Issue.record("nothing passed")
                return
            }
            #expect(request.headers["Connection"] == ["close"], "the server ends after this one")
            #expect(try connection.send(head(), .end(nil)).isEmpty)
            let answer = try #require(try connection.answer())
            #expect(answer.version == .http1_0 && answer.headers["Connection"] == ["close"])
        }
        let connection = try Connection()
        defer { connection.end() }
        #expect(throws: HTTPParserError.self) {
            try connection.send(head(version: .http1_0, headers: HTTPHeaders([("Host", "a"), ("Host", "a")])))
        }
    }

    @Test(arguments: ["close", "Close", "te, close"]) func whoAsksForAnEndGetsOne(word: String) throws {
        let connection = try Connection()
        defer { connection.end() }
        let passed = try connection.send(head(headers: ["Host": "a.vn", "Connection": word]), .end(nil))
        guard case .head(let request) = passed.first else {
            Issue.record("nothing passed")
            return
        }
        #expect(request.headers["Connection"] == ["close"])
        #expect(try connection.answer()?.headers["Connection"] == ["close"])
    }

    @Test func othersAreKeptOpenForAsLongAsTheServerLikes() throws {
        let connection = try Connection()
        defer { connection.end() }
        for _ in 0..<3 {
            #expect(try connection.send(head(), .end(nil)).count == 2)
            #expect(try connection.answer()?.headers["Connection"] == [])
            connection.pass(seconds: Limits.requestSecondsMax * 2)
            #expect(connection.channel.isActive)
        }
    }

    @Test func aBodyThatTricklesInIsEnded() throws {
        let connection = try Connection()
        defer { connection.end() }
        try connection.send(head(.POST))
        var seconds = 0
        while connection.channel.isActive && seconds < 1_000 {
            try connection.send(bytes(1))
            connection.pass(seconds: 12)
            seconds += 12
        }
        #expect(!connection.channel.isActive)
        #expect(seconds <= Limits.bodySecondsFree + 24)
    }

    @Test func aBodyThatComesSlowlyButSteadilyHasUntilTheDeadlineOfTheRequest() throws {
        let connection = try Connection()
        defer { connection.end() }
        try connection.send(head(.POST))
        var seconds = 0
        while connection.channel.isActive && seconds < 10_000 {
            try connection.send(bytes(10 * Limits.bodyBytesPerSecondMin))
            connection.pass(seconds: 10)
            seconds += 10
        }
        #expect((Limits.requestSecondsMax...Limits.requestSecondsMax + 20).contains(seconds))
    }

    @Test func whoSentAllWaitsForTheAnswerUpToTheDeadline() throws {
        let connection = try Connection()
        defer { connection.end() }
        try connection.send(head(.POST), bytes(10), .end(nil))
        connection.pass(seconds: Limits.requestSecondsMax - 20)
        #expect(connection.channel.isActive)
        connection.pass(seconds: 40)
        #expect(!connection.channel.isActive)
    }

    @Test func anAnswerThatNobodyTakesIsEnded() throws {
        let connection = try Connection()
        defer { connection.end() }
        try connection.send(head(), .end(nil))
        connection.channel.isWritable = false
        connection.channel.pipeline.fireChannelWritabilityChanged()
        connection.pass(seconds: Limits.answerStallSeconds - 10)
        connection.channel.isWritable = true
        connection.channel.pipeline.fireChannelWritabilityChanged()
        connection.pass(seconds: Limits.answerStallSeconds)
        #expect(connection.channel.isActive, "something was taken")
        connection.channel.isWritable = false
        connection.channel.pipeline.fireChannelWritabilityChanged()
        connection.pass(seconds: Limits.answerStallSeconds + 10)
        #expect(!connection.channel.isActive)
    }

    @Test func whenTheServerStopsItWaitsForAnswersAndNotForBodies() throws {
        let (slow, answering) = (try Connection(), try Connection())
        defer {
            slow.end()
            answering.end()
        }
        try slow.send(head(.POST), bytes(1))
        try answering.send(head(), .end(nil))
        for connection in [slow, answering] {
            connection.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
            connection.pass(seconds: Int(Limits.endingRequestSeconds))
        }
        #expect(!slow.channel.isActive)
        #expect(answering.channel.isActive)
    }
}
