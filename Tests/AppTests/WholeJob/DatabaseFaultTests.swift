// The database fails under the servers: no room, a stranger's lock, another program's version, nothing but reading.

import Basics
import Foundation
import Storage
import TestKit
import Testing

@Suite(.enabled(if: isProgramBuilt))
struct DatabaseFaultTests {
    /// A draft at a server of its own.
    private static func dossier(_ data: SiteData) async throws -> Dossier {
        let site = try await JobSite.served(data, citizens: try await data.fewCitizens())
        return try await site.draft("auth.identity", .notary)
    }

    /// Posts the page of a draft that takes text, with that much text in it.
    private static func save(_ dossier: Dossier, _ text: String) async throws -> HTTPAnswer {
        let desk = try await dossier.site.desk(dossier.route.filer)
        let path = "\(dossier.path)/purpose"
        let page = try await desk.get(path)
        let version = try #require(page.input("version"), "\(page.status) \(page.words.prefix(400))")
        return try await desk.post(
            path,
            [("version", version), ("purpose_code", "other"), ("purpose_text", text), ("legal_basis", "Điều 10")]
                + Today.inputs("use_until", inDays: 30))
    }

    /// A refusal that says to try again, with what was typed.
    private static func expectBusy(_ answer: HTTPAnswer, keeping text: String) {
        #expect(answer.status == 503 && answer.header("Retry-After") != nil)
        #expect(answer.text.contains(text), "what was typed stands in its box")
        #expect(answer.words.contains("đang bận"), "\(answer.words.prefix(400))")
    }

    @Test(.enabled(if: SmallDisk.isMountable))
    func whereTheDatabaseHasNoRoomNothingIsLostAndAllGoesOnOnceItHas() async throws {
        let server = try await PostgresServer.own(diskMegabytes: 400)
        try await SiteData.with(on: server) { data in
            let dossier = try await Self.dossier(data)
            #expect(try await Self.save(dossier, "Trước khi đầy").status == 303)
            try await server.order(.fill)
            // Pages that are there already still take a little.
            var (saved, refused): (String, HTTPAnswer?) = ("Trước khi đầy", nil)
            for number in 0..<500 where refused == nil {
                let text = "Lần \(number) \(String(repeating: "đ", count: 1_500))"
                let answer = try await Self.save(dossier, text)
                if answer.status == 303 { saved = text } else { refused = answer }
                if let refused { Self.expectBusy(refused, keeping: text) }
            }
            #expect(refused != nil, "the disk is never full")
            let page = try await dossier.site.page("\(dossier.path)/purpose", as: dossier.route.filer)
            #expect(page.status == 200 && page.text.contains(saved), "reading goes on")
            #expect(dossier.site.servers[0].log.contains("the disk is full"), "\(server.log.suffix(2_000))")
            try await server.order(.free)
            #expect(try await Self.save(dossier, "Có chỗ lại").status == 303)
            try await dossier.site.stop()
            try await data.expectProved()
        }
    }

    /// That they were here cannot be noted: their session would end the sooner, and nothing else happens.
    @Test func whoOnlyReadsGoesOnWhereNothingCanBeWritten() async throws {
        try await SiteData.with(on: .postgres) { data in
            let dossier = try await Self.dossier(data)
            try await data.withStore { store in
                try await store.write { db in
                    try db.run("UPDATE session SET seen_ms = seen_ms - 120000")
                    try db.run(
                        """
                        CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql
                        AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'disk_full'; END $$
                        """)
                    try db.run(
                        "CREATE TRIGGER no_room BEFORE UPDATE ON session FOR EACH ROW EXECUTE FUNCTION no_room()")
                }
            }
            let page = try await dossier.site.page("\(dossier.path)/purpose", as: dossier.route.filer)
            #expect(page.status == 200)
            #expect(dossier.site.servers[0].log.contains("session not prolonged"))
            try await dossier.site.stop()
        }
    }

    @Test func aStrangersLockEndsInAnAnswerAndNotInWaiting() async throws {
        try await SiteData.with(on: .postgres) { data in
            let dossier = try await Self.dossier(data)
            try await data.withStore { stranger in
                let (locked, didLock) = AsyncStream.makeStream(of: Void.self)
                let done = DispatchSemaphore(value: 0)
                let holder = Task {
                    try await stranger.write { db in
                        try db.run("LOCK TABLE event IN SHARE MODE")
                        didLock.finish()
                        done.wait()
                    }
                }
                for await _ in locked {}
                let answer = try await Self.save(dossier, "Gõ khi bị khoá")
                Self.expectBusy(answer, keeping: "Gõ khi bị khoá")
                done.signal()
                try await holder.value
            }
            #expect(try await Self.save(dossier, "Hết bị khoá").status == 303)
            try await dossier.site.stop()
            try await data.expectProved()
        }
    }

    /// A server of a later version has brought the database forward: those at work go on, and none of the version
    /// before begins.
    @Test(arguments: TestDatabase.allCases)
    func besideALaterVersionOldServersGoOnAndNoneBegins(on database: TestDatabase) async throws {
        try await SiteData.with(on: database) { data in
            let dossier = try await Self.dossier(data)
            try await data.withStore { store in
                try await store.write { db in
                    try db.run(
                        """
                        INSERT INTO schema_migration (number, name, digest, applied_ms)
                        VALUES (9999, 'Morrow', \(Digest(of: "morrow")), 0)
                        """)
                }
            }
            #expect(try await Self.save(dossier, "Phiên bản trước vẫn chạy").status == 303)
            let refused = try await data.run("serve", "--demo", "--port", "0")
            #expect(refused.status == 1 && refused.output.isEmpty)
            #expect(refused.errors.contains("newer than this program: it has migration 9999 (Morrow)"))
            try await dossier.site.stop()
        }
    }

    /// Another text under a number that this program has: two programs that never were one after the other.
    @Test(arguments: TestDatabase.allCases)
    func aDatabaseOfAnotherBuildIsLeftAlone(on database: TestDatabase) async throws {
        try await SiteData.with(on: database) { data in
            #expect(try await data.run("migrate").status == 0)
            try await data.withStore { store in
                try await store.write { db in
                    try db.run("UPDATE schema_migration SET digest = \(Digest(of: "other")) WHERE number = 2")
                }
            }
            for command in [["migrate"], ["serve", "--demo", "--port", "0"]] {
                let refused = try await data.run(command)
                #expect(refused.status == 1 && refused.output.isEmpty)
                #expect(refused.errors.contains("2 (Registry)"), "\(refused.errors)")
            }
        }
    }

    @Test func aDatabaseThatIsForReadingOnlyIsNoPlaceForAServer() async throws {
        try await SiteData.with(on: .postgres) { data in
            #expect(try await data.run("migrate").status == 0)
            let address = try #require(data.address)
            let name = address.dropFirst("postgresql:///".count).prefix { $0 != "?" }
            try await PostgresServer.shared.administer(
                "ALTER DATABASE \(name) SET default_transaction_read_only = on")
            let refused = try await data.run("serve", "--demo", "--port", "0")
            #expect(refused.status == 1 && refused.errors.contains("for reading only"), "\(refused.errors)")
        }
    }
}
