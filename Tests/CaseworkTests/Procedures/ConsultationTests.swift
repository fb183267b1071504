// The timers of a procedure that is made of files alone, and what its cases keep.

import Basics
import Forms
import Foundation
import TestKit
import Testing
import Workflow

@testable import Casework

/// The files of `Tests/Procedures/consultation`.
enum ConsultationFiles {
    static func read() throws -> ProcedureFiles {
        try ShippedProcedure.files(of: "consultation", in: "Tests/Procedures")
    }

    static func service() throws -> [UInt8] {
        Array(try Data(contentsOf: repositoryRoot.appending(path: "Tests/Procedures/consultation.plan.xml")))
    }
}

struct ConsultationTests {
    private func filed(for organization: Organization = Samples.notary) throws -> GivenCase {
        var shipped = try ShippedProcedure.loaded()
        shipped.procedure = try #require(Procedure.load(try ConsultationFiles.read()).0)
        let service = (file: "consultation.plan.xml", bytes: try ConsultationFiles.service())
        shipped.catalogue = try #require(Catalogue.load([service], procedures: ["consultation"]).0)
        var given = try GivenCase("consultation.plan", for: organization, by: shipped)
        given.fillIn()
        try given.act("submit", by: given.filer)
        try given.act("vouch", by: given.official)
        return given
    }

    @Test func costsThatNobodyPaysStopTheCase() throws {
        var given = try filed()
        try given.act("accept", by: given.clerk)
        let answers = FieldValues([
            "finding": ["Rõ"], "risk": ["low"], "checked": ["purpose"], "no_interest": ["true"], "outcome": ["clear"],
        ])
        try given.act("assess", by: given.officer, answers)
        #expect(given.state.stage == .paymentDue && given.state.said["assess"]?.text("risk") == "low")
        let begun = given.now
        try given.fireTimer("payment-missed")
        #expect(given.now.milliseconds - begun.milliseconds == 10 * 86_400_000)
        #expect(given.state.stage == .stopped && given.state.marking.isEnded)
    }

    @Test func aSupplementThatNeverComesEndsTheCase() throws {
        var given = try filed()
        try given.act("request-supplement", by: given.clerk)
        #expect(given.state.marking.tasks.first?.due == given.state.supplement?.until)
        try given.fireTimer("supplement-expired")
        #expect(given.state.stage == .closed && given.state.marking.isEnded)
    }

    @Test func itsOwnTableSendsTheRequest() throws {
        #expect(try filed().state.competence?.rule == "C-3")
        #expect(try filed(for: Samples.bank).state.competence?.rule == "C-1")
        #expect(try filed().state.term == Term(workingDays: 10, article: "Điều 5"))
    }
}
