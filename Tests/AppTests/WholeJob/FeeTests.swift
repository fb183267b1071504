// What an answer costs, by HTTP: from the estimate to the register, at the desk and through the payment platform.

import Basics
import Foundation
import TestKit
import Testing

@testable import Tokens

extension WholeJob {
    @Suite struct Fees {
        /// The fee as the page of the case says it, in đồng.
        private static func fee(_ page: HTTPAnswer) throws -> Int {
            let said = try #require(page.words.firstMatch(of: /Số phí ([\d.]+) đồng/)?.output.1)
            return try #require(Int(said.replacing(".", with: "")))
        }

        private static func request(_ site: JobSite, _ place: Int) -> Request {
            Request(service: "auth.identity", persons: site.citizens(place..<(place + 2)).map(\.keys))
        }

        /// What the demo's payment platform says.
        private func tell(
            _ site: JobSite, _ code: String, _ amount: Int, transaction: String, type: String = "application/jwt",
            change: (JSONMember) -> JSONMember? = { $0 }
        ) async throws -> HTTPAnswer {
            let pem = try String(contentsOfFile: "\(site.data.folder)/demo-payments.pem", encoding: .utf8)
            let keys = try await site.page("/organization/keys", as: Route.ministry.official)
            let issuer = String(try #require(keys.words.firstMatch(of: /iss, aud\) (\S+)/)).output.1)
            let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
            let claims = [
                JSONMember("iss", "demo-payments"), JSONMember("sub", "demo-payments"),
                JSONMember("aud", issuer),
                JSONMember("exp", now.adding(seconds: 60)), JSONMember("jti", Hex.encode(Random.bytes(16))),
                JSONMember("transaction", transaction), JSONMember("case", code), JSONMember("amount", Int64(amount)),
                JSONMember("currency", "VND"), JSONMember("paid_on", Today.date.description),
            ].compactMap(change)
            let message = try TokenSigner(try PrivateKey(pem: pem), type: "payment+jwt").token(claims)
            return try await site.browser().send(
                "POST", "/api/v1/payments", headers: [("Content-Type", type)], body: Array(message.utf8))
        }

        @Test func theFeeIsEstimatedComputedPaidByThePlatformAndInTheRegister() async throws {
            let (site, route) = (try JobSite.here(), Route.notary)
            let draft = try await site.filled(Self.request(site, 230), route)
            let check = try await site.page("\(draft.path)/check", as: route.filer)
            #expect(check.words.contains("Phí dự kiến Nhiều nhất") && check.words.contains("SPDC01"))
            let dossier = try await site.fulfilled(Self.request(site, 232), route)
            let page = try await dossier.page(as: route.filer)
            let (amount, code) = (try Self.fee(page), try #require(page.main("data-case-code")))
            #expect(amount > 0 && amount % 1_000 == 0)
            let transaction = "DEMO-\(code)"
            for _ in 0..<2 {
                let told = try await tell(site, code, amount, transaction: transaction)
                #expect(told.status == 200 && told.text == #"{"status":"recorded"}"#)
            }
            #expect(try await dossier.page(as: route.filer).words.contains("Nền tảng thanh toán"))
            let other = try await tell(site, code, amount + 1_000, transaction: transaction)
            #expect(other.status == 409 && other.text.contains("transaction_told_otherwise"))
            let again = try await tell(site, code, amount, transaction: "\(transaction)-2")
            #expect(again.status == 200 && again.text == #"{"status":"held","reason":"nothing-due"}"#)

            let register = try await site.wholeList("/registers/fees?by=paid", as: route.clerk)
            #expect(register.words.contains(code) && register.words.contains(transaction))
            #expect(register.words.contains("Hồ sơ không có phí chờ nộp"))
            let (year, month, _) = Today.date.parts
            let file = try await site.page(
                "/registers/fees.csv?office=01&year=\(year)&month=\(month)&by=assessed", as: "inspector")
            #expect(file.status == 200)
            let line = try #require(file.text.split(separator: "\r\n").first { $0.contains(code) })
            #expect(line.contains(",\(amount),") && line.hasSuffix(",2421") && line.contains(",platform,"))
        }

        @Test func whatIsNotThePlatformsIsRefused() async throws {
            let site = try JobSite.here()
            let code = "H26-261202-9999"
            let unknown = try await tell(site, code, 1_000, transaction: "X-1")
            #expect(unknown.status == 200 && unknown.text.contains("unknown-case"))
            #expect(try await tell(site, code, 1_000, transaction: "X-2", type: "application/json").status == 415)
            let elsewhere = try await tell(site, code, 1_000, transaction: "X-3") {
                $0.name == "aud" ? JSONMember("aud", "https://other.example.vn") : $0
            }
            #expect(elsewhere.status == 403 && elsewhere.text.contains("unknown_sender"))
            let unreadable = try await tell(site, code, 1_000, transaction: "X-4") {
                $0.name == "currency" ? nil : $0
            }
            #expect(unreadable.status == 400 && unreadable.text.contains(#""field":"currency""#))
            for body in ["", "x", "a.b.c", String(repeating: "x", count: 9_000)] {
                let answer = try await site.browser().send(
                    "POST", "/api/v1/payments", headers: [("Content-Type", "application/jwt")], body: Array(body.utf8))
                #expect([400, 403].contains(answer.status), "\(body.prefix(9)): \(answer.status)")
            }
            #expect(try await site.browser().get("/api/v1/payments").status == 405)
        }

        @Test func theRegisterIsTheOffices() async throws {
            let site = try JobSite.here()
            #expect(try await site.page("/registers/fees", as: "filer-notary").status == 404)
            #expect(try await site.page("/registers/fees.csv", as: "official-notary").status == 404)
            #expect(try await site.page("/registers/fees?office=79", as: "clerk-01").words.contains("Hà Nội"))
            for query in ["year=1999", "month=13", "month=0", "year=x", "by=all", "year=9999", "office=nowhere"] {
                #expect(try await site.page("/registers/fees?\(query)", as: "inspector").status == 404, "\(query)")
            }
        }
    }
}

struct KeptResultTests {
    @Test func theResultWaitsForItsFeeWhereTheSiteSaysSo() async throws {
        try await SiteData.with { data in
            let server = try await data.serve(settings: ["TRINHKY_PAYMENT": "before-result"])
            do {
                let site = JobSite(data, [server], citizens: try await data.citizens())
                try await waits(site)
                #expect(try await server.stop() == 0)
            } catch {
                _ = try? await server.stop()  // the first failure counts
                throw error
            }
            try await data.expectProved()
        }
    }

    private func waits(_ site: JobSite) async throws {
        let route = Route.notary
        let dossier = try await site.accepted(
            Request(service: "auth.identity", persons: site.citizens(0..<2).map(\.keys)), route)
        try await dossier.act("propose-approval", by: route.officer, to: "proposed")
        try await dossier.sign(by: route.approver)
        _ = try await dossier.attempt("issue", by: route.clerk, [("password", Desks.password)])
        try await dossier.untilCarriedOut(to: ["payment-due"])
        let page = try await dossier.expect("payment-due", as: route.filer)
        #expect(page.words.contains("Chưa nộp; kết quả được giữ lại") && !page.links.contains("\(dossier.path)/result"))
        for form in ["result", "result.csv", "result.xml", "result.pdf"] {
            let refused = try await site.page("\(dossier.path)/\(form)", as: route.filer)
            #expect(refused.status == 403 && refused.words.contains("Chưa nộp phí"), "\(form)")
            #expect(!refused.text.contains(site.citizens[0]["full_name"]))
        }
        let notice = try await dossier.words(ofLetter: 5, as: route.filer)
        #expect(notice.contains("Nộp phí khai thác") && notice.contains("Bằng chữ"))
        let sum = try #require(page.words.firstMatch(of: /Số phí ([\d.]+) đồng/)?.output.1.replacing(".", with: ""))
        let fields = [("amount", String(sum)), ("means", "cash"), ("receipt", "AA/24E 0000017")]
        let short = try await dossier.attempt(
            "record-payment", by: route.clerk,
            [("amount", "500"), ("means", "cash"), ("receipt", "AA/24E 0000017"), ("password", Desks.password)]
                + Today.inputs("paid_on", inDays: 0))
        #expect(short.status == 422 && short.words.contains("nộp đủ một lần"), "\(short.status) \(short.words)")
        try await dossier.expect("payment-due", as: route.clerk)
        let paid = try await dossier.attempt(
            "record-payment", by: route.clerk,
            fields + Today.inputs("paid_on", inDays: 0) + [("password", Desks.password)])
        #expect(paid.status == 303)
        try await dossier.expect("fulfilled", as: route.filer)
        #expect(try await dossier.result().rows.count == 2)
    }
}
