// Sending twice, and two people at once: the first result stands, and nobody is left guessing.

import Foundation
import TestKit
import Testing

extension WholeJob {
    @Suite struct Repeats {
        @Test func aFormSentTwiceHasItsFirstResult() async throws {
            let site = try JobSite.here()
            let desk = try await site.desk("filer-notary")
            let new = try await desk.get("/cases/new")
            let draft = [("draft", try #require(new.input("draft"))), ("service", "auth.identity")]
            let first = try await desk.post("/cases/new", draft)
            #expect(first.status == 303)
            #expect(try await desk.post("/cases/new", draft).location == first.location, "one draft")

            let dossier = try await site.filled(
                Request(service: "auth.identity", persons: site.citizens(110..<111).map(\.keys)), .notary)
            let check = try await desk.get("\(dossier.path)/check")
            let version = [("version", try #require(check.input("version")))]
            let submitted = try await desk.post("\(dossier.path)/submit", version)
            let again = try await desk.post("\(dossier.path)/submit", version)
            #expect(submitted.status == 303 && again.status == 303 && submitted.location == again.location)

            let official = try await site.desk("official-notary")
            let page = try await official.get("\(dossier.path)/acts/vouch")
            let vouch = [("version", try #require(page.input("version"))), ("password", Desks.password)]
            async let one = official.post("\(dossier.path)/acts/vouch", vouch)
            async let other = official.post("\(dossier.path)/acts/vouch", vouch)
            let answers = try await [one, other]
            #expect(answers.map(\.status) == [303, 303])
            let filed = try await dossier.expect("filed", as: "official-notary")
            let code = try #require(filed.main("data-case-code"))
            let register = try await site.page("/registers/incoming.csv", as: "clerk-01")
            #expect(register.text.components(separatedBy: code).count == 2, "one line in the book")
        }

        @Test func ofTwoClerksOneWinsAndTheOtherSeesTheNewerVersion() async throws {
            let site = try JobSite.here()
            let second = try await site.addAccount("clerk-two", roles: ["clerk"], office: "01")
            for number in 111..<115 {
                let dossier = try await site.filed(
                    Request(service: "auth.identity", persons: site.citizens(number..<number + 1).map(\.keys)), .notary)
                let page = try await site.page("\(dossier.path)/acts/accept", as: "clerk-01")
                let version = [("version", try #require(page.input("version")))]
                async let one = site.desk("clerk-01").post("\(dossier.path)/acts/accept", version)
                async let other = site.desk(second).post(
                    "\(dossier.path)/acts/reject-at-intake", version + [("reason", "Hồ sơ không hợp lệ")])
                let answers = try await [one, other]
                #expect(answers.map(\.status).sorted() == [303, 409])
                let loser = try #require(answers.first { $0.status == 409 })
                #expect(loser.links.contains(dossier.path), "a link to the newer version")
                let state = try await dossier.page(as: "clerk-01").main("data-state")
                #expect(state == (answers[0].status == 303 ? "accepted" : "rejected-at-intake"))
                let papers = try await site.page("\(dossier.path)/letters", as: "clerk-01")
                #expect(papers.links.filter { $0.hasSuffix(".pdf") }.count == 2, "one slip")
            }
        }

        @Test func signingAndIssuingTwiceMakesOneDecision() async throws {
            let site = try JobSite.here()
            let dossier = try await site.accepted(
                Request(service: "auth.identity", persons: site.citizens(115..<116).map(\.keys)), .notary)
            try await dossier.act("propose-approval", by: "officer-01", to: "proposed")
            let approver = try await site.desk("deputy-01")
            let sign = "\(dossier.path)/acts/sign"
            let version = try #require(try await approver.get(sign).input("version"))
            let fields = [("version", version), ("password", Desks.password)]
            async let one = approver.post(sign, fields)
            async let other = approver.post(sign, fields)
            let signed = try await [one, other]
            #expect(signed.map(\.status) == [303, 303], "\(signed.map { $0.words.prefix(500) })")
            try await dossier.expect("signed", as: "deputy-01")

            let clerk = try await site.desk("clerk-01")
            let issue = "\(dossier.path)/acts/issue"
            let before = try #require(try await clerk.get(issue).input("version"))
            let issueFields = [("version", before), ("password", Desks.password)]
            async let first = clerk.post(issue, issueFields)
            async let second = clerk.post(issue, issueFields)
            #expect(try await [first, second].map(\.status) == [303, 303])
            try await dossier.untilCarriedOut()
            let papers = try await site.page("\(dossier.path)/letters", as: "filer-notary")
            #expect(papers.links.filter { $0.hasSuffix(".pdf") }.count == 4, "request, slip, decision, notice")
            let named = papers.words.components(separatedBy: "Quyết định cho phép").count - 1
            #expect(named == 2, "one paper, and the way to all approvals above it")
        }

        @Test func onePersonMaySignInAtManyWindowsAndSignManyPapersAtOnce() async throws {
            let site = try JobSite.here()
            try await withThrowingTaskGroup(of: Void.self) { windows in
                for _ in 0..<10 { windows.addTask { _ = try await site.signIn("officer-79") } }
                try await windows.waitForAll()
            }
            var dossiers: [Dossier] = []
            for number in 117..<124 {
                let dossier = try await site.accepted(
                    Request(service: "auth.identity", persons: site.citizens(number..<number + 1).map(\.keys)),
                    .department)
                try await dossier.act("propose-approval", by: "officer-79", to: "proposed")
                dossiers.append(dossier)
            }
            try await withThrowingTaskGroup(of: Void.self) { papers in
                for dossier in dossiers { papers.addTask { try await dossier.sign(by: "approver-79") } }
                try await papers.waitForAll()
            }
        }

        @Test func anActOnAnOldVersionIsRefusedWithAWayToTheNewOne() async throws {
            let site = try JobSite.here()
            let dossier = try await site.filed(
                Request(service: "auth.identity", persons: site.citizens(116..<117).map(\.keys)), .notary)
            let old = [("version", "3"), ("reason", "Không hợp lệ")]
            let answer = try await site.desk("clerk-01").post("\(dossier.path)/acts/reject-at-intake", old)
            #expect(answer.status == 409 && answer.links.contains(dossier.path))
            for number in ["-1", "99999", "9223372036854775807"] {
                let odd = [("version", number), ("reason", "Không hợp lệ")]
                for act in ["reject-at-intake", "issue"] {
                    #expect(try await site.desk("clerk-01").post("\(dossier.path)/acts/\(act)", odd).status == 409)
                }
            }
            try await dossier.expect("filed", as: "clerk-01")
        }

        @Test(arguments: ["clerk-01", "clerk-central", "clerk-79"])
        func theBooksHaveNoGapsAndNoNumberTwice(clerk: String) async throws {
            let site = try JobSite.here()
            for (register, column) in [("incoming", "Số đến"), ("outgoing", "Số, ký hiệu văn bản")] {
                let answer = try await site.page("/registers/\(register).csv", as: clerk)
                #expect(answer.status == 200)
                let book = try CSVFile(answer.body)
                #expect(book.header.count == 10)
                let name = try #require(book.header.first { $0 == column } ?? book.header.first { $0.contains("Số") })
                let numbers = book.rows.compactMap { Int(($0[name] ?? "").prefix { $0.isNumber }) }
                #expect(numbers == Array(1..<(numbers.count + 1)), "\(register) of \(clerk)")
                let page = try await site.page("/registers/\(register)", as: clerk)
                let pdf = try await site.page("/registers/\(register).pdf", as: clerk)
                #expect(page.status == 200 && pdf.status == 200)
                #expect(try await PDFReader.words(pdf.body).contains("SỔ ĐĂNG KÝ VĂN BẢN"))
            }
        }
    }
}
