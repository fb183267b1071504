// A clock that lies behind the log: acts that take numbers are refused in words, until somebody adopts it.

import Basics
import Casework
import Foundation
import Records
import Storage
import TestKit
import Testing

@testable import App

@Suite(ServedSite(), .enabled(if: isProgramBuilt))
struct ClockTests {
    @Test func noNumberIsGivenUntilTheClockIsRight() async throws {
        let site = try JobSite.here()
        let dossier = try await site.filled(
            Request(service: "auth.identity", persons: site.citizens(0..<1).map(\.keys)), .notary)
        try await dossier.act("submit", by: "filer-notary", to: "awaiting-vouch")
        // Somebody had set the clock a day ahead, and right again.
        try await site.data.withStore { store in
            try await store.write { db in
                let entry = LedgerEntry(
                    type: "tried", at: Present.moment().adding(seconds: 86_400), actor: .init(.system, by: .timer),
                    payload: "{}")
                try db.append([entry], to: "access")
            }
        }
        let proof = [("password", Desks.password)]
        let refused = try await dossier.attempt("vouch", by: "official-notary", proof)
        #expect(refused.status == 422)
        #expect(refused.words.contains("Đồng hồ của máy chủ đang chậm hơn lần ghi gần nhất"))
        try await dossier.expect("awaiting-vouch", as: "official-notary")

        let adopted = try await site.data.run("clock", "adopt")
        #expect(adopted.status == 0, "\(adopted.errors)")
        #expect(try await dossier.attempt("vouch", by: "official-notary", proof).status == 303)
        let filed = try await dossier.expect("filed", as: "official-notary")
        #expect(try #require(filed.main("data-case-code")).hasSuffix("-0001"))
    }
}
