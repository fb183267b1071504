// One sample of every event a case can have. Their JSON is kept in `Tests/Golden/events`, since stored events must stay
// readable for ever.

import Basics
import Forms
import Registry
import TestKit

@testable import Casework
@testable import Workflow

/// Events with every field filled, and variants where a field may be missing. Names are those of the golden files.
enum EventSamples {
    static let all: [(file: String, event: CaseEvent)] = drafting + intake + deciding + ending + process

    private static let day = Samples.monday.date
    private static let official = Signatory(
        account: Samples.id(11), name: "Trần Quốc Bảo", position: Position(title: "TRƯỞNG VĂN PHÒNG"))
    private static let deputy = Signatory(
        account: Samples.id(12), name: "Đỗ Thị Ngọc Ánh",
        position: Position(title: "PHÓ GIÁM ĐỐC", authority: "KT. GIÁM ĐỐC"))
    private static let document = AttachmentReference(
        id: Samples.id(60), fileName: "Giấy ủy quyền.pdf", sizeBytes: 48_213, digest: Digest(of: "pdf").hex,
        kind: .mandate, title: "Giấy ủy quyền của Giám đốc")

    private static let content = RequestedContent(
        fields: ["full_name", "sex"], service: Digest(of: "service").hex, procedure: Digest(of: "procedure").hex)

    private static let drafting: [(file: String, event: CaseEvent)] = [
        (
            "created",
            .created(
                creation: CaseCreation(
                    service: CreatedService(code: "auth.blood-type", digest: Digest(of: "service").hex),
                    procedure: PinnedText(name: "written-request", digest: Digest(of: "procedure").hex),
                    requester: Requester(Samples.notary), opener: official, link: .release(id: Samples.id(7))))
        ),
        (
            "draftSaved",
            .draftSaved(
                page: "purpose",
                answers: Answers([
                    "purpose_code": .text("state-management"), "fields": .texts(["full_name", "sex"]),
                    "use_until": .date(day.adding(days: 120)), "undertake_purpose": .ticked,
                    "document_file": .attachments([Samples.id(60)]), "legal_basis": .cleared,
                    "subjects": .rows([["full_name": "Lê Văn Bình", "personal_id": "001090000001"]]),
                ]))
        ),
        (
            "subjectsReplaced",
            .subjectsReplaced(
                list: SubjectListReference(id: Samples.id(50), count: 3, digest: Digest(of: "rows").hex))
        ),
        ("documentAttached", .documentAttached(document: document)),
        ("documentRemoved", .documentRemoved(document: document.id)),
        ("paperDeclared", .paperDeclared(kinds: [.subjectConsent, .signedRequest])),
        ("submitted", .submitted(by: official)),
        ("returnedToFiler", .returnedToFiler(reason: "Thiếu căn cứ\npháp lý")),
        ("vouched", .vouched(by: official, content: content)),
    ]

    private static let intake: [(file: String, event: CaseEvent)] = [
        (
            "filed",
            .filed(
                code: "G01.801.000-260302-0001", incomingNumber: 17, receivedAt: Samples.monday,
                competence: Competence(
                    office: OfficeCode("01"), authority: "province", position: "Giám đốc Công an cấp tỉnh", rule: "B-4",
                    article: "Điều 9 Nghị định số 70/2024/NĐ-CP"),
                term: Term(workingDays: 3, article: "Điều 10 Nghị định số 70/2024/NĐ-CP"))
        ),
        (
            "filed-unassigned",
            .filed(
                code: "G01.06-260302-0002", incomingNumber: 4, receivedAt: Samples.monday,
                competence: Competence(office: nil, authority: "", position: "", rule: "", article: ""),
                term: Term(workingDays: 3, article: "Điều 10"))
        ),
        (
            "transferred",
            .transferred(
                competence: Competence(
                    office: OfficeCode("79"), authority: "province", position: "", rule: "", article: "",
                    reason: "Trụ sở ở Thành phố Hồ Chí Minh"),
                from: .central, incomingNumber: 9)
        ),
        ("accepted", .accepted(by: deputy, onPaper: [.subjectConsent])),
        (
            "supplementRequested",
            .supplementRequested(
                request: SupplementRequest(
                    wanted: ["Văn bản ủy quyền", "Bản sao thẻ"], reason: "Thiếu", pages: ["purpose"],
                    until: day.adding(days: 30), vouchDays: 5, askedOn: day, askedBy: deputy))
        ),
        (
            "resubmitted",
            .resubmitted(changed: ["legal_basis", "subjects"], comment: "", on: day.adding(days: 4))
        ),
        ("supplementLapsed", .supplementLapsed),
        ("rejectedAtIntake", .rejectedAtIntake(reason: "Sai đối tượng", article: "Khoản 2 Điều 8")),
    ]

    private static let deciding: [(file: String, event: CaseEvent)] = [
        (
            "watchShown",
            .watchShown(
                report: WatchReport(
                    reasons: [
                        WatchReason(code: "sought", weight: .warning), WatchReason(code: "off-day", weight: .notice),
                    ],
                    counts: ["soughtBy": 5, "soughtPersons": 2, "soughtDays": 7]))
        ),
        (
            "proposed",
            .proposed(
                proposal: Proposal(
                    kind: .narrower, fields: ["full_name"], rows: [1, 3], until: day.adding(days: 60),
                    reason: "Thu hẹp",
                    article: "Điều 10", officer: deputy))
        ),
        (
            "proposed-refusal",
            .proposed(
                proposal: Proposal(
                    kind: .refusal, fields: [], rows: nil, until: nil, reason: "Sai mục đích", article: "Điều 10",
                    officer: Signatory(account: nil, name: "Vô danh", position: Position(title: ""))))
        ),
        ("returnedToOfficer", .returnedToOfficer(reason: "Xem lại phạm vi")),
        (
            "assigned",
            .assigned(
                step: "examine",
                assignment: Assignment(
                    to: Assignee(account: Samples.id(13), name: "Phan Văn Hậu"), by: deputy,
                    reason: "Cán bộ cũ nghỉ phép", due: day.adding(days: 1)))
        ),
        ("released", .released(step: "accept", by: official, reason: "Trả lại")),
        ("signed", .signed(by: deputy, comment: "Đồng ý")),
        ("issued", .issued(by: official, on: day.adding(days: 2), paper: 3)),
        (
            "paperIssued",
            .paperIssued(
                paper: Paper(
                    n: 3, kind: .approvalDecision, number: 5, notation: "QĐ-CAHN-PC06", date: day.adding(days: 2),
                    office: OfficeCode("01"), signer: deputy))
        ),
        (
            "paperIssued-request",
            .paperIssued(
                paper: Paper(n: 1, kind: .request, number: nil, notation: "", date: day, office: nil, signer: nil))
        ),
        ("paperReplaced", .paperReplaced(paper: 1, by: 3)),
        ("paperRecalled", .paperRecalled(paper: 3, by: 5)),
    ]

    private static func measure(
        _ reason: String, article: String = "Luật Bảo vệ dữ liệu cá nhân", paper: Int
    ) -> GrantMeasure {
        GrantMeasure(reason: reason, article: article, by: deputy, paper: paper)
    }

    private static let ending: [(file: String, event: CaseEvent)] = [
        ("withdrawn", .withdrawn(reason: "Không còn nhu cầu")),
        ("claimsStopped", .claimsStopped(persons: 2)),
        ("accessOpened", .accessOpened(grant: Samples.id(60))),
        (
            "feeAssessed",
            .feeAssessed(
                fee: FeeAssessment(
                    tariff: "SPDC01", amountPerField: 1_000, fields: 6, persons: 2, isExempt: false,
                    on: day.adding(days: 3)))
        ),
        (
            "feePaid",
            .feePaid(
                payment: FeePayment(
                    means: .cash, reference: "AA/24E 0000017", amount: 6_000, on: day.adding(days: 4), by: deputy))
        ),
        ("tablesOpened", .tablesOpened(grant: Samples.id(61))),
        (
            "tableAnswered",
            .tableAnswered(
                table: AnsweredTable(
                    dimensions: ["province", "sex"], provinces: ["01"],
                    marginals: ["2021-12-31/province/", "2021-12-31/province/sex"]))
        ),
        ("recordCorrected", .recordCorrected(field: "blood_type")),
        ("correctionFailed", .correctionFailed(fault: .givenBack, remark: "Đĩa hỏng")),
        ("fulfilled", .fulfilled(release: Samples.id(7), rows: 3, persons: 2, notice: 4)),
        ("grantSuspended", .grantSuspended(measure: measure("Có dấu hiệu sử dụng sai mục đích", paper: 5))),
        ("grantResumed", .grantResumed(measure: measure("Đã giải trình", article: "", paper: 6))),
        ("grantRevoked", .grantRevoked(measure: measure("Sử dụng sai mục đích", paper: 7))),
        ("closed", .closed),
    ]

    private static let process: [(file: String, event: CaseEvent)] = [
        (
            "acted",
            .acted(
                act: "check-contract", outcome: "in-order", answers: Answers(["finding": .text("Đủ")]), by: deputy,
                office: OfficeCode("01"))
        ),
        (
            "processed",
            .processed(
                stimulus: .taskCompleted(id: "u2", act: "submit", outcome: "submit"),
                variables: ["decision": .string("approval"), "useUntil": .date("2026-07-01")], facts: facts)
        ),
        (
            "processed-decisions",
            .processed(
                stimulus: .start, variables: [:],
                facts: [
                    decision(.null), decision(.boolean(true)), decision(.number("3.50")), decision(.string("B-4")),
                    decision(.date("2021-07-05")), decision(.time("08:30:00")),
                    decision(.dateTime("2021-07-05T08:30:00")), decision(.duration("P3D")),
                    decision(.list([.null, .number("1"), .list([])])),
                    decision(.context(["authority": .string("central"), "date": .context(["number": .null])])),
                ])
        ),
        ("processed-timer", .processed(stimulus: .subscriptionFired(id: "c4"), variables: [:], facts: [])),
        ("processed-service", .processed(stimulus: .serviceCompleted(id: "s5"), variables: [:], facts: [])),
        ("processed-cancel", .processed(stimulus: .cancel, variables: [:], facts: [])),
    ]

    /// Every kind of fact, with and without what may be missing.
    private static let facts: [ProcessFact] = [
        .tokenEntered(id: "t1", node: "start", flow: nil, scope: nil), .tokenLeft(id: "t1", node: "start"),
        .tokenEntered(id: "t1", node: "draft", flow: "begun", scope: "e9"),
        .scopeOpened(ProcessScope(id: "e9", node: "hearing", parent: nil, instance: nil)),
        .scopeOpened(ProcessScope(id: "e10", node: "opinion", parent: "e9", instance: 2)), .scopeClosed(id: "e9"),
        .taskOpened(
            OpenTask(
                id: "u2", token: "t1", node: "draft", name: "Lập văn bản yêu cầu", role: "filer",
                acts: ["submit", "withdraw"], rights: [], isOptional: false, due: nil, scope: nil, instance: nil,
                office: nil)),
        .taskOpened(
            OpenTask(
                id: "u3", token: "t1", node: "opinion", name: "", role: "officer", acts: ["give-opinion"],
                rights: [TaskRight(role: "filer", act: "take-back")], isOptional: true, due: day, scope: "e10",
                instance: 2, office: "79")),
        .taskCompleted(id: "u2", outcome: "submit"), .taskCancelled(id: "u3"),
        .subscribed(Subscription(id: "c4", token: "t1", node: "use-ends", at: Samples.monday)),
        .subscribed(
            Subscription(id: "c5", kind: .message, token: "t1", node: "paid", due: nil, key: "receipt", scope: "e9")),
        .subscriptionFired(id: "c4"), .subscriptionCancelled(id: "c5"),
        .serviceRequested(RequestedService(id: "s5", token: "t1", node: "fulfil", action: "fulfil", scope: nil)),
        .serviceCompleted(id: "s5"), .serviceCancelled(id: "s6"), .stageReached(stage: "issued", node: "fulfil"),
        .effectCaused(effect: "close", node: "closed"), .paperOrdered(kind: "apology-slip", node: "late"),
        .ended(node: "closed", terminated: true, scope: nil), .ended(node: nil, terminated: false, scope: "e9"),
    ]

    private static func decision(_ result: FactValue) -> ProcessFact {
        .decisionMade(
            DecisionMade(
                node: "route", decision: "competence", name: "routing", result: result, table: Digest(of: "table").hex,
                rules: [MatchedRule(id: "B-4", index: 7, annotations: ["[V]"])]))
    }
}
