// Cases that were filed, and whoever looks for them.

import Basics
import Casework
import Storage
import TestKit
import Testing

import enum Letters.LetterMarkup

@testable import Records

struct SearchSample {
    static let inspector = Samples.person(.inspector)
    static let clerk = Samples.person([.clerk, .officer], number: 3, office: DeskSample.office)

    let desk: DeskSample

    init(on database: TestDatabase? = nil) async throws { desk = try await DeskSample(on: database) }

    /// A case brought so far, which the worker has indexed.
    func filed(through act: String = "accept", persons: Int = 3) async throws -> CaseState {
        let id = try await desk.draft(persons: persons)
        try await desk.bring(id, through: act)
        try await desk.index()
        return try await desk.state(id)
    }

    func found(_ typed: String, by actor: Actor = clerk) async throws -> [CaseID] {
        try await page(typed, by: actor).lines.lines.map(\.id)
    }

    /// By both ways, which find the same.
    func page(_ typed: String, by actor: Actor = clerk) async throws -> SearchedPage {
        let search = try CaseSearch(typed)
        var indexed = search
        indexed.walkedLinesMax = 0
        let pages = try await desk.store.read { [indexed] db in
            try [search, indexed].map { try db.searchCases(visibleTo: actor, $0) }
        }
        guard pages[0].lines.lines.map(\.id) == pages[1].lines.lines.map(\.id), pages[0].count == pages[1].count,
            pages[0].isByBeginning == pages[1].isByBeginning
        else { throw Different(typed: typed) }
        return pages[1]
    }

    /// The beginning of the longest text of its first paper.
    func textOfPaper(_ state: CaseState) async throws -> String {
        let paper = try #require(state.papers.first)
        let letter = try await desk.store.read { try $0.text(of: paper, in: state.id) }
        var texts: [String] = []
        try LetterMarkup.read(letter).forEachText { texts.append($0) }
        let words = texts.max { $0.count < $1.count }?.split(separator: " ") ?? []
        try #require(words.count > 5)
        return words.prefix(8).joined(separator: " ")
    }

    struct Different: Error { var typed: String }
}

extension DeskSample {
    /// Lets the worker index whatever waits.
    func index() async throws {
        while true {
            let (count, faults) = try await worker.indexSome()
            guard faults.isEmpty else { throw Unindexed(faults: faults) }
            if count == 0 { return }
        }
    }

    struct Unindexed: Error { var faults: [String] }

    /// The index as it stands: the words of each case.
    func indexedWords() async throws -> [Row] {
        try await store.read { try $0.rows("SELECT number, case_id, words FROM case_text ORDER BY number") }
    }
}
