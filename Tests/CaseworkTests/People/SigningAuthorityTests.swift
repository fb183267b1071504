// What lets a person sign: its block, its days, its scope, and that nobody decides without it.

import Basics
import Foundation
import TestKit
import Testing

@testable import Casework

@Suite struct SigningAuthorityTests {
    private static let day = Samples.monday.date

    private func authority(
        _ kind: SigningAuthority.Kind, _ number: Int = 1, services: [String] = [], from: LocalDate = day,
        until: LocalDate? = nil
    ) -> SigningAuthority {
        SigningAuthority(
            id: Samples.id(number), office: OfficeCode("01"), kind: kind,
            title: kind.namesPrincipal ? "PHÓ GIÁM ĐỐC" : "GIÁM ĐỐC", principal: "GIÁM ĐỐC", services: services,
            from: from, until: until, paper: "Quyết định số 12/QĐ-CAT", paperDate: from)
    }

    @Test(arguments: [
        (SigningAuthority.Kind.head, "", "GIÁM ĐỐC"), (.acting, "", "Q. GIÁM ĐỐC"),
        (.deputy, "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), (.order, "TL. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        (.mandate, "TUQ. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    ])
    func theBlockIsThatOfTheDecree(kind: SigningAuthority.Kind, line: String, title: String) {
        #expect(authority(kind).position == Position(title: title, authority: line))
    }

    @Test func itCountsFromItsFirstDayThroughItsLast() {
        let one = authority(.mandate, until: Self.day.adding(days: 2))
        let counts = (-1...3).map { one.isInForce(on: Self.day.adding(days: $0)) }
        #expect(counts == [false, true, true, true, false])
        #expect(authority(.head).isInForce(on: Self.day.adding(days: 10_000)))
    }

    /// Against all days, written out.
    @Test func whatOverlapsSharesADay() {
        for (from, length) in [(0, 0), (0, 3), (2, 1), (5, 4)] {
            for (other, otherLength) in [(0, 1), (3, 0), (4, 1), (6, 9), (9, 0)] {
                let one = authority(
                    .head, from: Self.day.adding(days: from), until: Self.day.adding(days: from + length))
                let two = authority(
                    .head, from: Self.day.adding(days: other), until: Self.day.adding(days: other + otherLength))
                let shares = (0...30).contains { offset in
                    let day = Self.day.adding(days: offset)
                    return one.isInForce(on: day) && two.isInForce(on: day)
                }
                #expect(one.overlaps(two) == shares && two.overlaps(one) == shares)
            }
        }
        let open = authority(.head, from: Self.day.adding(days: 5))
        #expect(open.overlaps(authority(.head, from: Self.day.adding(days: 90))))
        #expect(!open.overlaps(authority(.head, until: Self.day.adding(days: 4))))
        #expect(open.overlaps(authority(.head, until: Self.day.adding(days: 5))))
    }

    @Test func ofSeveralTheOneNearestToTheHeadIsUsed() {
        var actor = Samples.person(.approver, at: OfficeCode("01"))
        actor.authorities = [
            authority(.mandate, 5), authority(.deputy, 3, services: ["auth.spouse"]), authority(.deputy, 4),
        ]
        #expect(actor.authority(for: "auth.spouse", at: OfficeCode("01"))?.id == Samples.id(4), "the newer one")
        actor.authorities.removeLast()
        #expect(actor.authority(for: "auth.spouse", at: OfficeCode("01"))?.kind == .deputy)
        #expect(actor.authority(for: "auth.identity", at: OfficeCode("01"))?.kind == .mandate)
        #expect(actor.authority(for: "auth.identity", at: OfficeCode("79")) == nil)
    }

    // MARK: Deciding

    @Test func aDeputySignsForTheHeadAndThePaperSaysSo() throws {
        var given = try GivenCase.at(.proposed)
        var deputy = Samples.person(.approver, at: given.office, 1)
        deputy.authorities = [authority(.deputy)]
        #expect(given.office == OfficeCode("01"))
        let events = try given.act("sign", by: deputy)
        let signer = Signatory(deputy, under: deputy.authorities[0], on: given.now.date)
        #expect(events == [.signed(by: signer, comment: "")])
        #expect(signer.position == Position(title: "PHÓ GIÁM ĐỐC", authority: "KT. GIÁM ĐỐC"))
        try given.act("issue", by: given.clerk)
        let paper = try #require(given.state.papers.last)
        #expect(paper.signer == signer && paper.signer?.authority == deputy.authorities[0])
    }

    @Test func withoutAuthorityNobodyDecides() throws {
        let given = try GivenCase.at(.proposed)
        var approver = given.approver
        for authorities in [[], [authority(.deputy, services: ["auth.spouse"])]] {
            approver.authorities = authorities
            for act in ["sign", "return-to-officer"] {
                #expect(try given.refusal(act, by: approver) == .rule("no-authority"), "\(act)")
            }
            #expect(Permissions.permitted(approver, given.state) == [])
            #expect(Permissions.maySee(approver, given.state))
        }
        approver.authorities = [authority(.mandate, services: [given.state.service])]
        #expect(try given.refusal("sign", by: approver) == nil)
    }

    @Test func authorityOfAnotherOfficeIsNone() throws {
        let given = try GivenCase.at(.proposed)
        var approver = given.approver
        approver.authorities = [Samples.authority(of: approver, at: OfficeCode("79"))]
        #expect(try given.refusal("sign", by: approver) == .rule("no-authority"))
    }

    /// Who holds two roles signs papers of an officer by their own title.
    @Test func whatIsNotDecidedNamesTheOwnPost() throws {
        var given = try GivenCase.at(.accepted)
        let both = Samples.person([.officer, .approver], number: 7, office: given.office)
        try given.act("propose-approval", by: both)
        let officer = try #require(given.state.proposal?.officer)
        #expect(officer.authority == nil && officer.position == both.position)
    }

    @Test func whatIsStoredIsReadAgain() throws {
        let one = authority(.mandate, services: ["auth.age", "auth.identity"], until: Self.day)
        var deputy = Samples.person(.approver, at: OfficeCode("01"))
        deputy.authorities = [one]
        let event = CaseEvent.signed(by: Signatory(deputy, under: one, on: Self.day), comment: "")
        let payload = String(decoding: try JSONEncoder().encode(event), as: UTF8.self)
        #expect(try CaseEventReader.read(type: "signed", version: 1, payload: payload) == event)
    }
}
