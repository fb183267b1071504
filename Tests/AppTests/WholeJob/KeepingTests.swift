// What was acknowledged is kept: through an orderly end, a second start, and a fall in between.

import Foundation
import TestKit
import Testing

extension WholeJob {
    @Suite struct Keeping {
        @Test func papersKeepTheirBytesSessionsGoOnAndTheLogStaysWholeOverARestart() async throws {
            try await SiteData.with { data in
                let citizens = try await data.fewCitizens()
                let site = try await JobSite.served(data, citizens: citizens)
                let dossier = try await site.fulfilled(
                    Request(service: "provide.fields", persons: citizens.map(\.keys), fields: ["sex"]), .notary)
                let code = try await dossier.page(as: "filer-notary").main("data-case-code")
                var papers: [[UInt8]] = []
                for n in 1...4 {
                    let paper = try await dossier.letter(n, as: "filer-notary")
                    #expect(paper.status == 200)
                    papers.append(paper.body)
                    #expect(try await dossier.letter(n, as: "clerk-01").body == paper.body, "paper \(n) twice")
                }
                let result = try await site.page("\(dossier.path)/result.csv", as: "filer-notary").body
                let cookies = try await site.desk("filer-notary").cookies
                try await site.stop()
                try await data.expectProved()
                let after = try await JobSite.served(data, citizens: citizens)
                let browser = after.browser()
                for (name, value) in cookies { await browser.set(cookie: name, value) }
                let page = try await browser.get(dossier.path)
                #expect(page.main("data-state") == "fulfilled" && page.main("data-case-code") == code)
                for (index, paper) in papers.enumerated() {
                    let again = try await browser.get("\(dossier.path)/letters/\(index + 1).pdf")
                    #expect(again.body == paper, "paper \(index + 1) after the restart")
                }
                #expect(try await browser.get("\(dossier.path)/result.csv").body == result)
                let known = citizens.map(\.id)
                let logs = (site.servers + after.servers).map(\.log).joined()
                #expect(known.allSatisfy { !logs.contains($0) }, "no personal number in a log line")
                try await after.stop()
            }
        }

        @Test func whatWasAcknowledgedSurvivesAKill() async throws {
            try await SiteData.with { data in
                let citizens = try await data.fewCitizens()
                let site = try await JobSite.served(data, citizens: citizens)
                let dossier = try await site.accepted(
                    Request(service: "auth.identity", persons: citizens.map(\.keys)), .notary)
                try await dossier.act("propose-approval", by: "officer-01", to: "proposed")
                try await dossier.sign(by: "approver-01")
                let answer = try await dossier.attempt("issue", by: "clerk-01", [("password", Desks.password)])
                #expect(answer.status == 303)
                try await site.servers[0].kill()

                let after = try await JobSite.served(data, citizens: citizens)
                let same = Dossier(site: after, route: .notary, id: dossier.id)
                // The work that died with the first server is taken up once its claim has lapsed.
                for _ in 0..<800 where try await same.page(as: "filer-notary").main("data-state") == "issued" {
                    try await Task.sleep(for: .milliseconds(25))
                }
                try await same.expect("fulfilled", as: "filer-notary")
                #expect(try await same.result().rows.count == citizens.count)
                try await after.stop()
                try await data.expectProved()
            }
        }

        @Test func demoDataIsNotServedToOtherMachines() async throws {
            let data = try Program.temporaryFolder()
            defer { try? FileManager.default.removeItem(atPath: data) }  // the system clears what is left
            let run = try await Program.run(["serve", "--demo", "--host", "0.0.0.0", "--port", "0", "--data", data])
            #expect(run.status == 1 && run.errors.contains("loopback"))
        }
    }
}
