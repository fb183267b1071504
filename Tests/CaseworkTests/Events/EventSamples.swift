// One sample of every event a case can have. Their JSON is kept in `Tests/Golden/events`, since stored events must stay
// readable for ever.

import Basics
import Forms
import TestKit
import Workflow

@testable import Casework

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
        id: Samples.id(60), fileName: "Giấy ủy quyền.pdf", sizeBytes: 48_213, digest: Digest(of: "pdf").hex)

    private static let drafting: [(file: String, event: CaseEvent)] = [
        (
            "created",
            .created(
                service: "auth.blood-type", organization: Samples.notary, formVersion: 1, process: "written-request",
                processDigest: Digest(of: "process").hex)
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
        ("submitted", .submitted(by: official)),
        ("returnedToFiler", .returnedToFiler(reason: "Thiếu căn cứ\npháp lý")),
        ("vouched", .vouched(by: official)),
    ]

    private static let intake: [(file: String, event: CaseEvent)] = [
        (
            "filed",
            .filed(
                code: "H26-260302-0001", incomingNumber: 17, receivedAt: Samples.monday,
                competence: Competence(
                    office: OfficeCode("01"), authority: "province", position: "Giám đốc Công an cấp tỉnh", rule: "B-4",
                    article: "Điều 9 Nghị định 70/2024/NĐ-CP"),
                term: Term(workingDays: 3, article: "Điều 10 Nghị định 70/2024/NĐ-CP"))
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
        ("accepted", .accepted(by: deputy)),
        (
            "supplementRequested",
            .supplementRequested(
                request: SupplementRequest(
                    wanted: ["Văn bản ủy quyền", "Bản sao thẻ"], reason: "Thiếu", until: day.adding(days: 30),
                    askedOn: day))
        ),
        ("resubmitted", .resubmitted(changed: ["legal_basis", "subjects"], comment: "", on: day.adding(days: 4))),
        ("supplementLapsed", .supplementLapsed),
        ("rejectedAtIntake", .rejectedAtIntake(reason: "Sai đối tượng", article: "Khoản 2 Điều 8")),
    ]

    private static let deciding: [(file: String, event: CaseEvent)] = [
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
        ("signed", .signed(by: deputy, comment: "Đồng ý")),
        ("issued", .issued(by: official, on: day.adding(days: 2))),
        (
            "paperIssued",
            .paperIssued(
                paper: Paper(
                    n: 3, kind: .approvalDecision, number: 5, notation: "QĐ-CAHN", date: day.adding(days: 2),
                    office: OfficeCode("01"), signer: deputy))
        ),
        (
            "paperIssued-request",
            .paperIssued(
                paper: Paper(n: 1, kind: .request, number: nil, notation: "", date: day, office: nil, signer: nil))
        ),
    ]

    private static let ending: [(file: String, event: CaseEvent)] = [
        ("withdrawn", .withdrawn(reason: "Không còn nhu cầu")),
        ("fulfilled", .fulfilled(release: Samples.id(7), rows: 3, persons: 2)),
        ("closed", .closed),
    ]

    private static let process: [(file: String, event: CaseEvent)] = [
        (
            "processed",
            .processed(facts: [
                .tokenEntered(id: "t1", node: "start", flow: nil), .tokenLeft(id: "t1", node: "start"),
                .tokenEntered(id: "t1", node: "draft", flow: "begun"),
                .taskOpened(
                    OpenTask(
                        id: "u2", token: "t1", node: "draft", name: "Lập văn bản yêu cầu", role: "filer",
                        acts: ["submit", "withdraw"], isOptional: false)),
                .taskClosed(id: "u2", outcome: "submit"), .taskClosed(id: "u3", outcome: nil),
                .timerArmed(ArmedTimer(id: "c4", token: "t1", node: "use-ends", due: Samples.monday)),
                .timerDisarmed(id: "c4"),
                .serviceRequested(RequestedService(id: "s5", token: "t1", node: "fulfil", action: "fulfil")),
                .serviceClosed(id: "s5"), .ended(node: "closed", terminated: true),
                .ended(node: nil, terminated: false),
            ])
        ),
        (
            "processed-decisions",
            .processed(facts: [
                decision(.null), decision(.boolean(true)), decision(.number("3.50")), decision(.string("B-4")),
                decision(.date("2021-07-05")), decision(.time("08:30:00")), decision(.dateTime("2021-07-05T08:30:00")),
                decision(.duration("P3D")), decision(.list([.null, .number("1"), .list([])])),
                decision(.context(["authority": .string("central"), "date": .context(["number": .null])])),
            ])
        ),
    ]

    private static func decision(_ result: FactValue) -> ProcessFact {
        .decisionEvaluated(node: "route", decision: "competence", name: "routing", result: result)
    }
}
