// What an approval releases: exactly what was granted, equal to the registry, and for confirmations never the value.

import TestKit
import Testing

extension WholeJob {
    @Suite struct Approvals {
        @Test func providedValuesAreThoseOfTheRegistryRowByRow() async throws {
            let site = try JobSite.here()
            let fields = ["sex", "birth_place", "marital_status", "current_residence", "father_name", "card_issue"]
            let citizens = site.citizens(20..<40)
            let dossier = try await site.fulfilled(
                Request(service: "provide.fields", persons: citizens.map(\.keys), fields: fields), .notary)
            let result = try await dossier.result()
            #expect(Set(result.header) == Set(["row", "personal_id", "full_name", "reason", "clauses"] + fields))
            try #require(result.rows.count == citizens.count)
            for (index, (row, citizen)) in zip(result.rows, citizens).enumerated() {
                #expect(row["row"] == String(index + 1) && row["personal_id"] == citizen.id)
                for field in fields { #expect(row[field] == citizen[field], "\(field) of row \(index + 1)") }
                let clauses = (row["clauses"] ?? "").split(separator: "; ").map { $0.split(separator: "=") }
                #expect(Set(clauses.map { String($0[0]) }) == Set(fields))
                #expect(clauses.allSatisfy { $0[1].wholeMatch(of: #/1\.[1-6]/#) != nil }, "\(clauses)")
            }
        }

        @Test func aResultComesAsPageCSVXMLAndMarkedPDFAndEachOpeningIsKept() async throws {
            let site = try JobSite.here()
            let citizens = site.citizens.filter { !$0["current_residence"].isEmpty }.dropFirst(30).prefix(3)
            let dossier = try await site.fulfilled(
                Request(service: "provide.current-residence", persons: citizens.map(\.keys)), .department)
            let code = try #require(try await dossier.page(as: "filer-department").main("data-case-code"))
            let page = try await site.page("\(dossier.path)/result", as: "official-department")
            let xml = try await site.page("\(dossier.path)/result.xml", as: "filer-department")
            let pdf = try await site.page("\(dossier.path)/result.pdf", as: "filer-department")
            #expect([page.status, xml.status, pdf.status] == [200, 200, 200])
            #expect(xml.header("Content-Type")?.hasPrefix("application/xml") == true)
            #expect(page.words.contains("Nơi ở hiện tại Mục 1.1 của quyết định") && xml.text.contains("clause=\"1.1\""))
            let words = try await PDFReader.words(pdf.body)
            for citizen in citizens {
                let residence = citizen["current_residence"]
                #expect(page.words.contains(residence) && page.words.contains(citizen.id))
                #expect(xml.words.contains(residence) && xml.text.contains("personal_id=\"\(citizen.id)\""))
                #expect(words.contains(citizen.id))
            }
            #expect(words.contains("Sở Tư pháp Thành phố Hồ Chí Minh – nhận lúc") && words.contains(code))
        }

        @Test func aHouseholdNamesItsMembers() async throws {
            let site = try JobSite.here()
            let households = Dictionary(grouping: site.citizens.filter { !$0["household_id"].isEmpty }) {
                $0["household_id"]
            }
            let household = try #require(households.values.first { $0.count >= 3 })
            let dossier = try await site.fulfilled(
                Request(service: "provide.household", persons: [household[0].keys]), .notary)
            let row = try #require(try await dossier.result().rows.first)
            #expect(row["relation_to_head"] == household[0]["relation_to_head"])
            for member in household {
                #expect(row["household_member_ids"]?.contains(member.id) == true)
                #expect(row["household_members"]?.contains(member.id) == false, "a number is a field of its own")
                #expect(row["household_members"]?.contains(member["full_name"]) == true)
            }
        }

        /// Service, claimed column, and a value that is certainly wrong.
        @Test(arguments: [
            ("auth.blood-type", "blood_type", ""),
            ("auth.permanent-residence", "permanent_residence", "Số 1 phố Không Có, phường Không Có"),
            ("auth.current-residence", "current_residence", "Số 1 phố Không Có, phường Không Có"),
            ("auth.spouse", "spouse_name", "Không Thị Có"),
        ])
        func aConfirmationSaysTrueFalseOrNoData(service: String, column: String, wrong: String) async throws {
            let site = try JobSite.here()
            let known = site.citizens.filter { !$0[column].isEmpty }.dropFirst(10).prefix(2)
            let (right, other) = (known[known.startIndex], known[known.startIndex + 1])
            let blank = try #require(site.citizens.dropFirst(50).first { $0[column].isEmpty })
            let wrongValue = wrong.isEmpty ? (other[column].hasPrefix("AB") ? "O" : "AB") : wrong
            var stranger = right.claiming(column, right[column])
            stranger["personal_id"] = try site.unusedNumber(like: right.id)
            let mistaken = blank.claiming(column, wrongValue)
            let persons = [
                right.claiming(column, right[column]), other.claiming(column, wrongValue), mistaken, stranger,
            ]
            let dossier = try await site.fulfilled(Request(service: service, persons: persons, claim: column), .notary)

            let result = try await dossier.result()
            #expect(result.rows.map { $0["result"] } == ["true", "false", "no-data", "no-data"])
            #expect(result.rows[3]["reason"] == "not-identified")
            let answers = Set(result.rows.map { $0[column] ?? "" })
            #expect(answers.isSubset(of: ["true", "false", "no-data", ""]), "never the value")
            let xml = try await site.page("\(dossier.path)/result.xml", as: "filer-notary")
            let page = try await site.page("\(dossier.path)/result", as: "filer-notary")
            let pdf = try await PDFReader.words(site.page("\(dossier.path)/result.pdf", as: "filer-notary").body)
            for text in [page.words, pdf] {
                for word in ["Đúng", "Sai", "Không có dữ liệu"] { #expect(text.contains(word)) }
            }
            if other[column].count > 3 {
                for text in [xml.text, page.words, pdf] { #expect(!text.contains(other[column]), "never the value") }
            }
        }

        @Test func anIdentityIsConfirmedByAllItsKeysTogether() async throws {
            let site = try JobSite.here()
            let citizens = site.citizens(60..<63)
            var renamed = citizens[1].keys
            renamed["full_name"] = "Không Phải Người Này"
            var redated = citizens[2].keys
            redated["birth_date"] = citizens[2]["birth_date"] == "1999-09-09" ? "1998-08-08" : "1999-09-09"
            var stranger = citizens[0].keys
            stranger["personal_id"] = try site.unusedNumber(like: citizens[0].id)
            let persons = [citizens[0].keys, renamed, redated, stranger]
            let dossier = try await site.fulfilled(Request(service: "auth.identity", persons: persons), .ministry)
            let rows = try await dossier.result().rows
            #expect(rows.map { $0["result"] } == ["true", "false", "false", "no-data"])
            #expect(rows[1]["reason"] == rows[2]["reason"], "which key failed is never told")
        }

        @Test func aNarrowerApprovalLeavesOutTheFieldsAndPersonsThatWereNotGranted() async throws {
            let site = try JobSite.here()
            let citizens = site.citizens(70..<75)
            let route = Route.notary
            let dossier = try await site.accepted(
                Request(
                    service: "provide.fields", persons: citizens.map(\.keys),
                    fields: ["sex", "permanent_residence", "phone"]), route)
            let reason = "Mục đích nêu trong văn bản không cần số điện thoại"
            let nothing = try await dossier.attempt(
                "propose-narrower", by: route.officer,
                [("fields", "sex"), ("fields", "permanent_residence"), ("fields", "phone"), ("reason", reason)])
            #expect(nothing.status == 422 && nothing.hasErrorSummary, "something must be taken away")
            let rows = try await dossier.attempt(
                "propose-narrower", by: route.officer, [("fields", "sex"), ("subjects", "2-9"), ("reason", reason)])
            #expect(rows.status == 422 && rows.input("subjects") == "2-9", "rows must be in the list")

            let until = 30
            let narrower = [
                ("fields", "sex"), ("fields", "permanent_residence"), ("subjects", "1-2, 4"), ("reason", reason),
            ]
            let typed = narrower + Today.inputs("until", inDays: until)
            for attempt in 0..<2 {
                let preview = try await dossier.preview("propose-narrower", by: route.officer, typed)
                let words = try await PDFReader.words(preview.body)
                #expect(preview.status == 200 && words.contains(reason) && words.contains("1–2, 4"), "\(attempt)")
            }
            let wrong = try await dossier.preview("propose-narrower", by: route.officer, [("subjects", "2-9")])
            #expect(wrong.status == 422 && wrong.hasErrorSummary && wrong.input("subjects") == "2-9")
            try await dossier.act("propose-narrower", by: route.officer, typed, to: "proposed")
            let preview = try await dossier.preview("sign", by: route.approver)
            #expect(preview.status == 200 && preview.header("Content-Type") == "application/pdf")
            let signing = try await site.page("\(dossier.path)/acts/sign", as: route.approver)
            #expect(signing.words.contains("3 trong số 3 người được phép (số thứ tự 1–2, 4)"))
            try await dossier.sign(by: "deputy-01")
            try await dossier.issue()

            let result = try await dossier.result()
            #expect(
                Set(result.header) == [
                    "row", "personal_id", "full_name", "reason", "clauses", "sex", "permanent_residence",
                ])
            #expect(result.rows.map { $0["personal_id"] } == [citizens[0].id, citizens[1].id, citizens[3].id])
            for path in ["result", "result.xml"] {
                let text = try await site.page("\(dossier.path)/\(path)", as: route.filer).text
                #expect(!text.contains(citizens[2].id) && !text.contains(citizens[4].id), "\(path)")
            }
            let decision = try await dossier.words(ofLetter: 3, as: route.filer)
            #expect(decision.contains("Không chấp thuận") && decision.contains(reason))
            #expect(decision.contains("có số thứ tự 1–2, 4 của danh sách") && decision.contains("Phụ lục"))
            for granted in [0, 1, 3] { #expect(decision.contains(citizens[granted].id)) }
            for refused in [2, 4] { #expect(!decision.contains(citizens[refused].id)) }
            #expect(
                decision.contains("KT. GIÁM ĐỐC") && decision.contains("PHÓ GIÁM ĐỐC"), "a deputy signs for the head")
            #expect(decision.contains("Cao Thị Phương Thảo"))
        }
    }
}

extension JobSite {
    /// A number of the same form that nobody in the registry has.
    func unusedNumber(like number: String) throws -> String {
        let used = Set(citizens.map(\.id))
        let start = number.prefix(6)
        let free = (0..<1_000_000).lazy.map { "\(start)\(String($0 + 1_000_000).dropFirst())" }
        return try #require(free.first { !used.contains($0) })
    }
}
