// Bad input: said where it belongs, the input kept, nothing half done.

import Basics
import Foundation
import TestKit
import Testing

extension WholeJob {
    @Suite struct Inputs {
        @Test func aPageWithGapsComesBackWithALinkedSummaryAndWhatWasTyped() async throws {
            let site = try JobSite.here()
            let dossier = try await site.draft("provide.fields", .notary)
            let desk = try await site.desk("filer-notary")
            let bare = try await desk.post("\(dossier.path)/purpose", [("purpose_text", "Công chứng “nhà đất” & xe")])
            #expect(bare.status == 422 && bare.hasErrorSummary)
            #expect(bare.links.contains("#field-purpose_code") && bare.links.contains("#field-legal_basis"))
            #expect(bare.words.contains("Công chứng “nhà đất” & xe"))
            let page = try await desk.get("\(dossier.path)/purpose")
            #expect(page.words.contains("Công chứng “nhà đất” & xe"), "what is good is kept")
            #expect(try await desk.post("\(dossier.path)/fields").status == 422)
            #expect(try await desk.post("\(dossier.path)/undertakings", [("undertake_purpose", "true")]).status == 422)
            #expect(try await desk.upload("\(dossier.path)/documents", [], files: []).status == 422)
            #expect(try await desk.post("\(dossier.path)/subjects").status == 422)
            let foreign = try await desk.post("\(dossier.path)/fields", [("fields", "sex"), ("fields", "salary")])
            #expect(foreign.status == 422)

            let check = try await desk.get("\(dossier.path)/check")
            let sent = try await desk.post(
                "\(dossier.path)/submit", [("version", try #require(check.input("version")))])
            #expect(sent.status == 422 && sent.hasErrorSummary)
            for page in ["purpose", "subjects", "documents", "undertakings"] {
                #expect(sent.links.contains("\(dossier.path)/\(page)"), "\(page)")
            }
            try await dossier.expect("draft", as: "filer-notary")
        }

        @Test(arguments: [
            ("31", "2", "2027", "Không có ngày này"), ("1", "1", "27", "bốn chữ số"), ("", "5", "2027", "nhập ngày"),
            ("a", "b", "c", ""), ("1", "1", "2020", "đã qua"), ("1", "1", "9999", "quá muộn"), ("-1", "+2", "2027", ""),
            ("99999999999999999999", "1", "2027", ""), ("1", "1", "0000", ""),
        ])
        func impossibleDaysAreRefusedAndKept(day: String, month: String, year: String, words: String)
            async throws
        {
            let site = try JobSite.here()
            let dossier = try await site.draft("auth.identity", .notary)
            let fields = [
                ("purpose_code", "other"), ("purpose_text", "x"), ("legal_basis", "y"), ("use_until_day", day),
                ("use_until_month", month), ("use_until_year", year),
            ]
            let answer = try await site.desk("filer-notary").post("\(dossier.path)/purpose", fields)
            #expect(answer.status == 422 && answer.hasErrorSummary)
            #expect(words.isEmpty || answer.words.contains(words), "\(answer.words)")
            #expect(answer.input("use_until_day") == day && answer.input("use_until_year") == year)
        }

        @Test func textThatIsTooLongDoubledOrUnprintableIsRefusedAndKept() async throws {
            let site = try JobSite.here()
            let dossier = try await site.draft("auth.identity", .notary)
            let desk = try await site.desk("filer-notary")
            let path = "\(dossier.path)/purpose"
            let long = String(repeating: "Ệ", count: 2_001)
            let tooLong = try await desk.post(path, [("purpose_text", long)])
            #expect(tooLong.status == 422 && tooLong.text.contains(long) && tooLong.words.contains("2001"))
            let twice = try await desk.post(path, [("purpose_text", "một"), ("purpose_text", "hai")])
            #expect(twice.status == 422 && twice.words.contains("hai lần"))
            for text in ["\u{0}", "a\u{7}b", "\u{202E}ngược", "\u{FFFE}", "\u{1B}[31m"] {
                let answer = try await desk.post(path, [("purpose_text", text)])
                #expect(answer.status == 422 && answer.words.contains("không dùng được"), "\(text.debugDescription)")
            }
            let page = try await desk.get(path)
            #expect(page.status == 200 && !page.words.contains("ngược"))
        }

        @Test func aFileThatIsNoPDFOrTooLargeIsRefusedTheTypedFieldsKept() async throws {
            let site = try JobSite.here()
            let dossier = try await site.draft("auth.identity", .notary)
            let desk = try await site.desk("filer-notary")
            func upload(_ bytes: [UInt8], _ name: String = "a.pdf", field: String = "document_file") async throws
                -> HTTPAnswer
            {
                let file = HTTPFile(field: field, fileName: name, contentType: "application/pdf", bytes: bytes)
                let page = field == "document_file" ? "documents" : "subjects"
                let fields = field == "document_file" ? Dossier.documentFields : []
                return try await desk.upload("\(dossier.path)/\(page)", fields, files: [file])
            }
            for bytes in [Array("MZ\u{90}".utf8), Array("%PDF-1.4 cut off".utf8), [UInt8](repeating: 0, count: 4_000)] {
                let answer = try await upload(bytes)
                #expect(answer.status == 415 && answer.hasErrorSummary && answer.words.contains("không phải PDF"))
                #expect(answer.input("document_number") == "145/CV-VP")
            }
            let large = Array("%PDF-1.4\n".utf8) + [UInt8](repeating: 0x20, count: 10_500_000) + Array("%%EOF".utf8)
            let tooLarge = try await upload(large)
            #expect(tooLarge.status == 413 && tooLarge.hasErrorSummary && tooLarge.input("document_number") != nil)
            let longList = [UInt8](repeating: 0x20, count: Limits.subjectsFileBytesMax + 1)
            let list = try await upload(longList, "danh-sach.csv", field: "subjects_file")
            #expect(list.status == 413 && list.hasErrorSummary)
            let form = try await desk.post(
                "\(dossier.path)/purpose", [("purpose_text", String(repeating: "x", count: 2_000_000))])
            #expect(form.status == 413)
            let names = ["../../etc/passwd.pdf", "<script>.pdf", String(repeating: "dài", count: 500) + ".pdf"]
            for (index, name) in names.enumerated() {
                #expect(try await upload(SamplePDF.bytes("\(index)"), name).status == 303, "\(name.prefix(20))")
            }
            let page = try await desk.get("\(dossier.path)/documents")
            #expect(!page.text.contains("<script>") && page.words.contains("<script>.pdf"))
            let stored = page.links.filter { $0.hasPrefix("\(dossier.path)/documents/") }
            #expect(stored.count == names.count)
            let document = try await desk.get(stored[0])
            #expect(document.status == 200 && document.header("Content-Disposition")?.contains("..") == false)
            let long = try await desk.get(stored[2]).header("Content-Disposition") ?? ""
            #expect(long.hasPrefix("inline; filename=\"d_id_i") && long.hasSuffix(".pdf"), "\(long)")
            #expect(long.contains("filename*=UTF-8''d%C3%A0i"))
            let again = try await upload(SamplePDF.bytes("1"), "khác.pdf")
            #expect(again.status == 422 && again.words.contains("đã được đính kèm với tên “<script>.pdf”"))
        }

        @Test func anEnclosureThatNobodyCanOpenIsRefusedWithItsReason() async throws {
            let site = try JobSite.here()
            let dossier = try await site.draft("auth.identity", .notary)
            let desk = try await site.desk("filer-notary")
            func upload(_ bytes: [UInt8]) async throws -> HTTPAnswer {
                let file = HTTPFile(
                    field: "document_file", fileName: "a.pdf", contentType: "application/pdf", bytes: bytes)
                return try await desk.upload("\(dossier.path)/documents", Dossier.documentFields, files: [file])
            }
            let whole = SamplePDF.bytes()
            let refused: [([UInt8], Int, String)] = [
                ([], 422, "trống"), (Array("<html>".utf8) + whole, 415, "dữ liệu khác"),
                (Array(whole.prefix(whole.count / 2)), 415, "Không mở được"),
            ]
            for (bytes, status, words) in refused {
                let answer = try await upload(bytes)
                #expect(answer.status == status && answer.hasErrorSummary && answer.words.contains(words))
                #expect(answer.input("document_number") == "145/CV-VP")
            }
            for bytes in [whole + [UInt8](repeating: 0, count: 5_000), [0xEF, 0xBB, 0xBF] + whole] {
                #expect(try await upload(bytes).status == 303)
            }
        }

        @Test func hostileTextGoesThroughPagesBooksAndLettersAsText() async throws {
            let site = try JobSite.here()
            let hostile = "\"'<script>alert(1)</script>&amp;{{csrf}}</p>%s\\u003c e\u{302}\u{301}ệ Nguye\u{302}\u{303}n"
            let shown = "\"'<script>alert(1)</script>&amp;{{csrf}}</p>%s\\u003c ếệ Nguyễn"
            let persons = [site.citizens(120..<121)[0].keys.merging(["full_name": "O'Nei\"l <b>Ệ</b>"]) { $1 }]
            let dossier = try await site.filled(
                Request(service: "auth.identity", persons: persons, purpose: hostile), .notary)
            let documents = [("document_number", "1/<i>&\""), ("signatory_name", hostile), ("signatory_title", "'--")]
            let desk = try await site.desk("filer-notary")
            let saved = try await desk.upload(
                "\(dossier.path)/documents", documents + Today.inputs("document_date", inDays: 0), files: [])
            #expect(saved.status == 303)
            try await dossier.act("submit", by: "filer-notary", to: "awaiting-vouch")
            try await dossier.act("vouch", by: "official-notary", to: "filed")
            let ask = [("wanted", hostile), ("reason", hostile)]
            try await dossier.act(
                "request-supplement", by: "clerk-01", ask + Today.inputs("until", inDays: 9), to: "supplement-requested"
            )
            try await dossier.act("resubmit", by: "filer-notary", [("comment", hostile)], to: "filed")
            try await dossier.act("accept", by: "clerk-01", to: "accepted")
            try await dossier.act(
                "propose-refusal", by: "officer-01", [("reason", hostile), ("article", hostile)], to: "proposed")
            try await dossier.sign(by: "approver-01")
            try await dossier.issue()
            for path in [dossier.path, "/registers/incoming"] {
                let page = try await site.page(path, as: "clerk-01")
                #expect(page.status == 200 && !page.text.contains("<script>") && !page.text.contains("<i>"))
            }
            #expect(try await dossier.page(as: "clerk-01").words.contains(shown))
            let squeezed = shown.filter { !$0.isWhitespace }
            for n in [1, 2, 4] {
                let words = try await dossier.words(ofLetter: n, as: "filer-notary").filter { !$0.isWhitespace }
                #expect(words.contains(squeezed), "paper \(n): \(words)")
            }
        }

        @Test func whatTheFontsOfTheLettersCannotPrintIsRefusedWhereItIsTyped() async throws {
            let site = try JobSite.here()
            let persons = site.citizens(121..<122).map(\.keys)
            let dossier = try await site.filled(Request(service: "auth.identity", persons: persons), .notary)
            let desk = try await site.desk("filer-notary")
            let purpose = try await desk.post("\(dossier.path)/purpose", [("purpose_text", "Xin 😀 và 漢字")])
            #expect(
                purpose.status == 422
                    && purpose.words.contains("không in được các ký tự này: U+1F600 😀, U+6F22 漢, U+5B57 字"))
            let documents = Dossier.documentFields.filter { $0.0 != "signatory_name" } + [("signatory_name", "😀")]
            let refused = try await desk.upload("\(dossier.path)/documents", documents, files: [])
            #expect(refused.status == 422 && refused.hasErrorSummary)
            let person = persons[0].merging(["full_name": "Nguyễn 漢"]) { $1 }
            let list = try await dossier.upload(CSVFile.bytes(Citizen.keyColumns, [person]))
            #expect(
                list.status == 422 && list.words.contains("U+6F22 漢") && list.words.contains("Dòng 2, cột full_name"))
            let file = HTTPFile(
                field: "document_file", fileName: "漢😀.pdf", contentType: "application/pdf",
                bytes: SamplePDF.bytes())
            #expect(
                try await desk.upload("\(dossier.path)/documents", Dossier.documentFields, files: [file]).status == 303)

            try await dossier.act("submit", by: "filer-notary", to: "awaiting-vouch")
            try await dossier.act("vouch", by: "official-notary", to: "filed")
            try await dossier.act("accept", by: "clerk-01", to: "accepted")
            let fields = [("reason", "Không đủ căn cứ 😀"), ("article", "Điều 9")]
            let proposal = try await dossier.attempt("propose-refusal", by: "officer-01", fields)
            #expect(proposal.status == 422 && proposal.words.contains("Không đủ căn cứ 😀"))
            try await dossier.expect("accepted", as: "officer-01")
        }

        @Test func aWrongPasswordSignsNothing() async throws {
            let site = try JobSite.here()
            let dossier = try await site.accepted(
                Request(service: "auth.identity", persons: site.citizens(122..<123).map(\.keys)), .department)
            try await dossier.act("propose-approval", by: "officer-79", to: "proposed")
            let words = [("comment", "Đồng ý")]
            for password in ["", "sai-mat-khau", String(repeating: "x", count: 3_000)] {
                let answer = try await dossier.attempt("sign", by: "deputy-79", words + [("password", password)])
                #expect(
                    answer.status == 422 && answer.hasErrorSummary,
                    "\(answer.status) after \(password.count) characters")
                #expect(answer.words.contains("Đồng ý"))
                #expect(password.isEmpty || !answer.text.contains(password), "a password is never shown")
            }
            #expect(try await dossier.attempt("sign", by: "deputy-79", words).status == 422)
            try await dossier.expect("proposed", as: "deputy-79")
            try await dossier.sign(by: "deputy-79")
        }
    }
}
