// `bench letters`: an approval decision composed and drawn, on two threads.

import Basics
import Casework
import Letters
import Records

struct LettersBench {
    let site: Composition

    private static let threads = 2

    func run(count: Int) throws -> Timing {
        guard let office = site.offices.first(where: { $0.code == .central }),
            let papers = site.procedures.current["written-request"]?.procedure.papers,
            let entry = papers[.approvalDecision]
        else { throw CommandFault("the central office or the decision is missing") }
        let composer = try LetterComposer(papers)
        let printer = LetterPrinter()
        let day = LocalDate(days: 20_780)
        @Sendable func draw() throws -> [UInt8] {
            let letter = try composer.compose(.approvalDecision, Self.facts(entry, office, day), lawsOf: day)
            return try printer.draw(letter.document)
        }
        _ = try draw()
        let (took, durations) = try Threads.time(count, threads: Self.threads) { _ in
            guard try draw().count > 1_000 else { throw CommandFault("a letter came out empty") }
        }
        return Timing(count: count, took: took, durations: durations)
    }

    /// A decision as it is issued every day: one page and a few lines.
    private static func facts(_ entry: PaperEntry, _ office: Office, _ day: LocalDate) -> LetterFacts {
        var facts = LetterFacts()
        facts.add(PaperFacts(entry, of: office, number: 5, date: day, preparedOn: day))
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
        facts.add(grant(day))
        facts.add(request(day))
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
