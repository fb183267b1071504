// Random permitted acts over the whole procedure; after each the invariants hold and replay gives the same state.

import Basics
import Foundation
import TestKit
import Testing
import Workflow

@testable import Casework

struct RandomRunTests {
    /// More with `TRINHKY_SEEDS=1000`.
    static let seeds = UInt64(ProcessInfo.processInfo.environment["TRINHKY_SEEDS"] ?? "") ?? 60
    static let steps = 150

    @Test(arguments: 0..<seeds) func whateverPeopleDo(seed: UInt64) throws {
        var office = try RandomOffice(seed: seed, cases: 4)
        for step in 0..<Self.steps {
            let before = office.cases.map(\.state)
            let index = try office.step()
            let given = office.cases[index]
            let (old, new) = (before[index], given.state)
            let broken = CaseInvariants(given: given).broken
            #expect(broken == [], "seed \(seed), step \(step)")
            if old.stage != new.stage {
                let isKnown = CaseInvariants.ways[old.stage]?.contains(new.stage) ?? false
                #expect(isKnown, "seed \(seed), step \(step): from \(old.stage) to \(new.stage)")
            }
            #expect(Array(new.papers.prefix(old.papers.count)) == old.papers, "an issued paper never changes")
            #expect(old.code == nil || old.code == new.code, "a code never changes")
            #expect(new.version >= old.version)
            if broken != [] { return }
        }
        for given in office.cases {
            for stored in [false, true] {
                let again = try #require(try CaseInvariants(given: given).replayed(stored: stored))
                #expect(again == given.state, "seed \(seed), stored \(stored)")
            }
            let throughSnapshots = try CaseInvariants(given: given).replayedThroughSnapshots()
            #expect(throughSnapshots == given.state, "seed \(seed)")
            expectNobodyIsForgotten(given)
        }
        expectBooksWithoutGaps(office)
    }

    /// There is somebody who can go on with every case that waits on people.
    private func expectNobodyIsForgotten(_ given: GivenCase) {
        guard let duty = given.state.marking.tasks.first(where: { !$0.isOptional }) else { return }
        let people = RandomOffice.staff + [given.filer, given.official]
        let able = people.filter { Permissions.permitted($0, given.state).contains { $0.task.id == duty.id } }
        #expect(!able.isEmpty, "\(given.state.stage) waits on nobody")
    }

    private func expectBooksWithoutGaps(_ office: RandomOffice) {
        var outgoing: [String: [Int]] = [:]
        var incoming: [OfficeCode: [Int]] = [:]
        var codes: [String] = []
        for given in office.cases {
            for paper in given.state.papers {
                guard let number = paper.number, let office = paper.office else { continue }
                outgoing["\(office) \(paper.date.year)", default: []].append(number)
            }
            for (event, _) in given.history {
                switch event {
                case .filed(let code, let number, _, let competence, _):
                    codes.append(code)
                    incoming[competence.office ?? .central, default: []].append(number)
                case .transferred(let competence, _, let number):
                    if let number { incoming[competence.office ?? .central, default: []].append(number) }
                default: break
                }
            }
        }
        for (book, numbers) in outgoing { #expect(numbers.sorted() == Array(1...numbers.count), "outgoing \(book)") }
        for (book, numbers) in incoming { #expect(numbers.sorted() == Array(1...numbers.count), "incoming \(book)") }
        #expect(Set(codes).count == codes.count)
    }

    /// The runs are worth something: together they do every act and reach every stage.
    @Test func theRunsReachEverything() throws {
        var acts: Set<String> = []
        var stages: Set<Stage> = []
        var refused = 0
        for seed in 0..<UInt64(120) {
            var office = try RandomOffice(seed: 1_000_000 + seed, cases: 3)
            for _ in 0..<Self.steps {
                let index = try office.step()
                stages.insert(office.cases[index].state.stage)
            }
            acts.formUnion(office.acts.keys)
            refused += office.refused
        }
        #expect(acts == Set(Acts.all.map { $0.slug }))
        #expect(stages == Set(GivenCase.stages))
        #expect(refused > 0)
    }
}
