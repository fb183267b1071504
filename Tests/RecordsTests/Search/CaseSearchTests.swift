// Cases are found by what they say, on every database alike.

import Basics
import Casework
import Storage
import TestKit
import Testing

import struct Forms.SubjectRow

@testable import Records

@Suite struct CaseSearchTests {
    @Test(arguments: TestDatabase.allCases)
    func aCaseIsFoundByWhatItSays(_ database: TestDatabase) async throws {
        let sample = try await SearchSample(on: database)
        let state = try await sample.filed()
        let person = try #require(try DeskSample.rows(1).first)
        let code = try #require(state.code)
        let paper = try #require(state.papers.compactMap(\.reference).last)
        let service = try #require(sample.desk.procedures.catalogue[state.service])
        for typed in [
            code, code.lowercased(), code.filter { $0.isLetter || $0.isNumber }, state.requester.name,
            state.requester.name.searchKey, person.fullName, person.fullName.searchKey,
            person.fullName.searchKey.split(separator: " ").reversed().joined(separator: "  "), person.personalID,
            "\(person.fullName) \(code)", service.name.vi, service.name.en.uppercased(), paper,
            try await sample.textOfPaper(state),
        ] { #expect(try await sample.found(typed) == [state.id], "\(typed)") }
        for typed in ["\(code) khongcotunay", "khongcotunay", "zz"] {
            #expect(try await sample.found(typed).isEmpty, "\(typed)")
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func theLastWordNeedNotBeWholeWhereNoneIs(_ database: TestDatabase) async throws {
        let sample = try await SearchSample(on: database)
        let state = try await sample.filed()
        let number = try #require(try DeskSample.rows(1).first).personalID
        let near = try await sample.page("\(state.code ?? "") \(number.prefix(9))")
        #expect(near.lines.lines.map(\.id) == [state.id] && near.isByBeginning && near.count.number == 1)
        #expect(try await sample.page(number).isByBeginning == false)
        #expect(try await sample.found("\(number.prefix(9)) \(state.code ?? "")").isEmpty, "the last alone")
        let name = try #require(DeskSample.rows(1).first?.fullName.searchWords.first { $0.count > 3 })
        #expect(try await sample.found(String(name.prefix(3))) == [state.id])
        #expect(try await sample.found(String(name.prefix(2))).isEmpty, "too short to be the beginning of one")
    }

    @Test func whoeverDoesNotSeeACaseFindsItByNothing() async throws {
        let sample = try await SearchSample()
        let state = try await sample.filed()
        let person = try #require(try DeskSample.rows(1).first)
        let words = [state.code ?? "", state.requester.name, person.fullName, person.personalID]
        let others = [
            Samples.person(.filer, of: Samples.bank), Samples.person(.clerk, at: OfficeCode("79")),
            Samples.person(.admin), Samples.person(.citizen), Samples.person(.admin, at: DeskSample.office),
        ]
        for word in words {
            for actor in [SearchSample.clerk, SearchSample.inspector, DeskSample.filer] {
                #expect(try await sample.found(word, by: actor) == [state.id], "\(word)")
            }
            for actor in others {
                let page = try await sample.page(word, by: actor)
                #expect(page.lines.lines.isEmpty && page.count.number == 0 && !page.isByBeginning, "\(word)")
                let inbox = try await sample.desk.store.read { db in
                    try db.searchInbox(of: actor, try CaseSearch(word))
                }
                #expect(inbox.lines.lines.isEmpty && inbox.count.number == 0)
            }
        }
    }

    /// The marks by which the index knows whose a case is are no words.
    @Test func marksAreNothingToLookFor() async throws {
        let sample = try await SearchSample()
        let state = try await sample.filed()
        for mark in state.marks {
            let words = (try? CaseSearch(mark.word))?.words ?? []  // of some nothing is left
            #expect(!words.contains(mark.word), "\(mark.word)")
        }
        #expect(try await sample.found("o_79").isEmpty)
    }

    @Test(arguments: TestDatabase.allCases)
    func anInboxHasWhatWaitsAndFits(_ database: TestDatabase) async throws {
        let sample = try await SearchSample(on: database)
        let waiting = try await sample.filed()
        _ = try await sample.filed(through: "issue")
        var search = try CaseSearch(waiting.requester.name)
        for lines in [0, 10] {
            search.walkedLinesMax = lines
            let page = try await sample.desk.store.read { [search] db in
                try db.searchInbox(of: SearchSample.clerk, search)
            }
            #expect(page.lines.lines.map(\.id) == [waiting.id], "\(lines)")
            #expect(page.lines.lines.first?.dueOn != nil)
        }
    }

    @Test func whatIsNoSearchIsSaid() throws {
        func fault(_ typed: String) -> CaseSearch.Fault? {
            #expect(throws: CaseSearch.Fault.self) { try CaseSearch(typed) }
        }
        #expect(fault("") == .noWord && fault(" - / _ ") == .noWord)
        #expect(fault(String(repeating: "a", count: Limits.searchCharactersMax + 1)) == .tooLong)
        let many = (0...Limits.searchWordsMax).map { "a\($0)" }.joined(separator: " ")
        #expect(fault(many) == .tooManyWords)
        #expect(try CaseSearch("Nguyễn Đức NGUYEN duc").words == ["nguyen", "duc"])
    }
}
