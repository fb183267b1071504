// One act on many cases at once: read as one file, done with one password, each by itself.

import Basics
import TestKit
import Testing

@Suite(ServedSite(changes: FileChange.noOddHours)) struct ManyCases {
    private static let route = Route.department

    private func proposed(_ site: JobSite, _ count: Int, from place: Int) async throws -> [Dossier] {
        var dossiers: [Dossier] = []
        for n in 0..<count {
            let persons = site.citizens(place + n..<place + n + 1).map(\.keys)
            let request = Request(
                service: "provide.current-residence", persons: persons, purpose: "Việc số \(place + n)")
            let dossier = try await site.accepted(request, Self.route)
            try await dossier.act("propose-approval", by: Self.route.officer, to: "proposed")
            dossiers.append(dossier)
        }
        return dossiers
    }

    /// What the page gives to tick for those cases.
    private func ticks(_ page: HTTPAnswer, _ dossiers: [Dossier]) throws -> [(String, String)] {
        let values = page.text.matches(of: /name="chosen" value="([^"]+)"/).map { String($0.output.1) }
        return try dossiers.map { dossier in
            ("chosen", try #require(values.first { $0.hasPrefix("\(dossier.id):") }, "\(page.words.prefix(900))"))
        }
    }

    @Test func manyAreSignedAndIssuedWithOnePasswordEach() async throws {
        let site = try JobSite.here()
        let dossiers = try await proposed(site, 3, from: 600)
        let approver = try await site.desk(Self.route.approver)
        #expect(try await approver.get("/tasks").links.contains("/tasks/acts/sign"))
        let list = try await approver.get("/tasks/acts/sign")
        let chosen = try ticks(list, dossiers)
        #expect(try await approver.get("/tasks/acts/sign?all=1").text.contains(" checked>"))

        // What they sign can be read as one file.
        let letters = try await approver.post("/tasks/acts/sign/letters", chosen)
        #expect(letters.status == 200 && letters.header("Content-Type") == "application/pdf")
        let words = try await PDFReader.words(letters.body)
        for dossier in dossiers {
            let page = try await dossier.page(as: Self.route.approver)
            let code = try #require(page.words.firstMatch(of: /G01[0-9.]*-\d{6}-\d{4,}/)).output
            #expect(words.contains(String(code)), "\(code)")
        }

        for (fields, what) in [
            (chosen, "no password"), (chosen + [("password", "sai")], "a wrong one"),
            ([("password", Desks.password)], "no case"),
            ([("chosen", "x"), ("password", Desks.password)], "no id"),
        ] {
            let refused = try await approver.post("/tasks/acts/sign", fields)
            #expect(refused.status == 422 && refused.hasErrorSummary, "\(what)")
        }
        // Somebody was faster with one of them.
        let reason = [("reason", "Xem lại")]
        try await dossiers[1].act("return-to-officer", by: Self.route.approver, reason, to: "accepted")
        let signed = try await approver.post("/tasks/acts/sign", chosen + [("password", Desks.password)])
        #expect(signed.status == 200 && signed.words.contains("Đã thực hiện 2 trong số 3 hồ sơ đã chọn"))
        #expect(signed.words.contains("Hồ sơ đã thay đổi sau khi danh sách được mở"))
        for (place, state) in [(0, "signed"), (1, "accepted"), (2, "signed")] {
            try await dossiers[place].expect(state, as: Self.route.clerk)
        }
        // The same post again signs nothing twice.
        let again = try await approver.post("/tasks/acts/sign", chosen + [("password", Desks.password)])
        #expect(again.words.contains("2 trong số 3"))

        let clerk = try await site.desk(Self.route.clerk)
        let ready = try ticks(try await clerk.get("/tasks/acts/issue"), [dossiers[2], dossiers[0]])
        let issued = try await clerk.post("/tasks/acts/issue", ready + [("password", Desks.password)])
        #expect(issued.words.contains("Đã thực hiện 2 trong số 2"))
        for dossier in [dossiers[0], dossiers[2]] { try await dossier.untilCarriedOut(seenBy: Self.route.clerk) }
    }

    @Test func whatNeedsMoreThanATickIsDoneByItself() async throws {
        let site = try JobSite.here()
        let route = Self.route
        let plain = try await site.filled(
            Request(service: "auth.identity", persons: site.citizens(610..<611).map(\.keys)), route)
        let onPaper = try await site.filled(
            Request(service: "auth.identity", persons: site.citizens(611..<612).map(\.keys)), route)
        let filer = try await site.desk(route.filer)
        _ = try await filer.upload(
            "\(onPaper.path)/documents", Dossier.documentFields + [("on_paper", "signed-request")], files: [])
        for dossier in [plain, onPaper] { try await dossier.act("submit", by: route.filer, to: "awaiting-vouch") }
        let official = try await site.desk(route.official)
        let both = try ticks(try await official.get("/tasks/acts/vouch"), [plain, onPaper])
        let vouched = try await official.post("/tasks/acts/vouch", both + [("password", Desks.password)])
        #expect(vouched.words.contains("Đã thực hiện 2 trong số 2"), "\(vouched.words.prefix(600))")

        let clerk = try await site.desk(route.clerk)
        let page = try await clerk.get("/tasks/acts/accept")
        #expect(page.words.contains("Cần điền thông tin: mở riêng hồ sơ này"))
        #expect(!page.text.contains("value=\"\(onPaper.id):"))
        // Nor is it done where the page did not offer it.
        let chosen = try ticks(page, [plain])
        let version = try #require(try await clerk.get("\(onPaper.path)/acts/accept").input("version"))
        let accepted = try await clerk.post(
            "/tasks/acts/accept", chosen + [("chosen", "\(onPaper.id):\(version)")])
        #expect(accepted.words.contains("Đã thực hiện 1 trong số 2"))
        try await plain.expect("accepted", as: route.clerk)
        try await onPaper.expect("filed", as: route.clerk)
    }

    @Test func itIsForWhoeverMayDoTheActAndForNoOther() async throws {
        let site = try JobSite.here()
        for (username, act, status) in [
            ("approver-01", "sign", 200), ("officer-01", "sign", 404), ("clerk-01", "issue", 200),
            ("clerk-01", "vouch", 404), ("inspector", "sign", 404), ("filer-notary", "vouch", 404),
            ("approver-01", "revoke-grant", 404), ("approver-01", "nothing", 404),
        ] {
            #expect(try await site.page("/tasks/acts/\(act)", as: username).status == status, "\(username) \(act)")
        }
        // A case of another office is not signed by a tick.
        let dossier = try await proposed(site, 1, from: 620)[0]
        let version = try #require(
            try await site.page("\(dossier.path)/acts/sign", as: Self.route.approver).input("version"))
        let stranger = try await site.desk("approver-01")
        try await stranger.get("/tasks/acts/sign")
        let tried = try await stranger.post(
            "/tasks/acts/sign", [("chosen", "\(dossier.id):\(version)"), ("password", Desks.password)])
        #expect(tried.words.contains("Đã thực hiện 0 trong số 1"))
        try await dossier.expect("proposed", as: Self.route.approver)
    }
}
