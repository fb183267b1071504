// A register longer than any page or drawing: nothing of it is left out without a word.

import Basics
import Storage
import StorageSQLite
import TestKit
import Testing

@testable import App

@Suite struct LongRegisterTests {
    private static let lines = 50_001

    /// Lines as they would be after a year's work; what they belong to is one case.
    private static func fill(_ path: String) async throws {
        let store = try SQLiteStore.open(path: path)
        let year = Present.moment().date.year
        try await store.write { db in
            let id = "01999999-0000-7000-8000-000000000001"
            try db.run(
                """
                INSERT INTO case_row (id, code, service, requester, requester_name, stage, office, is_manual, version,
                    created_by, created_ms, filed_ms, due_on, updated_ms)
                VALUES (\(id), 'G01-1', 'auth.identity', 'r', 'Văn phòng A', 'filed', '01', 0, 1, 'system', 1, 1,
                    NULL, 1)
                """)
            try db.run(
                """
                WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < \(lines))
                INSERT INTO incoming_document (office, year, number, case_id, arrived_on, author, reference, dated_on,
                    subject, handed_to, handed_on, received_by, note)
                SELECT '01', \(year), n, \(id), '2026-11-23', 'Văn phòng A', n || '/VPCC', NULL, '=1+1', '', NULL, '',
                    '' FROM numbers
                """)
        }
        try await store.close()
    }

    @Test func everyLineIsOnAPageAndInTheFileAndTheDrawingSaysThatItIsTooLong() async throws {
        let data = try Program.temporaryFolder()
        let server = try await ServerProcess.start(data: data)
        try await Self.fill("\(data)/trinhky.sqlite")
        let desk = try await Desks.signIn("clerk-01", at: Browser(port: server.port))

        let first = try await desk.get("/registers/incoming")
        #expect(first.status == 200)
        #expect(first.words.contains("Số 49802 đến 50001, trong tổng số 50001 văn bản"))
        #expect(!first.links.contains { $0.contains("incoming.pdf") } && first.words.contains("quá 50000 dòng"))
        let second = try await desk.get(try #require(first.next))
        #expect(second.words.contains("Số 49602 đến 49801, trong tổng số 50001 văn bản"))
        #expect(try await desk.get(try #require(second.previous)).words == first.words)
        let last = try await desk.get(try #require(first.links.first { $0.hasSuffix("before=end") }))
        #expect(last.words.contains("Số 1 đến 200,") && last.next == nil)

        let csv = try await desk.get("/registers/incoming.csv")
        let rows = csv.text.split(separator: "\r\n")
        #expect(csv.status == 200 && rows.count == Self.lines + 1)
        #expect(rows[1].contains(",01,Văn phòng A,1/VPCC,,'=1+1,") && rows[Self.lines].contains(",50001/VPCC,"))

        let pdf = try await desk.get("/registers/incoming.pdf")
        #expect(pdf.status == 422 && pdf.words.contains("quá 50000 dòng") && pdf.words.contains("Hãy tải CSV"))
        #expect(try await server.stop() == 0)
    }
}
