// A small site for the tests of accounts.

import Basics
import Casework
import Foundation
import Records
import Storage
import TestKit

struct AccountsSample: Sendable {
    static let now = Timestamp(milliseconds: 1_625_450_400_000)
    static let password = "con đường về nhà"
    static let address = Accounts.digest(ofAddress: "192.0.2.1")

    let store: any Store
    let accounts: Accounts
    /// A filer named `an`.
    let filer: AccountID
    let organization: OrganizationID

    init() async throws {
        store = try await migratedStore(now: Self.now)
        accounts = Accounts(store: store, passwords: try Passwords(cost: .cheapest))
        organization = OrganizationID(at: Self.now, random: Random.bytes(10))
        try await accounts.addOrganization(
            Organization(
                id: organization, name: "Văn phòng công chứng A", address: "Hà Nội", telephone: "", email: "",
                requesterClass: .notary, level: .none, province: "01"),
            by: .system, now: Self.now)
        filer = try await accounts.addAccount(
            NewAccount(username: "an", name: "Nguyễn Văn An", roles: [.filer], organization: organization),
            password: Self.password, by: .system, now: Self.now)
    }

    func signIn(
        _ username: String = "an", _ password: String = AccountsSample.password, browser: String? = nil,
        address: Digest = Self.address, replacing old: String? = nil, after seconds: Int = 0
    ) async throws -> SignInResult {
        try await accounts.signIn(
            username: username, password: password, addressDigest: address, browser: browser, replacing: old,
            now: Self.now.adding(seconds: seconds))
    }

    /// Signs in and gives the token.
    func token(browser: String? = nil, after seconds: Int = 0) async throws -> String {
        guard case .signedIn(let token, _) = try await signIn(browser: browser, after: seconds) else {
            throw NotSignedIn()
        }
        return token
    }

    /// Who holds the token then; noted where that is due, as for a request.
    func holder(_ token: String, after seconds: Int = 0) async throws -> SignedInAccount? {
        let now = Self.now.adding(seconds: seconds)
        let found = try await accounts.actor(forSession: token, now: now)
        if found?.isTouchDue == true { try await accounts.touch(session: token, now: now) }
        return found
    }

    /// The filer as one who acts.
    func person() async throws -> Actor {
        let account = try await store.read { db in try db.account(filer) }
        guard let account else { throw NotSignedIn() }
        return account.actor
    }

    /// Disables the filer, or enables them again.
    func disable(_ isDisabled: Bool) async throws {
        try await store.write { db in
            try db.run("UPDATE account SET is_disabled = \(isDisabled) WHERE id = \(filer)")
        }
    }

    /// Types of the entries in a stream of the log.
    func log(_ stream: String) async throws -> [String] {
        try await store.read { db in try db.entries(of: stream).map(\.type) }
    }

    struct NotSignedIn: Error {}

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The offices of the real file.
    static func offices() throws -> ([Office], [Diagnostic]) {
        let file = root.appending(path: "Workflows/units/offices.csv")
        return OfficeFile.read([UInt8](try Data(contentsOf: file)), file: "offices.csv")
    }
}
