// The three routes of the main job: to a province, to the centre, and through the manual queue.

import TestKit
import Testing

extension WholeJob {
    @Suite struct Routes {
        @Test func aNotarysRequestGoesToTheDirectorOfItsProvinceAndAllTheWay() async throws {
            let site = try JobSite.here()
            let route = Route.notary
            let persons = site.citizens(0..<3).map(\.keys)
            let dossier = try await site.filled(
                Request(service: "provide.fields", persons: persons, fields: ["sex", "permanent_residence"]), route)
            let draft = try await dossier.expect("draft", as: route.filer)
            #expect(draft.main("data-case-code") == nil)
            let check = try await site.page("\(dossier.path)/check", as: route.filer)
            #expect(check.status == 200 && !check.hasErrorSummary)

            let version = try #require(check.input("version"))
            let submitted = try await site.desk(route.filer).post("\(dossier.path)/submit", [("version", version)])
            #expect(submitted.status == 303)
            try await dossier.expect("awaiting-vouch", as: route.filer)
            #expect(try await site.wholeList("/tasks", as: route.official).links.contains(dossier.path))

            let filed = try await dossier.act("vouch", by: route.official, to: "filed")
            let code = try #require(filed.main("data-case-code"))
            #expect(code.wholeMatch(of: /G01\.801\.000-\d{6}-\d{4}/) != nil, "\(code)")
            for words in [
                "Công an thành phố Hà Nội", "Giám đốc Công an cấp tỉnh", "B-4", "Điều 9 Nghị định số 70/2024/NĐ-CP",
            ] {
                #expect(filed.words.contains(words), "the case page says \(words)")
            }
            #expect(filed.words.contains("3 ngày làm việc"))

            #expect(try await site.wholeList("/tasks", as: route.clerk).words.contains(code))
            #expect(try await !site.wholeList("/tasks", as: "clerk-79").words.contains(code))
            try await dossier.act("accept", by: route.clerk, to: "accepted")
            #expect(try await site.wholeList("/tasks", as: route.officer).words.contains(code))
            try await dossier.act("propose-approval", by: route.officer, to: "proposed")
            #expect(try await site.wholeList("/tasks", as: route.approver).words.contains(code))
            try await dossier.sign(by: route.approver)
            try await dossier.issue()
            try await dossier.expect("fulfilled", as: route.official)

            try await expectPapers(dossier, code)
        }

        /// The request, the receipt slip, the decision and the notice, in this order, each with its title.
        private func expectPapers(_ dossier: Dossier, _ code: String) async throws {
            let request = try await dossier.words(ofLetter: 1, as: dossier.route.filer)
            #expect(!request.contains("V/v"), "a paper with a type name has no such line")
            #expect(request.contains("Mẫu DC02") && request.contains("PHIẾU ĐỀ NGHỊ GIẢI QUYẾT THỦ TỤC VỀ CĂN CƯỚC"))
            #expect(request.contains("Ý KIẾN CỦA CHỦ THỂ THÔNG TIN"))
            #expect(!request.contains(".;") && !request.contains(".."), "each undertaking ends once")
            let titles = ["GIẤY HẸN", "QUYẾT ĐỊNH", "THÔNG BÁO"]
            for (index, title) in titles.enumerated() {
                let words = try await dossier.words(ofLetter: index + 2, as: dossier.route.official)
                #expect(words.contains(code), "paper \(index + 2) names the dossier")
                #expect(words.contains(title), "paper \(index + 2) is \(title): \(words.prefix(300))")
            }
            #expect(try await dossier.letter(titles.count + 2, as: dossier.route.filer).status == 404)
            let list = try await dossier.site.page("\(dossier.path)/letters", as: dossier.route.filer)
            #expect(list.links.filter { $0.hasSuffix(".pdf") } == (1...4).map { "\(dossier.path)/letters/\($0).pdf" })
        }

        @Test func aMinistrysRequestGoesToTheCentralHead() async throws {
            let site = try JobSite.here()
            let dossier = try await site.filed(
                Request(service: "provide.household", persons: site.citizens(3..<5).map(\.keys)), .ministry)
            let page = try await dossier.expect("filed", as: "clerk-central")
            #expect(page.words.contains("B-1"))
            #expect(page.words.contains("Cục trưởng Cục Cảnh sát quản lý hành chính về trật tự xã hội"))
            try await dossier.act("accept", by: "clerk-central", to: "accepted")
            try await dossier.act("propose-approval", by: "officer-central", to: "proposed")
            try await dossier.sign(by: "approver-central")
            try await dossier.issue()
            try await dossier.expect("fulfilled", as: "filer-ministry")
        }

        @Test func whatNoRuleCoversWaitsAtTheCentreUntilAClerkNamesTheAuthority() async throws {
            let site = try JobSite.here()
            let route = Route(organization: "unknown", office: "01")
            let dossier = try await site.filed(
                Request(service: "auth.identity", persons: site.citizens(5..<6).map(\.keys)), route)
            let page = try await dossier.expect("filed", as: "clerk-central")
            let code = try #require(page.main("data-case-code"))
            #expect(page.words.contains("Chưa có quy tắc xác định thẩm quyền"))
            #expect(page.acts == ["transfer"])
            #expect(try await site.wholeList("/tasks", as: "clerk-central").words.contains(code))
            #expect(try await dossier.page(as: "clerk-01").status == 404)

            let bare = try await dossier.attempt("transfer", by: "clerk-central", [("authority", "01")])
            #expect(bare.status == 422 && bare.hasErrorSummary, "a reason is wanted")
            let reason = "Trụ sở của tổ chức ở Hà Nội"
            let sent = try await dossier.attempt(
                "transfer", by: "clerk-central", [("authority", "01"), ("reason", reason)])
            #expect(sent.status == 303)
            let arrived = try await dossier.expect("filed", as: "clerk-01")
            #expect(arrived.words.contains("Công an thành phố Hà Nội") && arrived.words.contains(reason))
            #expect(arrived.main("data-case-code") == code, "the code stays")
            try await dossier.expect("filed", as: "clerk-central")
            #expect(try await !site.wholeList("/tasks", as: "clerk-central").words.contains(code))

            try await dossier.act("accept", by: "clerk-01", to: "accepted")
            try await dossier.act("propose-approval", by: "officer-01", to: "proposed")
            try await dossier.sign(by: "approver-01")
            try await dossier.issue()
            try await dossier.expect("fulfilled", as: "filer-unknown")
            for office in ["central", "01"] {
                let register = try await site.wholeList("/registers/incoming", as: "clerk-\(office)")
                #expect(register.words.contains(code), "both offices have it in their books")
            }
        }

        @Test func anybodyCanCheckALetterByTheCodeOnItAndLearnsNothingOfThePersons() async throws {
            let site = try JobSite.here()
            let citizen = site.citizens(8..<9)[0]
            let dossier = try await site.fulfilled(
                Request(service: "auth.identity", persons: [citizen.keys]), .notary)
            let decision = try await dossier.words(ofLetter: 3, as: "filer-notary")
            let printed = try #require(decision.firstMatch(of: #/Mã kiểm tra văn bản: ([0-9A-Z-]+)/#))
            let stranger = site.browser()
            let page = try await stranger.get("/verify/\(printed.output.1)")
            #expect(page.status == 200 && page.words.contains("Văn bản thật"))
            #expect(page.words.contains("Đinh Quang Thắng") && page.words.contains("QĐ-CAHN"))
            #expect(!page.words.contains(citizen.id) && !page.words.contains(citizen["full_name"]))
            let request = try await dossier.words(ofLetter: 1, as: "filer-notary")
            let own = try #require(
                request.firstMatch(of: #/mã kiểm tra ([0-9A-Z-]{11})|Mã kiểm tra văn bản: ([0-9A-Z-]+)/#))
            let code = own.output.1 ?? own.output.2
            let said = try await stranger.get("/verify/\(try #require(code))")
            for words in ["145/CV-VP", "Trần Quốc Bảo", "Nơi gửi đến Công an thành phố Hà Nội", "Người xác nhận"] {
                #expect(said.words.contains(words), "what is printed on the request: \(words)")
            }
            try await stranger.get("/verify")
            let asked = try await stranger.post("/verify", [("code", " \(printed.output.1.lowercased()) ")])
            #expect(asked.status == 303 && asked.location?.hasPrefix("/verify/") == true)
        }

        @Test(arguments: [
            ("bank", "central", "B-2"), ("telecom", "central", "B-2"), ("ca", "central", "B-2"),
            ("department", "79", "B-3"),
        ])
        func otherClassesAreRoutedByTheTable(organization: String, office: String, rule: String) async throws {
            let site = try JobSite.here()
            let route = Route(organization: organization, office: office)
            let dossier = try await site.filed(
                Request(service: "auth.identity", persons: site.citizens(6..<7).map(\.keys)), route)
            let page = try await dossier.expect("filed", as: route.clerk)
            #expect(page.words.contains(rule) && page.words.contains("Điều 9 Nghị định số 70/2024/NĐ-CP"))
        }
    }
}
