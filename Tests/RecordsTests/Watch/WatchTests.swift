// What an officer is told of real requests, and what is nobody's to be told.

import Basics
import Casework
import Registry
import Storage
import TestKit
import Testing

import struct Forms.FieldValues
import struct Forms.SubjectRow

@testable import Records

struct WatchTests {
    private static let monday = WatchSample.monday
    private static func after(days: Int) -> Timestamp { monday.adding(seconds: days * 86_400) }

    @Test func whoIsSoughtBySeveralOrganisationsIsCounted() async throws {
        let watch = try await WatchSample(practices: 6)
        let rows = try DeskSample.rows(5)
        _ = try await watch.filed(by: 5, about: Array(rows[0...0]))
        _ = try await watch.filed(by: 1, about: Array(rows[0...1]), at: Self.after(days: 1))
        let withdrawn = try await watch.filed(by: 2, about: Array(rows[0...0]), at: Self.after(days: 1))
        try await watch.sample.act(
            "withdraw", withdrawn, by: Samples.person(.filer, of: WatchSample.practice(2)),
            FieldValues(["reason": ["Không còn nhu cầu"]]), at: Self.after(days: 1))
        _ = try await watch.drafted(by: 3, about: rows, at: Self.after(days: 8))
        let own = try await watch.filed(by: 4, about: Array(rows[0...2]), at: Self.after(days: 8))
        _ = try await watch.filed(by: 4, about: Array(rows[0...2]), at: Self.after(days: 8))
        let two = try #require(try await watch.figures(own, at: Self.after(days: 8)))
        #expect((two.soughtBy, two.soughtPersons, two.persons) == (2, 2, 3), "no draft, no older one, not one's own")
        #expect(try await watch.said(own, at: Self.after(days: 8)) == [])

        _ = try await watch.filed(by: 6, about: Array(rows[0...0]), "auth.blood-type", at: Self.after(days: 9))
        #expect(try await watch.said(own, at: Self.after(days: 9)) == ["notice sought"], "whatever the service")
        let report = try #require(try await watch.report(own, at: Self.after(days: 9)))
        #expect(report.counts["soughtBy"] == 3 && report.counts["soughtPersons"] == 2)

        // What is too old to count goes.
        let kept: Query = "SELECT count(*) FROM asked_person"
        #expect(try await watch.sample.store.read { try $0.one(kept)?.int(at: 0) } == 11)
        try await watch.sample.worker.forgetAskedPersons(at: Self.after(days: Limits.askedPersonDays + 1))
        #expect(try await watch.sample.store.read { try $0.one(kept)?.int(at: 0) } == 7)
        #expect(try await watch.said(own, at: Self.after(days: 9)) == [])
        try await watch.sample.store.close()
    }

    @Test func requestsThatFollowOneAnotherAreTakenTogether() async throws {
        let watch = try await WatchSample(practices: 1)
        let rows = try DeskSample.rows(60)
        for part in 0..<4 {
            _ = try await watch.filed(by: 1, about: Array(rows[part * 10..<part * 10 + 10]), at: Self.after(days: part))
        }
        _ = try await watch.filed(by: 1, about: rows, "auth.blood-type", at: Self.after(days: 3))
        let moment = Self.after(days: 3)
        let last = try await watch.filed(by: 1, about: Array(rows[40..<49]), at: moment)
        let figures = try #require(try await watch.figures(last, at: moment))
        #expect((figures.nearRequests, figures.nearPersons) == (5, 49))
        #expect(try await watch.said(last, at: moment) == [])
        let next = try await watch.filed(by: 1, about: Array(rows[49..<59]), at: Self.after(days: 4))
        #expect(try await watch.figures(next)?.nearPersons == 49, "the first of them is four days ago")
        #expect(try await watch.said(last, at: Self.after(days: 4)) == ["notice split"])
        try await watch.sample.store.close()
    }

    @Test func aRequestIsHeldAgainstThoseBeforeIt() async throws {
        let watch = try await WatchSample(practices: 1)
        let rows = try DeskSample.rows(20)
        for day in [0, 10, 20] { _ = try await watch.filed(by: 1, about: [rows[0]], at: Self.after(days: day)) }
        let moment = Self.after(days: 28)
        let small = try await watch.filed(by: 1, about: Array(rows.prefix(19)), at: moment)
        #expect(try await watch.said(small, at: moment) == [])
        let large = try await watch.filed(by: 1, about: rows, at: moment.adding(seconds: 60))
        let figures = try #require(try await watch.figures(large, at: moment))
        #expect(figures.earlier.sorted() == [1, 1, 1, 19] && figures.usualPersons == 1)
        #expect(try await watch.said(large, at: moment) == ["notice volume"])
        try await watch.sample.store.close()
    }

    @Test func nightsAndDaysOffAreSaid() async throws {
        let watch = try await WatchSample(practices: 1)
        let rows = try DeskSample.rows(1)
        let monday = Self.monday.date
        let evening = try await watch.filed(by: 1, about: rows, at: Timestamp(monday, hour: 21))
        #expect(try await watch.said(evening) == [])
        let night = try await watch.filed(by: 1, about: rows, at: Timestamp(monday, hour: 23))
        #expect(try await watch.said(night) == ["notice off-hours"])
        let sunday = try await watch.filed(by: 1, about: rows, at: Timestamp(monday.adding(days: 6), hour: 9))
        #expect(try await watch.said(sunday) == ["notice off-day"])
        try await watch.sample.store.close()
    }

    @Test func wrongClaimsOfBeforeAreCounted() async throws {
        let watch = try await WatchSample(practices: 2)
        let rows = try DeskSample.rows(3)
        func wrong(_ attempt: Int) -> SubjectRow {
            var row = rows[0]
            row.fullName = "Nguyễn Văn Sai \(["Một", "Hai", "Ba"][attempt])"
            return row
        }
        for attempt in 0..<3 {
            let id = try await watch.filed(by: 1, about: [wrong(attempt)])
            for act in ["accept", "propose-approval", "sign", "issue"] { try await watch.sample.act(act, id) }
            try await watch.sample.worker.runDue(at: Self.monday)
            let next = try await watch.filed(by: 1, about: Array(rows.prefix(2)))
            let figures = try #require(try await watch.figures(next))
            #expect((figures.wrongPersons, figures.wrongHere) == (1, 1))
            #expect(figures.stoppedPersons == (attempt == 2 ? 1 : 0))
        }
        let again = try await watch.filed(by: 1, about: rows)
        #expect(try await watch.said(again).filter { $0 != "notice split" } == ["notice wrong-here", "notice stopped"])
        let others = try await watch.filed(by: 1, about: [rows[2]])
        #expect(try await watch.said(others) == ["notice stopped"])
        let other = try await watch.filed(by: 2, about: rows)
        #expect(try await watch.figures(other)?.wrongPersons == 0, "what others got wrong is theirs")
        let later = Self.after(days: Limits.failedClaimDays + 1)
        #expect(try await watch.figures(again, at: later)?.wrongPersons == 0)
        try await watch.sample.store.close()
    }

    @Test func aListThatASupplementReplacesCountsOnceItIsSent() async throws {
        let watch = try await WatchSample(practices: 4)
        let rows = try DeskSample.rows(4)
        for practice in 2...4 { _ = try await watch.filed(by: practice, about: [rows[3]]) }
        let (sample, filer) = (watch.sample, Samples.person(.filer, of: WatchSample.practice(1)))
        let id = try await watch.filed(by: 1, about: [rows[0]])
        let asked = GivenCase.input(
            "request-supplement", try await sample.state(id), try ShippedProcedure.loaded().service("auth.identity"))
        try await sample.act(
            "request-supplement", id, FieldValues(asked.values.merging(["fields": ["subjects"]]) { $1 }))
        let list = SubjectListID(at: Self.monday, random: Random.bytes(10))
        try await sample.desk.replaceSubjects(rows, list: list, of: id, by: filer, at: Self.monday)
        #expect(try await watch.figures(id)?.persons == 1)
        #expect(try await watch.figures(id)?.soughtBy == 0)
        for act in ["resubmit", "vouch"] { try await sample.act(act, id) }
        #expect(try await watch.figures(id)?.persons == 4)
        #expect(try await watch.said(id) == ["notice sought"])
        try await sample.act("withdraw", id)
        let counted = try await sample.store.read { db in
            try db.one("SELECT persons FROM filed_request WHERE case_id = \(id)")?.int(at: 0)
        }
        #expect(counted == 4, "it was asked for, withdrawn or not")
        let report = try await DatabaseAudit(sample.store).verify(schema: try await KnownSchema.of(sample.store))
        #expect(report.isSound, "\(report.findings)")
        try await sample.store.close()
    }

    @Test func onlyWhoDecidesOnTheCaseIsShownAnything() async throws {
        let watch = try await WatchSample(practices: 1)
        let night = Timestamp(Self.monday.date, hour: 23)
        let id = try await watch.filed(by: 1, about: try DeskSample.rows(1), at: night)
        let (sample, office) = (watch.sample, DeskSample.office)
        for reader in [Samples.person(.officer, at: office), Samples.person(.approver, at: office)] {
            #expect(try await watch.report(id, for: reader) != nil)
        }
        let elsewhere = OfficeCode("79")
        for reader in [
            Samples.person(.filer, of: WatchSample.practice(1)), Samples.person(.official, of: WatchSample.practice(1)),
            Samples.person(.filer, of: Samples.bank), Samples.person(.clerk, at: office), Samples.person(.inspector),
            Samples.person(.admin), Samples.person(.citizen), Samples.person(.officer, at: elsewhere),
            Samples.person(.approver, at: elsewhere), Samples.person(.officer, at: .central),
        ] {
            #expect(try await watch.report(id, for: reader) == nil, "\(reader.name)")
        }
        for act in ["accept", "propose-approval", "sign"] { try await sample.act(act, id, at: night) }
        #expect(try await watch.report(id, for: Samples.person(.approver, at: office)) == nil, "it is decided")
        try await sample.store.close()
    }

    @Test func theLogKeepsWhatWasShownBesideTheDecision() async throws {
        let watch = try await WatchSample(practices: 1)
        let (sample, night) = (watch.sample, Timestamp(Self.monday.date, hour: 23))
        let usual = try await watch.filed(by: 1, about: try DeskSample.rows(1))
        let late = try await watch.filed(by: 1, about: try DeskSample.rows(1), at: night)
        for act in ["accept", "propose-approval", "return-to-officer", "propose-refusal", "sign"] {
            for id in [usual, late] { try await sample.act(act, id, at: night) }
        }
        let events = try await sample.store.read { try [$0.caseEvents(usual), $0.caseEvents(late)] }
        #expect(!events[0].contains { $0.event.name == "watchShown" })
        let told = events[1].map(\.event).filter { $0.name != "processed" }
        let places = told.indices.filter { told[$0].name == "watchShown" }
        #expect(places.map { told[$0 + 1].name } == ["proposed", "returnedToOfficer", "proposed", "signed"])
        guard case .watchShown(let report)? = places.first.map({ told[$0] }) else { return }
        #expect(report.reasons == [WatchReason(code: "off-hours", weight: .notice)])
        #expect(report.counts["hour"] == 23 && report.counts["nearRequests"] == 2)
        try await sample.store.close()
    }

    /// However long the lists and however many requests there are.
    @Test(arguments: TestDatabase.allCases)
    func everythingIsCountedByAnIndex(_ database: TestDatabase) async throws {
        let watch = try await WatchSample(practices: 1, on: database)
        let id = try await watch.filed(by: 1, about: try DeskSample.rows(3))
        let state = try await watch.sample.state(id)
        let claim = try FailedClaim(
            person: #require(PersonalID(DeskSample.rows(1)[0].personalID)), field: .fullName, digest: Digest(of: "a"))
        try await watch.sample.store.write { try $0.keep([claim], of: state.requester.reference, at: Self.monday) }
        let plan = try await watch.sample.store.read { [watch] db in
            let planning = try Planning(db, seldomScans: true)
            let figures = try planning.figures(of: state, by: watch.sample.procedures.calendar, at: Self.monday)
            #expect(figures?.wrongHere == 1)
            return planning.plan
        }
        #expect(plan.scans == [], "\(plan)")
        #expect(plan.uses("filed_request_usual"), "\(plan)")
        try await watch.sample.store.close()
    }
}
