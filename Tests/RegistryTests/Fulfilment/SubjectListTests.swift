// What a list of persons is known by.

import Basics
import Testing

@testable import Registry

struct SubjectListTests {
    private func list(_ enclosures: [String?]) throws -> SubjectListReference {
        let birth = try #require(PartialDate("1985"))
        let id = try #require(PersonalID("001085000123"))
        let subjects = enclosures.enumerated().map { index, name in
            Subject(row: index + 1, personalID: id, fullName: "A", birthDate: birth, enclosure: name)
        }
        let list = try #require(SubjectListID("00000000-0000-0000-0000-000000000001"))
        return SubjectList(id: list, subjects: subjects).reference
    }

    @Test func aListWithoutEnclosuresIsKnownAsItAlwaysWas() throws {
        let reference = try list([nil, nil])
        #expect(reference.enclosures == nil)
        let lines = "1\t001085000123\tA\t1985\n2\t001085000123\tA\t1985\n"
        #expect(reference.digest == Digest(of: lines).hex)
    }

    @Test func theEnclosuresAreCountedAndEachNamedOnce() throws {
        let reference = try list(["b.pdf", nil, "A.pdf", "a.PDF", "b.pdf"])
        #expect(reference.enclosures == NamedEnclosures(names: ["A.pdf", "b.pdf"], persons: 4))
        #expect(try reference.digest != list(["b.pdf", nil, "A.pdf", "A.pdf", "b.pdf"]).digest, "as it was given")
        #expect(try list(["b.pdf"]).digest != list([nil]).digest)
    }
}
