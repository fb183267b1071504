// The shipped rules of the watch, at their thresholds and just below, and what a faulty file is told.

import Basics
import TestKit
import Testing

@testable import Casework

struct WatchRulesTests {
    /// A request like hundreds of others, filed on a Monday morning.
    private static let usual: WatchFigures = {
        var figures = WatchFigures(filedAt: Samples.monday, isWorkingDay: true)
        (figures.persons, figures.nearRequests, figures.nearPersons) = (3, 1, 3)
        figures.earlier = [2, 3, 4, 3]
        return figures
    }()

    private func said(_ change: (inout WatchFigures) -> Void) throws -> [String] {
        var figures = Self.usual
        change(&figures)
        let report = try ShippedProcedure.loaded().procedure.watch(figures)
        return report?.reasons.map { "\($0.weight.rawValue) \($0.code)" } ?? []
    }

    @Test func ofAUsualRequestThereIsNothingToSay() throws {
        #expect(try ShippedProcedure.loaded().procedure.watch(Self.usual) == nil)
    }

    @Test func aReasonHoldsFromItsThresholdOn() throws {
        #expect(try said { ($0.soughtBy, $0.soughtPersons) = (2, 3) } == [])
        #expect(try said { $0.soughtBy = 3 } == ["notice sought"])
        #expect(try said { $0.soughtBy = 4 } == ["notice sought"])
        #expect(try said { $0.soughtBy = 5 } == ["warning sought"])
        #expect(try said { ($0.nearRequests, $0.nearPersons) = (4, 500) } == [])
        #expect(try said { ($0.nearRequests, $0.nearPersons) = (500, 49) } == [])
        #expect(try said { ($0.nearRequests, $0.nearPersons) = (5, 50) } == ["notice split"])
        #expect(try said { ($0.nearRequests, $0.nearPersons) = (10, 200) } == ["warning split"])
        #expect(try said { $0.persons = 19 } == [])
        #expect(try said { $0.persons = 20 } == ["notice volume"])
        #expect(try said { $0.persons = 200 } == ["warning volume"])
        #expect(try said { ($0.persons, $0.earlier) = (200, [1, 1]) } == [], "two requests are no habit")
        #expect(try said { ($0.persons, $0.earlier) = (999, []) } == [])
        #expect(try said { ($0.persons, $0.earlier) = (1_000, []) } == ["notice first-large"])
        #expect(try said { $0.isWorkingDay = false } == ["notice off-day"])
        let day = Samples.monday.date
        #expect(try said { $0.filedAt = Timestamp(day, hour: 6) } == [])
        #expect(try said { $0.filedAt = Timestamp(day, hour: 21, minute: 59) } == [])
        #expect(try said { $0.filedAt = Timestamp(day, hour: 5, minute: 59) } == ["notice off-hours"])
        #expect(try said { $0.filedAt = Timestamp(day, hour: 22) } == ["notice off-hours"])
        #expect(try said { $0.wrongHere = 1 } == ["notice wrong-here"])
        #expect(try said { $0.wrongHere = 5 } == ["warning wrong-here"])
        #expect(try said { $0.wrongPersons = 9 } == [])
        #expect(try said { $0.wrongPersons = 10 } == ["notice wrong-claims"])
        #expect(try said { $0.wrongPersons = 50 } == ["warning wrong-claims"])
        #expect(try said { $0.stoppedPersons = 1 } == ["notice stopped"])
        #expect(try said { $0.stoppedPersons = 3 } == ["warning stopped"])
    }

    @Test func theUsualSizeIsTheMedian() {
        var figures = Self.usual
        #expect(figures.usualPersons == 3)
        figures.earlier = [1_000, 1, 2]
        #expect(figures.usualPersons == 2)
        figures.earlier = [4, 2]
        #expect(figures.usualPersons == 2)
        figures.earlier = []
        #expect(figures.usualPersons == nil)
    }

    /// More of what is counted never silences a reason or makes it weigh less, and no figures make the rules fail.
    @Test func moreNeverSaysLess() throws {
        let counts: [WritableKeyPath<WatchFigures, Int>] = [
            \.soughtBy, \.nearRequests, \.nearPersons, \.wrongHere, \.wrongPersons, \.stoppedPersons,
        ]
        let procedure = try ShippedProcedure.loaded().procedure
        let places = WatchFigure.places
        var random = SplitMix64(seed: 32)
        for _ in 0..<400 {
            var figures = Self.usual
            for count in counts {
                figures[keyPath: count] = .random(in: 0...12, using: &random) * .random(in: 0...20, using: &random)
            }
            figures.persons = .random(in: 0...2_000, using: &random)
            let sizes = (0..<Int.random(in: 0...5, using: &random)).map { _ in Int.random(in: 0...90, using: &random) }
            figures.earlier = sizes
            let before = try procedure.watch(figures)?.reasons ?? []
            #expect(Set(before.map(\.code)).count == before.count)
            #expect(before.drop { $0.weight == .warning }.allSatisfy { $0.weight == .notice })
            let more = counts.randomElement(using: &random) ?? \.soughtBy
            figures[keyPath: more] += .random(in: 1...50, using: &random)
            let report = try procedure.watch(figures)
            let after = report?.reasons ?? []
            for reason in before {
                let now = after.first { $0.code == reason.code }
                #expect(now?.weight == reason.weight || now?.weight == .warning, "\(reason) after \(figures)")
            }
            #expect(report.map { Set($0.counts.keys) == places } ?? true)
        }
    }

    @Test func aProcedureWithoutTheFileHasNoWatch() throws {
        let procedure = try #require(try ConsultationFiles.read().load().procedure)
        #expect(!procedure.hasWatch)
        #expect(try procedure.watch(Self.usual) == nil)
    }

    @Test(arguments: [
        ("watch.dmn", "<text>\"sought\"</text>", "<text>\"saught\"</text>", "the text watch.saught is missing"),
        ("watch.dmn", "<text>\"notice\"</text>", "<text>\"note\"</text>", "weight is one of warning, notice, not"),
        ("watch.dmn", "<text>\"sought\"</text>", "<text>\"sou\" + \"ght\"</text>", "must be written out as a text"),
        ("watch.dmn", "<text>\"warning\"</text>", "<text>1</text>", "the cell is a number"),
        ("watch.dmn", "hitPolicy=\"COLLECT\"", "hitPolicy=\"COLLECT\" aggregation=\"COUNT\"", "hit policy COLLECT and"),
        ("watch.dmn", "stoppedPersons", "stopedPersons", "there is no figure stopedPersons"),
        ("watch.dmn", "name=\"hour\" typeRef=\"number\"", "name=\"hour\"", "the figure hour is a number, not"),
        ("watch.dmn", "name=\"weight\"", "name=\"degree\"", "the hit policy COLLECT and the outputs reason, weight"),
        ("watch.dmn", "name=\"watch\"", "name=\"look\"", "nothing asks for the decision look"),
        ("strings/vi.json", "{hour}", "{minute}", "has {minute} in it, and there is no such figure"),
        ("strings/en.json", "{hour}", "{hour", "and there is no such figure"),
        ("strings/en.json", "\"watch.off-day\"", "\"watch.day-off\"", "nothing uses the text watch.day-off"),
    ])
    func aFaultyFileIsRefusedWithItsLine(file: String, old: String, new: String, finding: String) throws {
        let (procedure, findings) = try ShippedProcedure.files().replacing(old, with: new, in: file).load()
        #expect(procedure == nil)
        let said = findings.first { $0.message.contains(finding) }
        #expect(said?.line ?? 0 > 0, "\(findings)")
    }

    @Test func aWatchThatIsNoTableIsRefused() throws {
        var files = try ShippedProcedure.files()
        let text = try files.text("watch.dmn")
        let table = try #require(text.firstMatch(of: #/<decisionTable(?s:.*)<\/decisionTable>/#)).output
        files = try files.replacing(
            String(table), with: "<literalExpression><text>[]</text></literalExpression>", in: "watch.dmn")
        let findings = files.load().findings
        #expect(findings.contains { $0.message == "the watch must be a decision table" }, "\(findings)")
    }
}
