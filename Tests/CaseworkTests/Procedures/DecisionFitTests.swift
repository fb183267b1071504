// A process and its decision tables must fit: what is asked with, what is given, and of what type.

import Basics
import Casework
import TestKit
import Testing

@Suite struct DecisionFitTests {
    private static let process = "process.bpmn"
    private static let competence = "competence.dmn"
    private static let term = "term.dmn"

    /// One change of one file.
    private struct Change {
        let path: String
        let old: String
        let new: String
    }

    private struct Found {
        let files: ProcedureFiles
        let isRefused: Bool
        let errors: [String]

        /// `FILE:LINE`, where a text stands first.
        func place(_ path: String, _ text: String) throws -> String {
            let (file, line) = try files.place(of: text, in: path)
            return "\(file):\(line)"
        }
    }

    private func load(_ changes: Change...) throws -> Found {
        let files = try changes.reduce(try ShippedProcedure.files()) { files, change in
            try files.replacing(change.old, with: change.new, in: change.path)
        }
        let (procedure, findings) = files.load()
        let errors = findings.filter { $0.severity == .error }.map(\.description)
        return Found(files: files, isRefused: procedure == nil, errors: errors)
    }

    @Test func renamedVariableIsNoInput() throws {
        let found = try load(
            Change(path: Self.process, old: #"<tk:variable name="level""#, new: #"<tk:variable name="rank""#))
        #expect(found.isRefused)
        let place = try found.place(Self.process, #"<businessRuleTask id="route""#)
        #expect(found.errors == ["\(place): the decision competence asks for level, which is no variable (route)"])
    }

    /// A case goes on under the texts it began with, whatever is refused since.
    @Test func pinnedTextsAreReadAllTheSame() throws {
        let found = try load(
            Change(path: Self.term, old: "<text>5</text>", new: "<text>five</text>"),
            Change(path: Self.term, old: #"id="T-2""#, new: #"id="T-1""#))
        #expect(found.isRefused)
        let place = try found.place(Self.term, "<text>five</text>")
        #expect(found.errors.contains("\(place): unknown name 'five' (term)"), "\(found.errors)")
        let kept = try #require(Procedure.read(found.files))
        #expect(kept.decisions.keys.sorted() == ["competence", "term", "watch"])
    }

    @Test func renamedInputIsNoVariable() throws {
        let found = try load(
            Change(path: Self.term, old: #"name="receivedOn""#, new: #"name="filedOn""#),
            Change(path: Self.term, old: "<text>receivedOn</text>", new: "<text>filedOn</text>"))
        #expect(found.isRefused)
        let place = try found.place(Self.process, #"<businessRuleTask id="term""#)
        #expect(found.errors == ["\(place): the decision term asks for filedOn, which is no variable (term)"])
    }

    @Test func renamedOutputIsNotWhatTheEffectReads() throws {
        let found = try load(Change(path: Self.competence, old: #"name="authority""#, new: #"name="office""#))
        #expect(found.isRefused)
        let place = try found.place(Self.process, #"<businessRuleTask id="route""#)
        let what = "the effect competence reads authority, which the decision competence does not give"
        let after = try found.place(Self.process, #"<businessRuleTask id="term""#)
        #expect(
            found.errors == [
                "\(place): \(what) (route)",
                "\(after): routing is a context, but the decision term asks for a context (term)",
            ])
    }

    @Test func renamedColumnIsNoMember() throws {
        let old = #"<output id="output-article" name="article""#
        let new = #"<output id="output-article" name="artikel""#
        let found = try load(Change(path: Self.competence, old: old, new: new))
        #expect(found.isRefused)
        let what = "the output 'artikel' is no member of what the decision 'competence' is declared as"
        #expect(try found.errors.contains("\(found.place(Self.competence, new)): \(what) (competence)"))
    }

    @Test func wrongTypeOfAnInput() throws {
        let found = try load(
            Change(
                path: Self.competence, old: #"name="province" typeRef="string""#,
                new: #"name="province" typeRef="number""#),
            Change(
                path: Self.competence, old: #"id="expression-province" typeRef="string""#,
                new: #"id="expression-province" typeRef="number""#))
        #expect(found.isRefused)
        let place = try found.place(Self.process, #"<businessRuleTask id="route""#)
        let what = "province is a string, but the decision competence asks for a number"
        #expect(found.errors == ["\(place): \(what) (route)"])
    }

    @Test func wrongTypeOfAnOutput() throws {
        let found = try load(
            Change(
                path: Self.term, old: "<typeRef>number</typeRef>", new: "<typeRef>string</typeRef>"),
            Change(
                path: Self.term, old: #"label="Số ngày làm việc" typeRef="number""#,
                new: #"label="Số ngày làm việc" typeRef="string""#),
            Change(path: Self.term, old: "<text>5</text>", new: #"<text>"5"</text>"#),
            Change(path: Self.term, old: "<text>2</text>", new: #"<text>"2"</text>"#),
            Change(path: Self.term, old: "<text>3</text>", new: #"<text>"3"</text>"#))
        #expect(found.isRefused)
        let place = try found.place(Self.process, #"<businessRuleTask id="term""#)
        #expect(found.errors == ["\(place): the effect term reads workingDays as a number, not as a string (term)"])
    }
}
