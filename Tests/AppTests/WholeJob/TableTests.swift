// A statistics unit asks for counts of the population, by HTTP from the request to the file; nobody is ever named.

import Basics
import Foundation
import TestKit
import Testing

extension WholeJob {
    @Suite struct Tables {
        private static let route = Route.ministry

        private static let granted = ["sex", "marital-status", "age-band", "household-size", "province"]

        /// A request for counts, filled in page by page.
        private func filed(_ site: JobSite) async throws -> Dossier {
            let dossier = try await site.draft("aggregate.population", Self.route)
            let desk = try await site.desk(Self.route.filer)
            let undertakings = ["purpose", "no_copy", "no_third_party", "security"].map { ("undertake_\($0)", "true") }
            let day = try #require(LocalDate("\(Today.date.year - 1)-12-31"))
            for (page, fields) in [
                (
                    "purpose",
                    [
                        ("purpose_code", "data-quality"), ("purpose_text", "Lập kế hoạch trường học"),
                        ("legal_basis", "Điều 10 Luật Căn cước"),
                    ] + Today.inputs("use_until", inDays: 60)
                ),
                (
                    "pages/tables",
                    [
                        ("counted_on_day", String(day.day)), ("counted_on_month", String(day.month)),
                        ("counted_on_year", String(day.year)),
                    ]
                ),
                ("fields", Self.granted.map { ("fields", $0) }),
                ("undertakings", undertakings),
            ] {
                try await desk.post("\(dossier.path)/\(page)", fields).expectRedirect("\(page) was not saved")
            }
            try await desk.upload("\(dossier.path)/documents", Dossier.documentFields, files: [])
                .expectRedirect("documents were not saved")
            try await dossier.act("submit", by: Self.route.filer, to: "awaiting-vouch")
            try await dossier.act("vouch", by: Self.route.official, to: "filed")
            return dossier
        }

        private func approved(_ site: JobSite) async throws -> Dossier {
            let dossier = try await filed(site)
            try await dossier.act("accept", by: Self.route.clerk, to: "accepted")
            try await dossier.act("propose-approval", by: Self.route.officer, to: "proposed")
            try await dossier.sign(by: Self.route.approver)
            try await dossier.issue()
            // The population is counted beside the pages.
            for _ in 0..<1_200 {
                let page = try await site.page("\(dossier.path)/tables", as: Self.route.filer)
                if page.text.contains("name=\"dimension\"") { return dossier }
                try await Task.sleep(for: .milliseconds(50))
            }
            throw ProgramFailure(description: "the population is never counted")
        }

        private func make(
            _ dimensions: [String], _ dossier: Dossier, as username: String = Self.route.filer
        ) async throws -> HTTPAnswer {
            try await dossier.site.desk(username).post(
                "\(dossier.path)/tables", dimensions.map { ("dimension", $0) } + [("province", "")])
        }

        @Test func aTableIsAskedForAndReadAndNamesNobody() async throws {
            let site = try JobSite.here()
            let dossier = try await approved(site)
            let made = try await make(["sex"], dossier)
            #expect(made.status == 303 && made.location == "\(dossier.path)/tables/1", "\(made.words.prefix(800))")
            let page = try await site.page("\(dossier.path)/tables/1", as: Self.route.filer)
            #expect(page.status == 200 && page.words.contains("Nam") && page.text.contains("<svg"))
            let csv = try await site.page("\(dossier.path)/tables/1.csv", as: Self.route.filer)
            let table = try CSVFile(csv.body)
            #expect(csv.header("Content-Type")?.hasPrefix("text/csv") == true && table.rows.count >= 2)
            // Asked again it says the same, and costs nothing.
            #expect(try await make(["sex"], dossier).location == "\(dossier.path)/tables/1")
            #expect(try await site.page("\(dossier.path)/tables/1.csv", as: Self.route.filer).body == csv.body)

            var told = [page.text, csv.text]
            told.append(try await site.page("\(dossier.path)/tables", as: Self.route.filer).text)
            for n in 1...4 {
                let letter = try await dossier.letter(n, as: Self.route.filer)
                if letter.status == 200 { told.append(try await PDFReader.words(letter.body)) }
            }
            for citizen in site.citizens {
                let own = [citizen.id, citizen["permanent_residence"], citizen["old_id_number"]].filter { !$0.isEmpty }
                #expect(!own.contains { value in told.contains { $0.contains(value) } }, "of somebody in the registry")
            }
        }

        @Test func whatMayNotBeAskedIsSaidAndWhoMayNotAskFindsNothing() async throws {
            let site = try JobSite.here()
            let dossier = try await approved(site)
            // Everything that was granted by everything, what there is not, and nothing.
            for dimensions in [Self.granted, ["shoe-size"], []] {
                let refused = try await make(dimensions, dossier)
                #expect(refused.status == 422 && refused.hasErrorSummary, "\(dimensions)")
            }
            // No form of this case offers what was not granted.
            for dimensions in [["ethnicity"], ["sex", "ethnicity"]] {
                #expect(try await make(dimensions, dossier).status == 404, "\(dimensions)")
            }
            let strange = try await site.desk(Self.route.filer).post(
                "\(dossier.path)/tables", [("dimension", "sex"), ("province", "00")])
            #expect(strange.status == 422 && strange.hasErrorSummary)
            #expect(try await make(["sex"], dossier).status == 303)
            for (username, status) in [
                ("filer-notary", 404), ("clerk-central", 403), ("approver-central", 403), ("inspector", 200),
            ] {
                for path in ["tables", "tables/1", "tables/1.csv"] {
                    let seen = try await site.page("\(dossier.path)/\(path)", as: username)
                    #expect(seen.status == status, "\(username) \(path)")
                }
            }
            #expect(try await make(["sex"], dossier, as: "inspector").status != 303, "to look is not to ask")
            for missing in ["tables/2", "tables/0", "tables/x", "tables/2.csv"] {
                let answer = try await site.page("\(dossier.path)/\(missing)", as: Self.route.filer)
                #expect(answer.status == 404, "\(missing)")
            }
        }
    }
}
