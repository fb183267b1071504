// Facts of every kind of letter, as full and as bare as they come.

import Basics
import Casework
import Letters

/// Sample facts for tests: invented people, real forms of names.
enum LetterSamples {
    static let central = Office(
        code: .central, name: "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
        englishName: "Police Department for Administrative Management of Social Order", superior: "BỘ CÔNG AN",
        letterhead: "CỤC CẢNH SÁT QLHC VỀ TTXH", abbreviation: "C06", place: "Hà Nội",
        unitCode: "G01.06", address: "số 44 Yết Kiêu, thành phố Hà Nội", telephone: "024 0000 0000")

    static let hanoi = Office(
        code: OfficeCode("01"), name: "Công an thành phố Hà Nội", englishName: "Hanoi Police", superior: "BỘ CÔNG AN",
        letterhead: "CÔNG AN THÀNH PHỐ HÀ NỘI", abbreviation: "CAHN", place: "Hà Nội", unitCode: "H26.01",
        address: "số 87 Trần Hưng Đạo, thành phố Hà Nội", telephone: "024 1111 1111")

    static var notary: Organization {
        Organization(
            id: .init(at: Timestamp(milliseconds: 0), random: Array(repeating: 0, count: 10)),
            name: "Văn phòng công chứng Nguyễn Huệ", address: "số 165 Giảng Võ, phường Giảng Võ, thành phố Hà Nội",
            telephone: "024 2222 2222", email: "vpcc@nguyenhue.example", requesterClass: .notary, level: .none,
            province: "01")
    }

    static func date(_ text: String) -> LocalDate { LocalDate(text) ?? LocalDate(days: 0) }

    /// Every fact that the kind may print.
    static func full(_ kind: LetterKind, subjects: Int = 3) -> LetterFacts {
        var facts = LetterFacts(kind: kind, office: hanoi, preparedOn: date("2026-02-09"))
        facts.caseCode = "H26.01-20260205-0000012"
        facts.requester = Requester(notary)
        facts.service = LetterService(
            code: "auth.identity", name: "Xác thực thông tin công dân", group: "Nhóm dịch vụ xác thực")
        facts.number = 5
        facts.notation = notation(kind)
        facts.date = date("2026-02-09")
        facts.signer = LetterSigner(authority: "KT. GIÁM ĐỐC", title: "PHÓ GIÁM ĐỐC", name: "Đại tá Trần Thị Ước")
        facts.filerName = "Lê Thị Đào"
        facts.receivedAt = Timestamp(date("2026-02-05"), hour: 9, minute: 5)
        facts.dueOn = date("2026-02-10")
        facts.workingDays = 3
        facts.request = request()
        facts.fields = ["Họ, chữ đệm và tên khai sinh", "Ngày, tháng, năm sinh", "Giới tính", "Nơi thường trú"]
        facts.subjects = (0..<subjects).map { person($0) }
        facts.subjectsTotal = subjects
        facts.usesMax = 1
        facts.documents = [
            LetterAttachment(title: "Văn bản đề nghị khai thác, sử dụng thông tin"),
            LetterAttachment(title: "Quyết định thành lập Văn phòng công chứng", copies: 2, form: "Bản sao"),
        ]
        facts.undertakings = [
            "Sử dụng thông tin đúng mục đích đã nêu", "Không sao chép thông tin",
            "Không cung cấp thông tin cho bên thứ ba", "Bảo đảm bí mật, an toàn thông tin",
        ]
        facts.reason = "Văn bản đề nghị chưa nêu rõ phạm vi thông tin cần cung cấp.\nThiếu giấy tờ chứng minh tư cách."
        facts.article = "khoản 3 Điều 10 Nghị định số 70/2024/NĐ-CP"
        facts.competence = LetterCompetence(
            position: "Giám đốc Công an thành phố Hà Nội", rule: "2024-B2",
            article: "khoản 2 Điều 9 Nghị định số 70/2024/NĐ-CP")
        facts.wanted = ["Bản sao Quyết định thành lập Văn phòng công chứng", "Danh sách công dân có số định danh"]
        facts.until = date("2026-08-31")
        facts.reference = LetterReference(type: "Quyết định", number: "05/QĐ-CAHN", date: date("2026-02-09"))
        facts.result = result(rows: subjects)
        facts.recipientMark =
            "Bản dành cho: Văn phòng công chứng Nguyễn Huệ - Mã hồ sơ: H26.01-20260205-0000012 - Tải lúc 10:15 09/02/2026"
        facts.register = register(rows: subjects)
        return facts
    }

    /// A narrower approval.
    static func narrowed() -> LetterFacts {
        var facts = full(.approvalDecision)
        var narrowing = LetterNarrowing()
        narrowing.fields = ["Tôn giáo", "Nhóm máu"]
        narrowing.subjects = 2
        narrowing.until = date("2026-12-31")
        narrowing.reason = "Trường thông tin không cần thiết cho mục đích công chứng hợp đồng."
        facts.narrowedOut = narrowing
        return facts
    }

    /// No more than the kind cannot do without.
    static func bare(_ kind: LetterKind) -> LetterFacts {
        var facts = LetterFacts(kind: kind, office: central, preparedOn: date("2026-11-23"))
        facts.notation = notation(kind)
        guard kind != .registerOutgoing, kind != .registerIncoming else {
            facts.register = LetterRegister(
                year: 2026, from: date("2026-01-01"), to: date("2026-11-23"), firstNumber: "", lastNumber: "", rows: [])
            return facts
        }
        facts.caseCode = "G01.06-20261123-0000001"
        facts.requester = Requester(notary)
        facts.requester?.address = ""
        facts.requester?.telephone = ""
        facts.requester?.email = ""
        facts.service = LetterService(code: "auth.spouse", name: "Xác thực thông tin vợ chồng", group: "Nhóm xác thực")
        facts.signer = LetterSigner(authority: "", title: "CỤC TRƯỞNG", name: "Ngô Bá Khá")
        facts.request = LetterRequest()
        facts.request?.purposeLabel = "Công chứng"
        facts.request?.signatoryTitle = "Trưởng văn phòng"
        facts.request?.signatoryName = "Phạm Văn Ước"
        facts.subjectsTotal = 1
        facts.workingDays = 3
        facts.receivedAt = Timestamp(date("2026-11-23"), hour: 14, minute: 30)
        facts.dueOn = date("2026-11-26")
        facts.until = date("2027-02-01")
        facts.article = "Điều 10 Nghị định số 70/2024/NĐ-CP"
        facts.reason = "Không thuộc thẩm quyền."
        facts.competence = LetterCompetence(
            position: "Cục trưởng Cục Cảnh sát quản lý hành chính về trật tự xã hội", rule: "2024-B1",
            article: "khoản 1 Điều 9 Nghị định số 70/2024/NĐ-CP")
        facts.reference = LetterReference(type: "Quyết định", number: "07/QĐ-C06", date: date("2026-11-20"))
        facts.recipientMark = "Bản dành cho: Văn phòng công chứng Nguyễn Huệ"
        return facts
    }

    private static func notation(_ kind: LetterKind) -> String {
        switch kind {
        case .receiptSlip: "GTN-CAHN"
        case .supplementSlip: "YCBS-CAHN"
        case .intakeRefusal: "TC-CAHN"
        case .approvalDecision: "QĐ-CAHN"
        case .resultNotice: "TB-CAHN"
        case .refusal: "CAHN-PC06"
        case .request, .dataSheet, .registerOutgoing, .registerIncoming: ""
        }
    }

    private static func request() -> LetterRequest {
        var request = LetterRequest()
        request.documentNumber = "15/CV-VPCC"
        request.documentDate = date("2026-02-04")
        request.place = "Hà Nội"
        request.signatoryName = "Phạm Văn Ước"
        request.signatoryTitle = "Trưởng văn phòng"
        request.purposeLabel = "Công chứng hợp đồng, giao dịch"
        request.purposeText =
            "Xác thực nhân thân của các bên tham gia hợp đồng chuyển nhượng quyền sử dụng đất, phòng ngừa việc giả mạo giấy tờ."
        request.legalBasis = "Điều 42 Luật Công chứng ngày 26 tháng 11 năm 2024."
        request.useFrom = date("2026-02-10")
        request.useUntil = date("2026-08-31")
        return request
    }

    private static let names = [
        "Nguyễn Thị Đào", "Trần Văn Ước", "Lê Hoàng Ẩn", "Phạm Thị Diễm Quỳnh", "Đỗ Hữu Nghĩa", "Vũ Thị Hằng",
        "Nông Đức Mạnh Cường",
    ]

    private static func person(_ index: Int) -> LetterSubject {
        LetterSubject(
            personalID: "0011900" + padded(index + 1, to: 5), fullName: names[index % names.count],
            birthDate: index % 5 == 4 ? "1962" : "0\(index % 9 + 1)/02/1990", extra: index % 2 == 0 ? "Nhóm máu: O" : ""
        )
    }

    private static func result(rows: Int) -> LetterResult {
        LetterResult(
            columns: [
                "Số định danh cá nhân", "Họ, chữ đệm và tên khai sinh", "Ngày, tháng, năm sinh", "Giới tính",
                "Nơi thường trú", "Kết quả xác thực",
            ],
            rows: (0..<rows).map { index in
                let person = person(index)
                return [
                    person.personalID, person.fullName, person.birthDate, index % 2 == 0 ? "Nữ" : "Nam",
                    "số \(index + 1) phố Hàng Bài, phường Cửa Nam, thành phố Hà Nội", index % 3 == 0 ? "Sai" : "Đúng",
                ]
            }, answered: max(rows - 1, 0), unanswered: min(rows, 1),
            releasedAt: Timestamp(date("2026-02-09"), hour: 10, minute: 15))
    }

    private static func register(rows: Int) -> LetterRegister {
        LetterRegister(
            year: 2026, from: date("2026-01-01"), to: date("2026-02-09"), firstNumber: "01", lastNumber: "09",
            rows: (0..<rows).map { index in
                [
                    "\(padded(index + 1, to: 2))/QĐ-CAHN", "09/02/2026",
                    "Quyết định về việc cho phép khai thác, sử dụng thông tin trong Cơ sở dữ liệu quốc gia về dân cư",
                    "Trần Thị Ước", "Văn phòng công chứng Nguyễn Huệ", "Phòng PC06", "02", "09/02/2026", "", "",
                ]
            })
    }
}
