// The real site on a loopback port, with desks that know two people.

import Basics
import Casework
import Formats
import Foundation
import Hummingbird
import Logging
import NIOCore
import Records
import Synchronization
import TestKit
import Testing

@testable import Web

/// Desks that keep everything in memory: `lan`, `minh` and `moi`, whose password is temporary; one password for all.
final class TestDesk: SignInDesk, SessionDesk, FormKeeper {
    static let password = "đúng mật khẩu"
    private let open = Mutex<[String: SignedIn]>([:])
    private let attempts = Mutex<Int>(0)

    static let people: [String: SignedIn] = [
        "lan": SignedIn(
            actor: person(1, "Nguyễn Thị Lan", .filer), username: "lan",
            unit: "Văn phòng công chứng số 1", secret: Array(repeating: 1, count: 32)),
        "minh": SignedIn(
            actor: person(2, "Trần Minh", .clerk, office: .central), username: "minh",
            unit: "Cục Cảnh sát quản lý hành chính", secret: Array(repeating: 2, count: 32), isTouchDue: true),
        "moi": SignedIn(
            actor: person(3, "Lê Mới", .clerk, office: .central), username: "moi", unit: "",
            secret: Array(repeating: 3, count: 32), duty: .newPassword),
    ]

    private static func person(_ number: UInt8, _ name: String, _ role: Role, office: OfficeCode? = nil) -> Actor {
        let account = AccountID(
            at: Timestamp(milliseconds: 0), random: Array(repeating: number, count: 10))
        return Actor(account: account, name: name, roles: [role], office: office)
    }

    func signIn(
        username: String, password: String, address: String, browser: String, replacing old: String?
    ) async throws -> SignInOutcome {
        if username == "ai-do" { return .throttled(seconds: 120) }
        if username == "hong" { throw TestFailure.expected }
        if username == "tuan", password == TestDesk.password { return .codeNeeded(token: TestDesk.step) }
        guard let person = TestDesk.people[username], password == TestDesk.password else { return .refused }
        let token = Hex.encode(Random.bytes(16))
        open.withLock { sessions in
            if let old { sessions[old] = nil }
            sessions[token] = person
        }
        return .signedIn(token: token)
    }

    /// Who `tuan` turns out to be once the code `123456` came with the token of the password.
    func finishSignIn(
        step: String, code: String, address: String, browser: String, replacing old: String?
    ) async throws -> SignInOutcome {
        if step != TestDesk.step { return .expired }
        if code == "000000" { return .throttled(seconds: 120) }
        guard code == "123456" else { return .refused }
        let token = Hex.encode(Random.bytes(16))
        open.withLock { $0[token] = TestDesk.people["lan"] }
        return .signedIn(token: token, language: .en)
    }

    static let step = String(repeating: "ab", count: 32)

    func find(token: String) async throws -> SignedIn? {
        if token == "broken" { throw TestFailure.expected }
        return open.withLock { $0[token] }
    }

    /// Never can: whoever looks at pages here does so on a server that cannot write.
    func touch(token: String) async throws { throw TestFailure.expected }

    func findEnded(token: String) async throws -> SignedIn? { nil }

    func end(token: String) async throws { open.withLock { $0[token] = nil } }

    // Sessions end by themselves at no desk of these tests, and nothing is asked back.
    func keep(_ form: FormData, at path: String, for person: SignedIn) async throws -> String { Random.token() }
    func find(_ token: String, at path: String, for person: SignedIn) async throws -> FormData? { nil }
    func holds(_ token: String) async throws -> Bool { false }
    func drop(_ token: String, at path: String, for person: SignedIn) async throws {}
}

/// An error with a description that must never reach a page.
enum TestFailure: Error, CustomStringConvertible {
    case expected

    var description: String { "SECRET-OF-THE-SERVER" }
}

enum TestSite {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    static func environment(isSecure: Bool = false, trustedProxies: [NetworkRange] = []) throws -> WebEnvironment {
        let desk = TestDesk()
        return WebEnvironment(
            files: try StaticFiles(root: root), texts: try texts(),
            settings: WebSettings(isSecure: isSecure, trustedProxies: trustedProxies),
            desks: desk, kept: desk, clock: { Timestamp(milliseconds: 1_790_000_000_000) }, record: { _ in })
    }

    /// The pages as they are shipped.
    static func texts() throws -> PageTexts {
        let (texts, findings) = PageTexts.load("\(root)/Templates")
        return try #require(texts, "\(findings)")
    }

    /// A template named `a`, and no other.
    static func template(_ text: String, _ tables: StringTables) throws -> Templates {
        let (templates, findings) = Templates.load(["a.mustache": Array(text.utf8)], folder: "", strings: tables)
        return try #require(templates, "\(findings)")
    }

    /// Serves the site while `body` runs and hands it the port.
    static func serve(
        _ environment: WebEnvironment? = nil, _ groups: [any PageGroup] = [StyleGuide(), Trouble()],
        logger: Logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
        _ body: @escaping @Sendable (Int) async throws -> Void
    ) async throws {
        let environment = try environment ?? TestSite.environment()
        let bound = groups.map { group in (group as? any NeedsPages)?.with(environment.pages) ?? group }
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            router: WebApplication.router(environment, bound),
            server: WebApplication.server(environment),
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in port.yield(channel.localAddress?.port ?? 0) }, logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            defer { group.cancelAll() }
            for await number in ports {
                try await body(number)
                break
            }
        }
    }
}

/// A page group that renders pages.
protocol NeedsPages: PageGroup {
    func with(_ pages: Pages) -> any PageGroup
}
