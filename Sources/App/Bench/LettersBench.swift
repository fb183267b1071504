// `bench letters`: an approval decision composed and drawn, on two threads.

import Basics
import Casework
import Foundation
import Letters
import Records
import Registry

struct LettersBench {
    let site: Composition

    private static let threads = 2

    func run(count: Int) throws -> Timing {
        let composer = try LetterComposer(templatesFolder: URL(filePath: "\(site.settings.root)/Templates/letters"))
        let printer = LetterPrinter()
        let facts = try decision()
        _ = try printer.draw(markup: try composer.compose(facts))
        let (took, durations) = try Threads.time(count, threads: Self.threads) { _ in
            let pdf = try printer.draw(markup: try composer.compose(facts))
            guard pdf.count > 1_000 else { throw CommandFault("a letter came out empty") }
        }
        return Timing(count: count, took: took, durations: durations)
    }

    /// A decision as it is issued every day: one page and a few lines.
    private func decision() throws -> LetterFacts {
        guard let office = site.offices.first(where: { $0.code == .central }) else {
            throw CommandFault("the central office is missing")
        }
        let day = LocalDate(days: 20_780)
        var facts = LetterFacts(kind: .approvalDecision, office: office, preparedOn: day)
        facts.caseCode = "G01.06-261123-0001"
        facts.requester = Organization(
            id: OrganizationID(at: Timestamp(day), random: Array(repeating: 0, count: 10)), name: "Bộ Tư pháp",
            address: "số 60 phố Trần Phú, phường Ba Đình, thành phố Hà Nội", telephone: "024 3000 0105",
            email: "vanthu@ministry.example", requesterClass: .stateAgency, level: .central, province: "01")
        guard let service = site.procedures.catalogue.services.first(where: { $0.answer == .values }) else {
            throw CommandFault("the catalogue has no service that provides values")
        }
        facts.service = LetterService(
            code: service.code, name: service.name.vi, group: "nhóm dịch vụ cung cấp thông tin")
        facts.number = 5
        facts.notation = "QĐ-C06"
        facts.date = day
        facts.signer = LetterSigner(authority: "", title: "CỤC TRƯỞNG", name: "Nguyễn Văn Cường")
        facts.receivedAt = Timestamp(day, hour: 9)
        facts.workingDays = 3
        facts.fields = ["Họ, chữ đệm và tên khai sinh", "Ngày, tháng, năm sinh", "Giới tính", "Nơi thường trú"]
        facts.subjectsTotal = 120
        facts.usesMax = 1
        facts.until = day.adding(days: 365)
        facts.competence = LetterCompetence(
            position: "Cục trưởng", rule: "B-1", article: "khoản 1 Điều 9 Nghị định số 70/2024/NĐ-CP")
        facts.request = request(day)
        return facts
    }

    private func request(_ day: LocalDate) -> LetterRequest {
        var request = LetterRequest()
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
