// The process of written requests: loads without a word, is valid BPMN, and goes every way it should.

import Basics
import FEEL
import Formats
import Testing
import Workflow

@Suite struct WrittenRequestProcessTests {
    private let definition: ProcessDefinition

    init() throws {
        let (definition, findings) = ProcessLoader.load(try Place.bytes(Place.writtenRequest), file: "process.bpmn")
        #expect(findings.isEmpty)
        self.definition = try #require(definition)
    }

    /// A run up to the open task at intake.
    private func filed() throws -> Run {
        var run = Run(
            definition,
            ["supplementUntil": .date(noon.date.adding(days: 10)), "useUntil": .date(noon.date.adding(days: 365))])
        run.decide = { _, _ in DecisionAnswer(value: .string("central")) }
        try run.step(.start)
        try run.complete("draft", "submit")
        try run.complete("vouch", "vouch")
        return run
    }

    private func issued(_ decision: String) throws -> Run {
        var run = try filed()
        run.variables["decision"] = .string(decision)
        try run.complete("intake", "accept")
        try run.complete("examine", "propose-approval")
        try run.complete("sign", "sign")
        try run.complete("issue", "issue")
        return run
    }

    @Test func isWhatItSaysItIs() {
        #expect(definition.id == "written-request")
        #expect(
            Set(definition.acts) == [
                "submit", "withdraw", "vouch", "return-to-filer", "take-back", "accept", "request-supplement",
                "reject-at-intake",
                "transfer", "resubmit", "propose-approval", "propose-narrower", "propose-refusal", "sign",
                "return-to-officer", "issue", "record-payment", "suspend-grant", "resume-grant", "revoke-grant",
            ])
        let roles = Dictionary(uniqueKeysWithValues: definition.userTasks.map { ($0.node.id, $0.task.role) })
        #expect(
            roles == [
                "draft": "filer", "vouch": "official", "vouch-again": "official", "withdrawal": "filer",
                "intake": "clerk", "supplement": "filer",
                "examine": "officer", "sign": "approver", "issue": "clerk", "oversight": "approver",
                "pay": "clerk", "pay-later": "clerk",
            ])
        #expect(definition.userTasks.filter(\.task.isOptional).map(\.node.id) == ["withdrawal", "oversight"])
    }

    @Test(.enabled(if: Place.hasSuites, "needs ../shared/suites")) func isValidByTheSchemaOfBPMN() throws {
        let schema = try XMLSchema(path: Place.schema)
        #expect(schema.validate(try Place.bytes(Place.writtenRequest), file: "process.bpmn").isEmpty)
    }

    @Test func drawsEveryElement() throws {
        let root = try XMLReader.read(try Place.bytes(Place.writtenRequest), file: "process.bpmn")
        let plane = try #require(root.first("BPMNDiagram")?.first("BPMNPlane"))
        let shapes = Set(plane.children("BPMNShape").compactMap { $0.attribute("bpmnElement") })
        let edges = Set(plane.children("BPMNEdge").compactMap { $0.attribute("bpmnElement") })
        #expect(shapes == Set(definition.nodes.map(\.id) + definition.lanes.map(\.id) + ["dossier"]))
        #expect(edges == Set(definition.flows.map(\.id)))
    }

    @Test func everyShapeStandsInItsLaneAndNoneOnAnother() throws {
        struct Box {
            var left = 0.0, top = 0.0, right = 0.0, bottom = 0.0
            func holds(_ other: Box) -> Bool {
                left <= other.left && top <= other.top && right >= other.right && bottom >= other.bottom
            }
            func meets(_ other: Box) -> Bool {
                left < other.right && other.left < right && top < other.bottom && other.top < bottom
            }
        }
        let root = try XMLReader.read(try Place.bytes(Place.writtenRequest), file: "process.bpmn")
        let plane = try #require(root.first("BPMNDiagram")?.first("BPMNPlane"))
        var boxes: [String: Box] = [:]
        for shape in plane.children("BPMNShape") {
            let bounds = try #require(shape.first("Bounds"))
            func number(_ name: String) -> Double { bounds.attribute(name).flatMap(Double.init) ?? -1 }
            let (x, y) = (number("x"), number("y"))
            boxes[shape.attribute("bpmnElement") ?? ""] = Box(
                left: x, top: y, right: x + number("width"), bottom: y + number("height"))
        }
        for node in definition.nodes {
            let box = try #require(boxes[node.id])
            let lane = try #require(node.lane.flatMap { boxes[$0] })
            #expect(lane.holds(box), "\(node.id) leaves its lane")
            for other in definition.nodes where other.id > node.id {
                if case .boundaryEvent = node.kind { continue }
                if case .boundaryEvent = other.kind { continue }
                #expect(try !box.meets(#require(boxes[other.id])), "\(node.id) overlaps \(other.id)")
            }
        }
    }

    @Test func aDraftCanBeWithdrawn() throws {
        var run = Run(definition)
        try run.step(.start)
        #expect(run.openTasks == ["draft"])
        try run.complete("draft", "withdraw")
        #expect(run.log.last == .ended(node: "withdrawn", terminated: true, scope: nil))
    }

    @Test func theOfficialMayReturnTheDraft() throws {
        var run = Run(definition)
        try run.step(.start)
        try run.complete("draft", "submit")
        try run.complete("vouch", "return-to-filer")
        #expect(run.openTasks == ["draft"])
    }

    @Test func filingOpensIntakeAndTheRightToWithdraw() throws {
        let run = try filed()
        #expect(run.openTasks == ["intake", "withdrawal"])
        #expect(run.marking.tasks.filter { $0.acts == ["withdraw"] }.map(\.isOptional) == [true])
        #expect(run.marking.decisions["routing"]?.result == .string("central"))
    }

    @Test func aRequestThatNoRuleCoversIsTakenInToo() throws {
        var run = Run(definition)
        try run.step(.start)
        try run.complete("draft", "submit")
        try run.complete("vouch", "vouch")
        #expect(run.openTasks == ["intake", "withdrawal"])
        #expect(run.marking.decisions["routing"]?.result == .null)
    }

    @Test(arguments: ["intake", "examine", "sign", "issue"])
    func withdrawalEndsTheCaseWhereverItStands(_ place: String) throws {
        var run = try filed()
        let steps = [("intake", "accept"), ("examine", "propose-approval"), ("sign", "sign")]
        for (node, outcome) in steps {
            if node == place { break }
            try run.complete(node, outcome)
        }
        #expect(run.openTasks == [place, "withdrawal"].sorted())
        try run.complete("withdrawal", "withdraw")
        #expect(run.log.last == .ended(node: "withdrawn-after-filing", terminated: true, scope: nil))
        #expect(run.marking.isEnded)
    }

    @Test func intakeMayReject() throws {
        var run = try filed()
        try run.complete("intake", "reject-at-intake")
        #expect(run.log.last == .ended(node: "rejected-at-intake", terminated: true, scope: nil))
    }

    @Test func intakeMayTransfer() throws {
        var run = try filed()
        let before = try #require(run.marking.tasks.first { $0.node == "intake" })
        try run.complete("intake", "transfer")
        let after = try #require(run.marking.tasks.first { $0.node == "intake" })
        #expect(before.id != after.id)
        #expect(run.openTasks == ["intake", "withdrawal"])
    }

    @Test func aSupplementLeadsBackToIntake() throws {
        var run = try filed()
        try run.complete("intake", "request-supplement")
        #expect(run.openTasks == ["supplement", "withdrawal"])
        #expect(run.marking.subscriptions.first?.due == Timestamp(noon.date.adding(days: 11)))
        try run.complete("supplement", "resubmit")
        #expect(run.openTasks == ["intake", "withdrawal"])
        #expect(run.openTimers == [])
    }

    @Test func aChangedRequestGoesByTheOfficial() throws {
        var run = try filed()
        try run.complete("intake", "request-supplement")
        try run.complete("supplement", "resubmit", outcome: "resubmit-changed")
        #expect(run.openTasks == ["vouch-again", "withdrawal"])
        try run.complete("vouch-again", "take-back")
        #expect(run.openTasks == ["supplement", "withdrawal"])
        try run.complete("supplement", "resubmit", outcome: "resubmit-changed")
        try run.complete("vouch-again", "vouch")
        #expect(run.openTasks == ["intake", "withdrawal"])
        #expect(run.openTimers == [])
    }

    @Test func aSupplementThatDoesNotComeEndsTheCase() throws {
        var run = try filed()
        try run.complete("intake", "request-supplement")
        try run.fire("supplement-expired")
        #expect(run.log.last == .ended(node: "supplement-lapsed", terminated: true, scope: nil))
    }

    @Test func aSupplementWithoutADateIsAFault() throws {
        var run = try filed()
        run.variables["supplementUntil"] = nil
        #expect(throws: ProcessFault.noDueTime(node: "supplement-expired")) {
            try run.complete("intake", "request-supplement")
        }
        #expect(run.openTasks == ["intake", "withdrawal"])
    }

    @Test(arguments: ["propose-approval", "propose-narrower", "propose-refusal"])
    func everyProposalGoesToTheApproverWhoMayReturnIt(_ proposal: String) throws {
        var run = try filed()
        try run.complete("intake", "accept")
        try run.complete("examine", proposal)
        #expect(run.openTasks == ["sign", "withdrawal"])
        try run.complete("sign", "return-to-officer")
        #expect(run.openTasks == ["examine", "withdrawal"])
    }

    @Test func aRefusalEndsTheCase() throws {
        #expect(try issued("refusal").log.last == .ended(node: "refused", terminated: true, scope: nil))
    }

    @Test(arguments: [true, false]) func aGrantIsSuspendedResumedAndRevokedWheneverItRuns(_ isFulfilled: Bool) throws {
        var run = try issued("approval")
        if isFulfilled { try run.serve("fulfil") }
        for act in ["suspend-grant", "resume-grant", "suspend-grant"] {
            try run.complete("oversight", act)
            #expect(run.openTasks == ["oversight", "withdrawal"])
        }
        try run.complete("oversight", "revoke-grant")
        #expect(run.log.last == .ended(node: "revoked", terminated: true, scope: nil))
        #expect(run.marking.isEnded && run.marking.services.isEmpty && run.openTimers.isEmpty)
    }

    @Test(arguments: ["approval", "narrower"]) func aGrantIsFulfilledAndClosed(_ decision: String) throws {
        var run = try issued(decision)
        #expect(run.marking.services.map(\.action) == ["fulfil"])
        try run.serve("fulfil")
        #expect(run.openTimers == ["use-ends"])
        #expect(run.marking.subscriptions.first?.due == Timestamp(noon.date.adding(days: 366)))
        try run.fire("use-ends")
        #expect(run.log.last == .ended(node: "closed", terminated: true, scope: nil))
        #expect(run.marking.isEnded)
    }
}
