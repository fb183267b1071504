// The sheet of an own record (DC03), with the mark of who took it on every page.

import Basics
import Casework
import Hummingbird
import Letters
import Records
import Storage

extension ResultCopy {
    init(_ record: OwnRecord) {
        self.init(result: record.result, stem: "own-record", recipient: record.requester.name, caseCode: nil)
    }
}

extension ResultFiles {
    /// The sheet as PDF, drawn once.
    func sheet(of record: OwnRecord, _ context: PageContext) async throws -> Response {
        try await pdf(ResultCopy(record), context) {
            try await OwnRecordSheet(environment: environment, record: record).pages()
        }
    }
}

/// Draws an own record. The agency that keeps the database answers for it; nobody signs what the law gives.
struct OwnRecordSheet {
    let environment: CaseEnvironment
    let record: OwnRecord

    func pages() async throws -> AsyncThrowingStream<[UInt8], any Error> {
        guard let office = try await environment.store.read({ db in try db.office(.central) }) else {
            throw PageError.failed
        }
        let (t, table) = (environment.pages.tables.strings(.vi), OwnRecordTable(record: record))
        let release = record.result.release
        let mark = t(
            "me.record.mark",
            ["name": record.requester.name, "moment": release.at.dayFirst, "release": release.id.text])
        let released = ReleaseFacts(
            recipientMark: mark, columns: table.headings(t), rows: table.rows(t), releasedAt: release.at,
            law: table.law)
        let day = release.at.date
        var facts = LetterFacts()
        facts.add(
            PaperFacts(
                try environment.papers.sheet(.ownRecord), of: office, number: nil, date: day, preparedOn: day))
        facts.add(OfficeFacts(office))
        facts.add(RequesterFacts(record.requester))
        facts.add(released)
        return try await environment.papers.stream(
            sheet: .ownRecord, facts, rows: released.filling, on: day, keywords: release.id.text)
    }
}
