// Facts of every kind of letter, as full and as bare as they come.

import Basics
import Casework
import Letters

/// Sample facts for tests: invented people, real forms of names.
enum LetterSamples {
    static let central = Office(
        code: .central, level: .central, name: "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
        englishName: "Police Department for Administrative Management of Social Order", superior: "BỘ CÔNG AN",
        letterhead: "CỤC CẢNH SÁT QUẢN LÝ HÀNH CHÍNH VỀ TRẬT TỰ XÃ HỘI", head: "Cục trưởng", abbreviation: "C06",
        unit: "", place: "Hà Nội",
        province: "", agencyCode: "G01", address: "số 44 Yết Kiêu, thành phố Hà Nội", telephone: "024 0000 0000")

    static let hanoi = Office(
        code: OfficeCode("01"), level: .province, name: "Công an thành phố Hà Nội", englishName: "Hanoi Police",
        superior: "BỘ CÔNG AN", letterhead: "CÔNG AN THÀNH PHỐ HÀ NỘI", head: "Giám đốc", abbreviation: "CAHN",
        unit: "PC06", place: "Hà Nội", province: "01", agencyCode: "G01.801.000",
        address: "số 87 Trần Hưng Đạo, thành phố Hà Nội", telephone: "024 1111 1111")

    static let hoChiMinhCity = Office(
        code: OfficeCode("79"), level: .province, name: "Công an Thành phố Hồ Chí Minh",
        englishName: "Ho Chi Minh City Police", superior: "BỘ CÔNG AN", letterhead: "CÔNG AN THÀNH PHỐ HỒ CHÍ MINH",
        head: "Giám đốc", abbreviation: "CATP", unit: "PC06", place: "Thành phố Hồ Chí Minh", province: "79",
        agencyCode: "G01.899.000", address: "", telephone: "")

    static var notary: Organization {
        Organization(
            id: .init(at: Timestamp(milliseconds: 0), random: Array(repeating: 0, count: 10)),
            name: "Văn phòng công chứng Nguyễn Huệ", address: "số 165 Giảng Võ, phường Giảng Võ, thành phố Hà Nội",
            telephone: "024 2222 2222", email: "vpcc@nguyenhue.example", requesterClass: .notary, level: .none,
            province: "01")
    }

    static func date(_ text: String) -> LocalDate { LocalDate(text) ?? LocalDate(days: 0) }

    /// Every fact that the kind may print.
    static func full(_ kind: PaperKind, subjects: Int = 3) throws -> SampleLetter {
        let entry = try LetterKit.entry(kind)
        let request = request()
        var dossier = DossierFacts(
            code: "G01.801.000-260205-0012", serviceCode: "auth.identity", serviceName: "Xác thực thông tin công dân",
            serviceGroup: "Nhóm dịch vụ xác thực")
        dossier.filer = "Lê Thị Đào"
        dossier.receivedAt = Timestamp(date("2026-02-05"), hour: 9, minute: 5)
        var letter = SampleLetter(
            kind: kind, paper: paper(entry, hanoi, request, number: 5, on: date("2026-02-09")),
            office: OfficeFacts(hanoi), dossier: dossier,
            signer: SignerFacts(authority: "KT. GIÁM ĐỐC", title: "PHÓ GIÁM ĐỐC", name: "Đại tá Trần Thị Ước"),
            competence: CompetenceFacts(
                position: "Giám đốc Công an thành phố Hà Nội", article: "khoản 2 Điều 9 Nghị định số 70/2024/NĐ-CP"),
            request: request, register: register())
        letter.registerRows = registerRows(subjects)
        letter.term.dueOn = date("2026-02-10")
        letter.documents.documents = [
            .init(title: "Văn bản đề nghị khai thác, sử dụng thông tin", form: "Bản điện tử"),
            .init(title: "Quyết định thành lập Văn phòng công chứng", copies: 2, form: "Bản sao"),
        ]
        letter.scope.fields = fields
        letter.scope.persons = (0..<subjects).map { person($0) }
        letter.scope.total = subjects
        letter.supplement.wanted = [
            "Bản sao Quyết định thành lập Văn phòng công chứng", "Danh sách công dân có số định danh",
        ]
        letter.supplement.reason = reason
        letter.supplement.until = date("2026-08-31")
        letter.refusal.reason = reason
        letter.refusal.article = "khoản 3 Điều 10 Nghị định số 70/2024/NĐ-CP"
        letter.intakeRefusal = .intake(reason: reason, article: letter.refusal.article)
        letter.measure = .measure(reason: reason, article: letter.refusal.article)
        letter.grant = grant(subjects)
        letter.reference.reference = LetterReference(
            type: "Quyết định", number: "05/QĐ-CAHN-PC06", date: date("2026-02-09"))
        letter.outcome = OutcomeFacts(answered: max(subjects - 1, 0), unanswered: min(subjects, 1))
        letter.dossier.comparesClaims = true
        letter.release = release(rows: subjects)
        return letter
    }

    /// All that can be asked of twelve persons.
    static func wideSheet() throws -> SampleLetter {
        var letter = try full(.dataSheet, subjects: 12)
        letter.release.columns =
            ["Số định danh cá nhân", "Họ, chữ đệm và tên"] + (1...37).map { "Trường thông tin \($0)" }
        letter.release.rows = (0..<12).map { index in
            [person(index).personalID, person(index).fullName]
                + (1...37).map {
                    $0 % 9 == 0 ? "số \($0) phố Hàng Bài, phường Cửa Nam, thành phố Hà Nội" : "giá trị \($0)"
                }
        }
        return letter
    }

    /// A narrower approval.
    static func narrowed() throws -> SampleLetter {
        var letter = try full(.approvalDecision)
        var narrowing = GrantFacts.Narrowing()
        narrowing.fields = ["Tôn giáo", "Nhóm máu"]
        narrowing.rows = [2, 3]
        narrowing.until = date("2026-12-31")
        narrowing.reason = "Trường thông tin không cần thiết cho mục đích công chứng hợp đồng."
        narrowing.article = letter.refusal.article
        letter.grant.narrowing = narrowing
        return letter
    }

    /// No more than the kind cannot do without.
    static func bare(_ kind: PaperKind) throws -> SampleLetter {
        let day = date("2026-11-23")
        var request = RequestFacts(preparedOn: day)
        request.purposeLabel = "Công chứng"
        request.signatoryTitle = "Trưởng văn phòng"
        request.signatoryName = "Phạm Văn Ước"
        var dossier = DossierFacts(
            code: "G01.06-20261123-0000001", serviceCode: "auth.spouse", serviceName: "Xác thực thông tin vợ chồng",
            serviceGroup: "Nhóm xác thực")
        dossier.receivedAt = Timestamp(day, hour: 14, minute: 30)
        var letter = SampleLetter(
            kind: kind, paper: paper(try LetterKit.entry(kind), central, request, number: nil, on: day),
            office: OfficeFacts(central), dossier: dossier,
            signer: SignerFacts(authority: "", title: "CỤC TRƯỞNG", name: "Ngô Bá Khá"),
            competence: CompetenceFacts(
                position: "Cục trưởng Cục Cảnh sát quản lý hành chính về trật tự xã hội",
                article: "khoản 1 Điều 9 Nghị định số 70/2024/NĐ-CP"),
            request: request,
            register: RegisterFacts(year: 2026, from: date("2026-01-01"), to: day))
        letter.requester.requester.address = ""
        letter.requester.requester.telephone = ""
        letter.requester.requester.email = ""
        letter.term.dueOn = date("2026-11-26")
        letter.scope.total = 1
        letter.supplement.reason = "Không thuộc thẩm quyền."
        letter.supplement.until = date("2027-02-01")
        letter.refusal.reason = "Không thuộc thẩm quyền."
        letter.refusal.article = "Điều 10 Nghị định số 70/2024/NĐ-CP"
        letter.intakeRefusal = .intake(reason: letter.refusal.reason, article: letter.refusal.article)
        letter.measure.reason = letter.refusal.reason
        letter.grant.total = 1
        letter.grant.until = date("2027-02-01")
        letter.reference.reference = LetterReference(type: "Quyết định", number: "07/QĐ-C06", date: date("2026-11-20"))
        letter.release.recipientMark = "Bản dành cho: Văn phòng công chứng Nguyễn Huệ"
        return letter
    }

    private static let fields = [
        "Họ, chữ đệm và tên khai sinh", "Ngày, tháng, năm sinh", "Giới tính", "Nơi thường trú",
    ]
    private static let reason =
        "Văn bản đề nghị chưa nêu rõ phạm vi thông tin cần cung cấp.\nThiếu giấy tờ chứng minh tư cách."

    private static func paper(
        _ entry: PaperEntry, _ office: Office, _ request: RequestFacts, number: Int?, on day: LocalDate
    ) -> PaperFacts {
        let isOwn = entry.kind == .request
        let dated = isOwn ? request.documentDate : number == nil ? nil : day
        var paper = PaperFacts(entry, of: office, number: number, date: dated, preparedOn: day)
        if isOwn { paper.isDraft = request.isDraft }
        return paper
    }

    private static func grant(_ persons: Int) -> GrantFacts {
        var grant = GrantFacts()
        grant.fields = fields
        grant.total = persons
        grant.usesMax = 1
        grant.until = date("2026-08-31")
        return grant
    }

    private static func request() -> RequestFacts {
        var request = RequestFacts(preparedOn: date("2026-02-09"))
        request.documentNumber = "15/CV-VPCC"
        request.documentDate = date("2026-02-04")
        request.place = "Hà Nội"
        request.signatoryName = "Phạm Văn Ước"
        request.signatoryTitle = "Trưởng văn phòng"
        request.purposeLabel = "Công chứng hợp đồng, giao dịch"
        request.purposeText =
            "Xác thực nhân thân của các bên tham gia hợp đồng chuyển nhượng quyền sử dụng đất, phòng ngừa việc giả mạo giấy tờ."
        request.legalBasis = "Điều 42 Luật Công chứng ngày 26 tháng 11 năm 2024."
        request.useUntil = date("2026-08-31")
        request.undertakings = [
            "Sử dụng thông tin đúng mục đích đã nêu", "Không sao chép thông tin",
            "Không cung cấp thông tin cho bên thứ ba", "Bảo đảm bí mật, an toàn thông tin",
        ]
        return request
    }

    private static let names = [
        "Nguyễn Thị Đào", "Trần Văn Ước", "Lê Hoàng Ẩn", "Phạm Thị Diễm Quỳnh", "Đỗ Hữu Nghĩa", "Vũ Thị Hằng",
        "Nông Đức Mạnh Cường",
    ]

    private static func person(_ index: Int) -> ScopeFacts.Person {
        ScopeFacts.Person(
            personalID: "0011900" + padded(index + 1, to: 5), fullName: names[index % names.count],
            birthDate: index % 5 == 4 ? "1962" : "0\(index % 9 + 1)/02/1990", extra: index % 2 == 0 ? "Nhóm máu: O" : ""
        )
    }

    private static func release(rows: Int) -> ReleaseFacts {
        ReleaseFacts(
            recipientMark:
                "Bản dành cho: Văn phòng công chứng Nguyễn Huệ - Mã hồ sơ: G01.801.000-260205-0012 - Tải lúc 10:15 09/02/2026",
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
            },
            verdictMeanings: ["Sai: Giá trị đã nêu khác với dữ liệu trong cơ sở dữ liệu."],
            releasedAt: Timestamp(date("2026-02-09"), hour: 10, minute: 15))
    }

    private static func registerRows(_ count: Int) -> [[String]] {
        (0..<count).map { index in
            [
                "\(padded(index + 1, to: 2))/QĐ-CAHN-PC06", "09/02/2026",
                "Quyết định về việc cho phép khai thác, sử dụng thông tin trong Cơ sở dữ liệu quốc gia về dân cư",
                "Trần Thị Ước", "Văn phòng công chứng Nguyễn Huệ", "Phòng PC06", "02", "09/02/2026", "", "",
            ]
        }
    }

    private static func register() -> RegisterFacts {
        var register = RegisterFacts(year: 2026, from: date("2026-01-01"), to: date("2026-02-09"))
        register.firstNumber = "01"
        register.lastNumber = "09"
        return register
    }
}
