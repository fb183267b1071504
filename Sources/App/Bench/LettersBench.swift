// `bench letters`: a letter composed and drawn, on two threads.

import ArgumentParser
import Basics
import Casework
import Letters
import Records

struct LettersBench {
    /// The letters that can be measured, both with foot and QR code as they are issued.
    enum Letter: String, ExpressibleByArgument, CaseIterable {
        /// One page.
        case refusal
        /// Two pages.
        case decision = "approval-decision"

        var kind: PaperKind { self == .refusal ? .refusal : .approvalDecision }
    }

    let site: Composition
    let letter: Letter

    private static let threads = 2

    func run(count: Int) throws -> Timing {
        guard let office = site.offices.first(where: { $0.code == .central }),
            let papers = site.procedures.current["written-request"]?.procedure.papers,
            let entry = papers[letter.kind]
        else { throw CommandFault("the central office or the letter is missing") }
        let composer = try LetterComposer(papers)
        let printer = LetterPrinter()
        let day = LocalDate(days: 20_780)
        @Sendable func draw() throws -> [UInt8] {
            let letter = try composer.compose(entry.kind, Self.facts(entry, office, day), lawsOf: day)
            return try printer.draw(letter.document)
        }
        let bytes = try draw().count
        let (took, durations) = try Threads.time(count, threads: Self.threads) { _ in
            guard try draw().count > 1_000 else { throw CommandFault("a letter came out empty") }
        }
        var timing = Timing(count: count, took: took, durations: durations)
        timing.about = [("letter", letter.rawValue), ("bytes", String(bytes))]
        return timing
    }

    /// What such letters are made from every day.
    static func facts(_ entry: PaperEntry, _ office: Office, _ day: LocalDate) -> LetterFacts {
        var facts = LetterFacts()
        var paper = PaperFacts(entry, of: office, number: 5, date: day, preparedOn: day)
        let page = "https://dvc.example.vn/verify"
        paper.verification = ("Kiểm tra văn bản tại \(page), mã kiểm tra ABCDE-23456", "\(page)/ABCDE-23456")
        facts.add(paper)
        facts.add(OfficeFacts(office))
        facts.add(
            RequesterFacts(
                Requester(
                    Organization(
                        id: OrganizationID(at: Timestamp(day), random: Array(repeating: 0, count: 10)),
                        name: "Bộ Tư pháp", address: "số 60 phố Trần Phú, phường Ba Đình, thành phố Hà Nội",
                        telephone: "024 3000 0105", email: "vanthu@ministry.example", requesterClass: .stateAgency,
                        level: .central, province: "01"))))
        facts.add(
            DossierFacts(
                code: "G01.06-261123-0001", serviceCode: "provide", serviceName: "Cung cấp thông tin công dân",
                serviceGroup: "nhóm dịch vụ cung cấp thông tin"))
        facts.add(SignerFacts(authority: "", title: "CỤC TRƯỞNG", name: "Nguyễn Văn Cường"))
        facts.add(
            CompetenceFacts(position: "Cục trưởng", article: "khoản 1 Điều 9 Nghị định số 70/2024/NĐ-CP"))
        if entry.facts.contains(.grant) { facts.add(grant(day)) }
        if entry.facts.contains(.refusal) {
            facts.add(
                RefusalFacts.request(
                    reason: "Phạm vi thông tin đề nghị vượt quá mục đích đã nêu.",
                    article: "khoản 3 Điều 10 Nghị định số 70/2024/NĐ-CP"))
        }
        if entry.facts.contains(.request) { facts.add(request(day)) }
        if entry.facts.contains(.reference) { facts.add(ReferenceFacts(nil, nil)) }
        return facts
    }

    private static func grant(_ day: LocalDate) -> GrantFacts {
        var grant = GrantFacts()
        grant.fields = ["Họ, chữ đệm và tên khai sinh", "Ngày, tháng, năm sinh", "Giới tính", "Nơi thường trú"]
        grant.total = 120
        grant.usesMax = 1
        grant.until = day.adding(days: 365)
        return grant
    }

    private static func request(_ day: LocalDate) -> RequestFacts {
        var request = RequestFacts(preparedOn: day)
        request.documentNumber = "415/BTP-VP"
        request.documentDate = day
        request.signatoryName = "Đặng Thị Mỹ Linh"
        request.signatoryTitle = "Chánh Văn phòng"
        request.purposeLabel = "Phục vụ quản lý nhà nước"
        request.purposeText = "Đối chiếu thông tin của người đề nghị cấp phiếu lý lịch tư pháp."
        request.legalBasis = "Điều 10 Luật Căn cước số 26/2023/QH15"
        request.useUntil = day.adding(days: 365)
        return request
    }
}
