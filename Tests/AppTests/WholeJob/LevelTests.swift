// The job at the three levels that have offices, and choosing one office among many.

import TestKit
import Testing

extension WholeJob {
    @Suite struct Levels {
        /// Who asks, who decides, and what the decision says of them.
        struct Level: Sendable, CustomTestStringConvertible {
            var route: Route
            var rule: String
            var code: String
            /// In the order of the page.
            var head: [String]
            var notation: String
            var kept: String

            var testDescription: String { route.office }
        }

        static let levels = [
            Level(
                route: .ministry, rule: "B-1", code: "G01-",
                head: ["BỘ CÔNG AN", "CỤC CẢNH SÁT QUẢN LÝ", "CỤC TRƯỞNG CỤC CẢNH SÁT QUẢN LÝ HÀNH CHÍNH"],
                notation: "/QĐ-C06", kept: "Lưu: VT."),
            Level(
                route: .department, rule: "B-3", code: "G01.899.000-",
                head: ["BỘ CÔNG AN", "CÔNG AN THÀNH PHỐ HỒ CHÍ", "GIÁM ĐỐC CÔNG AN THÀNH PHỐ HỒ CHÍ MINH"],
                notation: "/QĐ-CATP-PC06", kept: "Lưu: VT, PC06."),
            Level(
                route: Route(organization: "commune", office: "c01"), rule: "B-8", code: "G01.801.000-",
                head: ["CÔNG AN THÀNH PHỐ HÀ NỘI", "CÔNG AN PHƯỜNG HOÀN KIẾM", "TRƯỞNG CÔNG AN PHƯỜNG HOÀN KIẾM"],
                notation: "/QĐ-CAP", kept: "Lưu: VT."),
        ]

        @Test(arguments: levels) func aRequestGoesTheWholeWayUnderTheHeadOfItsOffice(level: Level) async throws {
            let site = try JobSite.here()
            let dossier = try await site.fulfilled(
                Request(service: "auth.identity", persons: site.citizens(30..<31).map(\.keys)), level.route)
            let page = try await dossier.expect("fulfilled", as: level.route.clerk)
            #expect(page.words.contains(level.rule))
            #expect(page.main("data-case-code")?.hasPrefix(level.code) == true)
            let decision = try await dossier.words(ofLetter: 3, as: level.route.filer)
            for line in level.head { #expect(decision.contains(line), "\(line) in \(decision.prefix(400))") }
            #expect(decision.contains(level.notation) && decision.contains(level.kept))
            let slip = try await dossier.words(ofLetter: 2, as: level.route.filer)
            #expect(slip.contains(level.head[1]))
        }

        @Test func anOfficeIsFoundByWordsAndTheCaseSentThere() async throws {
            let site = try JobSite.here()
            let route = Route(organization: "unknown", office: "c79")
            let dossier = try await site.filed(
                Request(service: "auth.identity", persons: site.citizens(31..<32).map(\.keys)), route)
            let desk = try await site.desk("clerk-central")
            let path = "\(dossier.path)/acts/transfer"
            let form = try await desk.get(path)
            #expect(form.words.contains("Tìm thấy 37 mục"), "the first of them are shown")
            #expect(!form.words.contains("Công an phường Sài Gòn"))
            let version = try #require(form.input("version"))
            let found = try await desk.post(
                path,
                [("version", version), ("find", "authority"), ("authority_search", "sai gon"), ("reason", "Vì sao")])
            #expect(found.status == 200 && !found.hasErrorSummary, "a search does nothing else")
            #expect(found.words.contains("Công an phường Sài Gòn") && found.words.contains("Vì sao"))
            #expect(found.words.contains("Tìm thấy 1 mục"))
            try await dossier.act(
                "transfer", by: "clerk-central", [("authority", "26740"), ("reason", "Vì sao")], to: "filed")
            try await dossier.expect("filed", as: "clerk-c79")
            try await dossier.act("accept", by: "clerk-c79", to: "accepted")
        }

        @Test func nobodySearchesWhereTheyMayNotAct() async throws {
            let site = try JobSite.here()
            let dossier = try await site.filed(
                Request(service: "auth.identity", persons: site.citizens(32..<33).map(\.keys)), .notary)
            let desk = try await site.desk(dossier.route.officer)
            try await desk.get(dossier.path)
            let answer = try await desk.post("\(dossier.path)/acts/transfer", [("find", "authority")])
            #expect(answer.status == 403)
        }

        @Test func anInspectorFindsTheRegisterOfAnyOffice() async throws {
            let site = try JobSite.here()
            let page = try await site.page("/registers/incoming?office_search=hoan%20kiem&find=office", as: "inspector")
            #expect(page.status == 200 && page.words.contains("Công an phường Hoàn Kiếm"))
            let register = try await site.page("/registers/incoming?office=00070", as: "inspector")
            #expect(register.status == 200 && register.words.contains("Công an phường Hoàn Kiếm –"))
        }
    }
}
