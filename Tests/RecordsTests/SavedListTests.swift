// The filters that people keep: each their own, so many at most.

import Basics
import Casework
import Storage
import TestKit
import Testing

@testable import Records

@Suite struct SavedListTests {
    private func keep(_ saved: SavedList, _ account: AccountID, _ sample: DeskSample) async throws -> Bool {
        try await sample.store.write { try $0.keep(saved, of: account) }
    }

    @Test(arguments: TestDatabase.allCases)
    func everybodyKeepsTheirOwn(on database: TestDatabase) async throws {
        let sample = try await DeskSample(on: database)
        let accounts = Accounts(store: sample.store, passwords: try Passwords(cost: .cheapest))
        var people: [AccountID] = []
        for name in ["lan.nguyen", "huy.tran"] {
            people.append(
                try await accounts.addAccount(
                    NewAccount(username: name, name: name, roles: [.clerk], office: DeskSample.office),
                    password: "một câu thật là dài", by: .system, now: DeskSample.now))
        }
        let (lan, huy) = (people[0], people[1])
        let late = SavedList(list: "/tasks", name: "Quá hạn", query: "due=overdue")
        let again = SavedList(list: "/tasks", name: "Quá hạn", query: "due=overdue&sort=oldest")
        let cases = SavedList(list: "/cases", name: "Quá hạn", query: "state=accepted")
        for saved in [late, again, cases] { #expect(try await keep(saved, lan, sample)) }
        #expect(try await sample.store.read { try $0.savedLists(of: lan) } == [cases, again])
        #expect(try await sample.store.read { try $0.savedLists(of: huy) } == [])

        try await sample.store.write { try $0.removeSavedList("Quá hạn", of: "/tasks", huy) }
        for number in 1..<Limits.savedListsMax {
            #expect(try await keep(SavedList(list: "/tasks", name: "\(number)", query: ""), lan, sample))
        }
        let more = SavedList(list: "/tasks", name: "nữa", query: "")
        #expect(try await !keep(more, lan, sample))
        #expect(try await keep(late, lan, sample), "one of their names can be used again")
        #expect(try await keep(SavedList(list: "/cases", name: "nữa", query: ""), lan, sample), "another list")
        try await sample.store.write { try $0.removeSavedList("Quá hạn", of: "/tasks", lan) }
        #expect(try await keep(more, lan, sample))
        #expect(try await sample.findings() == [])
        try await sample.store.close()
    }
}
