// Files of persons: large ones, faulty ones, in the dialects that spreadsheets write.

import Foundation
import TestKit
import Testing

extension WholeJob {
    @Suite struct SubjectLists {
        @Test func tenThousandPersonsAreTakenAndAnswered() async throws {
            let site = try JobSite.here()
            let citizens = site.citizens(1_000..<11_000)
            let dossier = try await site.fulfilled(
                Request(service: "provide.fields", persons: citizens.map(\.keys), fields: ["sex"]), .ministry)
            #expect(try await dossier.page(as: "filer-ministry").words.contains("10000 người"))
            let rows = try await dossier.result().rows
            try #require(rows.count == 10_000)
            #expect(zip(rows, citizens).allSatisfy { $0["personal_id"] == $1.id && $0["sex"] == $1["sex"] })
            #expect(try await dossier.letter(1, as: "filer-ministry").status == 200)
        }

        @Test func everybodyWhoMaySeeTheCaseSeesTheWholeList() async throws {
            let site = try JobSite.here()
            let citizens = site.citizens(11_000..<11_230)
            let dossier = try await site.filed(
                Request(service: "auth.identity", persons: citizens.map(\.keys)), .notary)
            let path = "\(dossier.path)/subjects"
            for username in ["filer-notary", "official-notary", "clerk-01", "officer-01", "approver-01", "inspector"] {
                let first = try await site.page(path, as: username)
                #expect(first.status == 200 && first.text.contains(citizens[99].id))
                #expect(!first.text.contains(citizens[100].id) && first.links.contains("\(path)?page=2"))
                let last = try await site.page("\(path)?page=3", as: username)
                #expect(last.text.contains(citizens[229].id) && !last.links.contains("\(path)?page=4"))
            }
            #expect(try await site.page("\(path)?page=4", as: "clerk-01").text.contains(citizens[229].id), "the last")
            #expect(try await site.page("\(path)?page=x", as: "clerk-01").status == 404)
            #expect(try await site.page(path, as: "clerk-79").status == 404)
            let wanted = citizens[150]
            let found = try await site.desk("officer-01").post(path, [("q", wanted["full_name"].lowercased())])
            #expect(found.status == 200 && found.text.contains(wanted.id) && !found.text.contains(citizens[0].id))
            let csv = try CSVFile(try await site.page("\(path).csv", as: "clerk-01").body)
            #expect(csv.rows.map { $0["personal_id"] } == citizens.map(\.id))
            #expect(csv.rows.map { $0["row"] } == (1...230).map(String.init))
        }

        @Test func eachBadRowIsNamedByRowAndColumnAndNothingIsTaken() async throws {
            let site = try JobSite.here()
            let dossier = try await site.draft("auth.blood-type", .notary)
            let citizens = site.citizens(130..<136)
            let good = CSVFile.bytes(
                Citizen.keyColumns + ["blood_type"], [citizens[5].claiming("blood_type", "AB")])
            #expect(try await dossier.upload(good).status == 303)
            let lines = [
                "personal_id,full_name,birth_date,blood_type",
                "\(citizens[0].id),\(citizens[0]["full_name"]),\(citizens[0]["birth_date"]),A",
                "12345678901,Nguyễn Văn A,1990-01-02,A", "\(citizens[1].id),Lê Văn B,31/02/1990,B",
                "\(citizens[2].id),,1990-01-02,O", "\(citizens[3].id),Trần C,1990-01-02,X",
                "\(citizens[0].id),Phạm D,1990-01-02,A", "\(citizens[4].id),Võ E,1990-01-02",
                "099999999999,Đỗ F,1990-01-02,A", "\(citizens[4].id),Hồ \u{7}G,2990-01-02,",
            ]
            let answer = try await dossier.upload(Array(lines.joined(separator: "\r\n").utf8))
            #expect(answer.status == 422 && answer.hasErrorSummary)
            for place in [
                "Dòng 3, cột personal_id", "Dòng 4, cột birth_date", "Dòng 5, cột full_name", "Dòng 6, cột blood_type",
                "Dòng 7, cột personal_id", "Dòng 8: ", "Dòng 9, cột personal_id", "Dòng 10, cột full_name",
                "Dòng 10, cột birth_date", "Dòng 10, cột blood_type",
            ] { #expect(answer.words.contains(place), "\(place)") }
            #expect(!answer.words.contains("Dòng 2,"))
            let page = try await site.page("\(dossier.path)/subjects", as: "filer-notary")
            #expect(page.words.contains("Danh sách hiện có: 1 người") && page.text.contains(citizens[5].id))
        }

        @Test func ofVeryManyFaultsTheFirstHundredAreShownAndAllCounted() async throws {
            let site = try JobSite.here()
            let dossier = try await site.draft("auth.identity", .notary)
            let rows = (0..<5_000).map { _ in ["personal_id": "1", "full_name": "A", "birth_date": "1990"] }
            let answer = try await dossier.upload(CSVFile.bytes(Citizen.keyColumns, rows))
            #expect(answer.status == 422 && answer.words.contains("Hiển thị 100 trong số 5000 lỗi"))
        }

        @Test(arguments: [
            ("", "Chưa có người nào"), ("personal_id,full_name,birth_date\n", "Chưa có người nào"),
            ("personal_id,full_name\n1,2\n", "thiếu cột “birth_date (Ngày, tháng, năm sinh)”"),
            ("personal_id,full_name,birth_date,salary\n1,2,3,4\n", "không dùng cột “salary”"),
            ("personal_id,full_name,birth_date,birth_date\n1,2,3,4\n", "nhiều lần"),
            ("personal_id,full_name,birth_date\n1,\"2,3\n", "ngoặc kép"),
            ("PK\u{3}\u{4}xl/workbook.xml", "tệp bảng tính (.xlsx)"), ("%PDF-1.4\n", "tệp .pdf"),
            ("personal_id,full_name,birth_date,\n1,2,3,x\n", "Cột D"),
        ])
        func aFileThatCannotBeReadSaysWhy(text: String, words: String) async throws {
            let site = try JobSite.here()
            let dossier = try await site.draft("auth.identity", .notary)
            let answer = try await dossier.upload(Array(text.utf8))
            #expect(answer.status == 422 && answer.words.contains(words), "\(answer.words)")
        }

        @Test func filesInOtherDialectsAreRead() async throws {
            let site = try JobSite.here()
            let citizen = site.citizens(136..<137)[0]
            let (id, name) = (citizen.id, citizen["full_name"])
            let files: [[UInt8]] = [
                [0xEF, 0xBB, 0xBF] + Array("personal_id,full_name,birth_date\r\n\(id),\(name),1990-01-02\r\n".utf8),
                Array("personal_id;full_name;birth_date\n\(id);\(name);02/01/1990".utf8),
                Array(
                    "birth_date,personal_id,full_name\n1990,\(id),\"\(name.decomposedStringWithCanonicalMapping)\"\n"
                        .utf8),
            ]
            for file in files {
                let dossier = try await site.draft("auth.identity", .notary)
                let answer = try await dossier.upload(file)
                #expect(answer.status == 303, "\(answer.words)")
                #expect(try await site.page("\(dossier.path)/subjects", as: "filer-notary").text.contains(name))
            }
            let dossier = try await site.draft("auth.identity", .notary)
            let usual: [[UInt8]] = [
                Array("sep=;\nDANH SÁCH;;\n;;\nSTT;Số CCCD;Họ và tên;Ngày sinh;\n1;\(id);\(name);1990;\n;;;;\n".utf8),
                Array("SO DINH DANH CA NHAN\tHO TEN\tNGAY SINH\n\(id)\t\(name)\t1990\n".utf8),
                [0xFF, 0xFE]
                    + "Số định danh cá nhân\tHọ, chữ đệm và tên khai sinh\tNăm sinh\r\n\(id)\t\(name)\t1990"
                    .utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] },
                Array("personal_id,full_name,birth_date,,\n,,,,\n\(id),\(name)\u{200B},1990,,\n,,,,\n".utf8),
            ]
            for file in usual {
                let dossier = try await site.draft("auth.identity", .notary)
                let answer = try await dossier.upload(file)
                #expect(answer.status == 303, "\(answer.words)")
                let list = try await site.page("\(dossier.path)/subjects.csv", as: "filer-notary")
                #expect(list.text.hasSuffix("1,\(id),\(name),1990\r\n"))
                #expect(try await dossier.upload(list.body).status == 303, "our own file is read as well")
            }
            let latin =
                Array("personal_id,full_name,birth_date\n\(id),Nguy".utf8) + [0xEA, 0x6E] + Array(",1990\n".utf8)
            let answer = try await dossier.upload(latin)
            #expect(answer.status == 422 && answer.words.contains("UTF-8"))
        }

        @Test func typedRowsAreTakenOrAllShownAgain() async throws {
            let site = try JobSite.here()
            let dossier = try await site.draft("auth.identity", .notary)
            let desk = try await site.desk("filer-notary")
            let citizen = site.citizens(137..<138)[0]
            let good = [
                ("personal_id", citizen.id), ("full_name", citizen["full_name"]), ("birth_date", citizen["birth_date"]),
            ]
            let bad = [("personal_id", "12"), ("full_name", "\"><b>Ệ"), ("birth_date", "hôm qua")]
            let refused = try await desk.post("\(dossier.path)/subjects", good + bad)
            #expect(refused.status == 422 && refused.words.contains("Dòng 2"))
            #expect(refused.text.contains("aria-describedby=\"cell-2-birth_date-error\""))
            #expect(refused.text.contains("id=\"cell-2-birth_date-error\""))
            #expect(refused.text.contains("value=\"\(citizen.id)\"") && refused.text.contains("value=\"hôm qua\""))
            #expect(!refused.text.contains("<b>"))
            #expect(try await desk.post("\(dossier.path)/subjects", good).status == 303)
            let page = try await desk.get("\(dossier.path)/subjects")
            #expect(page.words.contains("Danh sách hiện có: 1 người"))
            #expect(try await desk.get(dossier.path).words.contains("Danh sách hiện có: 1 người"))
        }

        private func typed(_ citizen: Citizen, row: Int? = nil, name: String? = nil) -> [(String, String)] {
            [
                ("row", row.map(String.init) ?? ""), ("personal_id", citizen.id),
                ("full_name", name ?? citizen["full_name"]), ("birth_date", citizen["birth_date"]),
            ]
        }

        private func ids(_ dossier: Dossier) async throws -> [String] {
            let list = try await site().page("\(dossier.path)/subjects.csv", as: "filer-notary")
            return try CSVFile(list.body).rows.map { $0["personal_id"] ?? "" }
        }

        private func site() throws -> JobSite { try JobSite.here() }

        @Test func typingChangesRowsInPlaceAndAddsTheOthersAndTakesNobodyOffUnasked() async throws {
            let citizens = try site().citizens(11_300..<11_345)
            let dossier = try await site().draft("auth.identity", .notary)
            let desk = try await site().desk("filer-notary")
            let path = "\(dossier.path)/subjects"
            let forty = citizens[..<40]
            #expect(try await dossier.upload(CSVFile.bytes(Citizen.keyColumns, forty.map(\.keys))).status == 303)
            let second = try await desk.get("\(path)?page=2")
            #expect(second.text.contains(citizens[20].id) && !second.text.contains(citizens[19].id))
            #expect(try await desk.post(path, typed(citizens[40])).status == 303)
            #expect(try await desk.post(path, typed(citizens[40])).status == 303, "sent twice")
            #expect(try await ids(dossier) == citizens[..<41].map(\.id))
            #expect(try await desk.post(path, typed(citizens[41], row: 3)).status == 303)
            #expect(try await ids(dossier)[2] == citizens[41].id)
            let known = try await desk.post(path, typed(citizens[5], name: "Tên Khác"))
            #expect(known.status == 422 && known.words.contains("đã có ở dòng 6"))
            let empty = [("row", "1"), ("personal_id", ""), ("full_name", ""), ("birth_date", "")]
            let asked = try await desk.post(path, empty + typed(citizens[42]))
            #expect(asked.status == 200 && asked.words.contains("41 → 41"))
            #expect(try await ids(dossier).count == 41)
            let answer = [("kept", try #require(asked.input("kept"))), ("answer", "replace")]
            #expect(try await desk.post(path, answer).status == 303)
            #expect(try await ids(dossier).first == citizens[1].id)
        }

        @Test func aFileReplacesAListOnlyAfterAQuestion() async throws {
            let citizens = try site().citizens(11_350..<11_395)
            let dossier = try await site().draft("auth.identity", .notary)
            let desk = try await site().desk("filer-notary")
            let path = "\(dossier.path)/subjects"
            let forty = CSVFile.bytes(Citizen.keyColumns, citizens[..<40].map(\.keys))
            let one = CSVFile.bytes(Citizen.keyColumns, [citizens[41].keys])
            #expect(try await dossier.upload(forty).status == 303)
            #expect(try await dossier.upload(forty).status == 303, "the same again is no question")
            let asked = try await dossier.upload(one)
            #expect(asked.status == 200 && asked.words.contains("40 → 1 ") && asked.words.contains("40 → 41"))
            #expect(try await ids(dossier).count == 40)
            let kept = try #require(asked.input("kept"))
            let stranger = try await site().desk("filer-bank").post(path, [("kept", kept), ("answer", "replace")])
            #expect(stranger.status == 404)
            #expect(try await desk.post(path, [("kept", kept), ("answer", "add")]).status == 303)
            #expect(try await ids(dossier).count == 41)
            #expect(try await desk.post(path, [("kept", kept), ("answer", "replace")]).status == 303)
            #expect(try await ids(dossier) == [citizens[41].id])
            let gone = try await desk.post(path, [("kept", "nothing"), ("answer", "replace")])
            #expect(gone.status == 422 && gone.words.contains("chọn lại tệp"))
        }

        @Test func theGoodRowsCanBeKeptAndTheOthersComeBackWithReasons() async throws {
            let citizens = try site().citizens(11_400..<11_402)
            let dossier = try await site().draft("auth.identity", .notary)
            let desk = try await site().desk("filer-notary")
            let path = "\(dossier.path)/subjects"
            let bad = citizens[1].keys.merging(["full_name": "Nguyễn 漢"]) { $1 }
            let rows = [citizens[0].keys, ["personal_id": "12", "full_name": "B", "birth_date": "1990"], bad]
            let refused = try await dossier.upload(CSVFile.bytes(Citizen.keyColumns, rows))
            #expect(refused.status == 422 && refused.words.contains("Nhận 1 dòng đúng"))
            #expect(refused.words.contains("U+6F22 漢"))
            let kept = [("kept", try #require(refused.input("kept")))]
            let file = try await desk.post(path, kept + [("part", "bad")])
            #expect(file.status == 200 && file.header("Content-Type")?.hasPrefix("text/csv") == true)
            let faulty = try CSVFile(file.body)
            #expect(faulty.rows.map { $0["Dòng"] } == ["3", "4"])
            #expect(faulty.rows.allSatisfy { $0["Lý do"]?.isEmpty == false })
            #expect(try await desk.post(path, kept + [("part", "good")]).status == 303)
            #expect(try await ids(dossier) == [citizens[0].id])
            // The file of the others, put right, is taken as it is.
            let fixed = faulty.rows[1].merging(["full_name": citizens[1]["full_name"]]) { $1 }
            let asked = try await dossier.upload(CSVFile.bytes(faulty.header, [fixed]))
            #expect(asked.status == 200 && asked.words.contains("1 → 2"))
        }

        @Test func aListThatWasChangedMeanwhileIsNotReplacedUnseen() async throws {
            let citizens = try site().citizens(11_410..<11_413)
            let dossier = try await site().draft("auth.identity", .notary)
            let desk = try await site().signIn("filer-notary")
            let path = "\(dossier.path)/subjects"
            #expect(try await dossier.upload(CSVFile.bytes(Citizen.keyColumns, [citizens[0].keys])).status == 303)
            let version = [("version", try #require(try await desk.get(path).input("version")))]
            #expect(try await desk.post(path, version + typed(citizens[1], row: 1)).status == 303)
            let late = try await desk.post(path, version + typed(citizens[2], row: 1))
            #expect(late.status == 409 && late.text.contains(citizens[1].id) && late.text.contains(citizens[2].id))
            #expect(try await ids(dossier) == [citizens[1].id])
            #expect(late.input("row")?.isEmpty == true, "a number of the old list means nothing now")
        }
    }
}
