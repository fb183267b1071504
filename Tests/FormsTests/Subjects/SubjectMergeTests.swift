// Typed rows and files that go into a list: nobody is lost, nobody is there twice.

import Basics
import Testing

@testable import Forms

struct SubjectMergeTests {
    private let list = ["1", "2", "3"].map { SubjectRow(personalID: $0, fullName: "N\($0)", birthDate: "1990") }

    private func merge(_ rows: [(number: Int?, id: String, name: String)]) -> SubjectMerge {
        var outcome = SubjectOutcome()
        for (index, row) in rows.enumerated() where !row.id.isEmpty {
            let subject = SubjectRow(personalID: row.id, fullName: row.name, birthDate: "1990")
            outcome.good.append(ReadSubject(line: index + 1, row: subject))
        }
        return SubjectMerge(list, typed: outcome, numbers: rows.map(\.number), field: "f")
    }

    private func names(_ merge: SubjectMerge) -> [String] { merge.rows.map { "\($0.personalID)\($0.fullName)" } }

    @Test func aNumberedRowIsChangedInItsPlaceAndOthersAreAdded() {
        let merged = merge([(2, "2", "X"), (nil, "4", "N4"), (nil, "", "")])
        #expect(names(merged) == ["1N1", "2X", "3N3", "4N4"] && merged.problems == [] && merged.removed == 0)
        #expect(names(merge([(2, "9", "Y")])) == ["1N1", "9Y", "3N3"])
        #expect(names(merge([(7, "5", "N5")])) == ["1N1", "2N2", "3N3", "5N5"], "there is no row 7")
    }

    @Test func typingOnePersonKeepsAllOthers() { #expect(names(merge([(nil, "4", "N4")])).count == 4) }

    @Test func anEmptiedRowIsTakenAwayAndCounted() {
        let merged = merge([(1, "1", "N1"), (2, "", "")])
        #expect(names(merged) == ["1N1", "3N3"] && merged.removed == 1)
    }

    @Test func aNewRowThatIsThereAlreadyIsNoChangeAndWithOtherValuesAProblem() {
        #expect(names(merge([(nil, "3", "N3")])) == ["1N1", "2N2", "3N3"])
        let other = merge([(nil, "4", "N4"), (nil, "3", "X")])
        #expect(other.problems.map(\.code) == ["problem.person-listed"])
        #expect(other.problems.first?.row == 2 && other.problems.first?.parameters == ["row": "3"])
    }

    @Test func aRowCannotBecomeAnotherPersonOfTheList() {
        for (typed, other) in [(1, 3), (3, 1)] {
            let merged = merge([(typed, String(other), "X")])
            #expect(merged.problems.map(\.parameters) == [["row": String(other)]] && merged.problems.first?.row == 1)
        }
        #expect(merge([(1, "2", "N2"), (2, "1", "N1")]).problems == [], "two rows may change places")
    }

    @Test func aFileIsAddedPersonByPerson() {
        let file = [list[1], SubjectRow(personalID: "3", fullName: "X", birthDate: "1990")]
        let more = SubjectRow(personalID: "4", fullName: "N4", birthDate: "1990")
        var naming = list
        naming[1].enclosure = "a.pdf"
        #expect(SubjectMerge(naming, adding: [list[1]]).rows == naming, "a file that names none takes none away")
        #expect(SubjectMerge(list, adding: file + [more]).rows.map(\.fullName) == ["N1", "N2", "X", "N4"])
    }
}
