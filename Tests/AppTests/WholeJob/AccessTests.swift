// What officials look at and what anybody is refused is in the log, also when the power fails a second later.

import Basics
import Casework
import Foundation
import Records
import Storage
import TestKit
import Testing

extension WholeJob {
    @Suite struct Access {
        /// One line of an entry of the stream `access`.
        private struct Line: Decodable {
            struct Target: Decodable {
                var caseID: String?
                var paper: Int?
                var office: String?
            }
            var route: String
            var target: Target
            var status: Int?
            var times: Int
        }

        private func entries(_ data: SiteData) async throws -> [StoredEntry] {
            let entries = try await data.withStore { store in
                try await store.read { try $0.entries(of: "access") }
            }
            return entries.filter { ["read", "refused"].contains($0.type) }
        }

        private func lines(_ entries: [StoredEntry], _ type: String) throws -> [Line] {
            try entries.filter { $0.type == type }.flatMap {
                try JSONDecoder().decode([Line].self, from: Data(($0.payload ?? "").utf8))
            }
        }

        private func withServer(_ body: (ServerProcess, JobSite) async throws -> Void) async throws {
            try await SiteData.with { data in
                let server = try await data.serve()
                try await body(server, JobSite(data, [server], citizens: try JobSite.here().citizens))
            }
        }

        @Test func aSecondLaterItIsInTheLogWhateverHappens() async throws {
            try await withServer { server, site in
                let request = Request(service: "auth.identity", persons: site.citizens(0..<2).map(\.keys))
                let dossier = try await site.filed(request, .notary)
                let clerk = try await site.desk("clerk-01")
                _ = try await dossier.letter(1, as: "filer-notary")  // until it is drawn
                let shown = ["", "/letters", "/letters/1.pdf", "/subjects", "/subjects.csv", "/acts/accept"]
                for path in shown { #expect(try await clerk.get(dossier.path + path).status == 200) }
                for path in ["/registers/incoming", "/registers/incoming.csv", "/cases", "/tasks"] {
                    #expect(try await clerk.get(path).status == 200)
                }
                _ = try await clerk.post("\(dossier.path)/subjects", [("q", "Nguyễn")])
                let inspector = try await site.desk("inspector")
                #expect(try await inspector.get("/registers/outgoing?office=79").status == 200)
                // What is refused: not theirs, not their page, a paper that is not there, a forged form.
                #expect(try await site.page(dossier.path, as: "filer-bank").status == 404)
                #expect(try await site.page("/registers/incoming", as: "citizen").status == 404)
                #expect(try await clerk.get("\(dossier.path)/letters/99.pdf").status == 404)
                #expect(try await clerk.get("\(dossier.path)/result").status == 403)
                #expect(try await clerk.post("\(dossier.path)/acts/accept", [("csrf", "x")]).status == 403)
                #expect(try await site.page("\(dossier.path)/acts/Nguyen-Van-A", as: "clerk-01").status == 404)
                try await Task.sleep(for: .seconds(1))
                try await server.kill()

                let entries = try await entries(site.data)
                let looks = try lines(entries, "read")
                for path in shown {
                    let route =
                        "/cases/:case"
                        + path.replacing("1.pdf", with: "{number}.pdf")
                        .replacing("acts/accept", with: "acts/:act")
                    let look = looks.first { $0.route == route && $0.target.caseID == dossier.id }
                    #expect(look != nil, "\(route)")
                    if path.hasSuffix("pdf") { #expect(look?.target.paper == 1) }
                }
                for route in ["/registers/incoming", "/registers/incoming.csv", "/cases", "/tasks", "/"] {
                    #expect(looks.contains { $0.route == route }, "\(route)")
                }
                #expect(looks.contains { $0.route == "/registers/outgoing" && $0.target.office == "79" })
                let refusals = try lines(entries, "refused")
                for (route, status) in [
                    ("/cases/:case", 404), ("/registers/incoming", 404), ("/cases/:case/letters/{number}.pdf", 404),
                    ("/cases/:case/result", 403), ("/cases/:case/acts/:act", 403), ("/cases/:case/acts/:act", 404),
                ] {
                    #expect(refusals.contains { $0.route == route && $0.status == status }, "\(route) \(status)")
                }
                let payloads = entries.compactMap(\.payload).joined()
                #expect(!payloads.contains("Nguy"), "nothing that was typed")
                #expect(entries.allSatisfy { $0.actor.who.account != nil })
                // A requester's own reading is their own matter.
                let filer = try await entriesOfRequesters(site.data, entries)
                #expect(filer.allSatisfy { $0.type == "refused" })
            }
        }

        /// The entries of people of an organisation.
        private func entriesOfRequesters(_ data: SiteData, _ entries: [StoredEntry]) async throws -> [StoredEntry] {
            let ids = try await data.withStore { store in
                try await store.read { db in
                    try db.rows("SELECT id FROM account WHERE organization_id IS NOT NULL").map { try $0.text(at: 0) }
                }
            }
            #expect(!ids.isEmpty)
            return entries.filter { ids.contains($0.actor.who.account?.text ?? "") }
        }

        @Test func anOrderlyEndWritesWhatWaits() async throws {
            try await withServer { server, site in
                let clerk = try await site.desk("clerk-central")
                try await Task.sleep(for: .seconds(1))
                #expect(try await clerk.get("/registers/outgoing").status == 200)
                #expect(try await server.stop() == 0)
                let looks = try lines(try await entries(site.data), "read")
                #expect(looks.contains { $0.route == "/registers/outgoing" && $0.target.office == "central" })
            }
        }

        @Test func whoeverIsThrottledIsOnRecordWithoutAName() async throws {
            try await withServer { server, site in
                let stranger = site.browser()
                try await stranger.get("/login")
                var status = 0
                for _ in 0..<30 where status != 429 {
                    let fields = [("username", "clerk-01"), ("password", "sai mật khẩu")]
                    status = try await stranger.post("/login", fields).status
                }
                #expect(status == 429)
                #expect(try await server.stop() == 0)
                let refused = try await entries(site.data).filter { $0.type == "refused" }
                #expect(try lines(refused, "refused").contains { $0.route == "/login" && $0.status == 429 })
                #expect(refused.allSatisfy { $0.actor.who == .unknown && !($0.payload ?? "").contains("clerk") })
            }
        }
    }
}
