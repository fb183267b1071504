// Cases are checked many at once: each of them, wherever it stands among the others.

import Basics
import Casework
import Storage
import TestKit
import Testing

@testable import Records

@Suite struct CaseRunTests {
    /// More cases than are read at once; of each place in a run one is changed.
    @Test(arguments: TestDatabase.allCases)
    func eachCaseIsCheckedWhereverItStands(on database: TestDatabase) async throws {
        let sample = try await DeskSample(on: database)
        var ids: [CaseID] = []
        for _ in 0..<(Limits.auditedCasesAtOnce + 6) { ids.append(try await sample.draft()) }
        ids.sort { $0.text < $1.text }
        #expect(try await found(sample) == [])
        for place in [0, 1, Limits.auditedCasesAtOnce - 1, Limits.auditedCasesAtOnce, ids.count - 1] {
            let id = ids[place]
            try await sample.store.write { try $0.run("UPDATE case_row SET version = version + 1 WHERE id = \(id)") }
            #expect(try await found(sample) == [AuditFinding("case_row", id.text, .different)], "at \(place)")
            try await sample.store.write { try $0.run("UPDATE case_row SET version = version - 1 WHERE id = \(id)") }
        }
    }

    /// Rows go to their own case, and those of other cases between are nobody's here.
    @Test(arguments: TestDatabase.allCases)
    func rowsGoToTheirCase(on database: TestDatabase) async throws {
        let sample = try await DeskSample(on: database)
        let first = try await sample.draft()
        let between = try await sample.draft()
        let last = try await sample.draft()
        let ids = [first, between, last].sorted { $0.text < $1.text }
        let run = try await sample.store.read { try CaseRun([ids[0], ids[2]], $0) }
        #expect(run.cases.map(\.id) == [ids[0], ids[2]])
        for read in run.cases {
            let events = try read.rows(.events).map { try StoredCaseEvent($0, of: read.id) }
            #expect(events == (try await sample.store.read { try $0.caseEvents(read.id) }))
            #expect(read.rows(.caseRow).count == 1)
        }
    }

    private func found(_ sample: DeskSample) async throws -> [AuditFinding] {
        try await sample.store.read { try $0.differencesFromLog() }
    }
}
