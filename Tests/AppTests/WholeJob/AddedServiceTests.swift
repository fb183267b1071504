// A service is a file: one more in the folder, and the whole job works for it.

import TestKit
import Testing

/// Two services that nothing else in the repository knows of, each no more than its file.
@Suite(ServedSite(services: ["provide.temporary-residence.xml": provision, "auth.temporary-residence.xml": match]))
struct AddedServiceTests {
    @Test func aProvisionGoesFromItsOfferToItsResult() async throws {
        let site = try JobSite.here()
        let offer = try await site.page("/cases/new", as: "filer-notary")
        #expect(offer.words.contains("Cung cấp nơi tạm trú") && offer.words.contains("Nơi tạm trú của từng người."))
        let citizens = Array(site.citizens.filter { !$0["temporary_residence"].isEmpty }.prefix(3))
        try #require(citizens.count == 3)
        let dossier = try await site.fulfilled(
            Request(service: "provide.temporary-residence", persons: citizens.map(\.keys)), .notary)

        let result = try await dossier.result()
        #expect(result.header == ["row", "personal_id", "full_name", "temporary_residence", "reason", "clauses"])
        #expect(result.rows.map { $0["temporary_residence"] } == citizens.map { $0["temporary_residence"] })
        let page = try await site.page("\(dossier.path)/result", as: "official-notary")
        let xml = try await site.page("\(dossier.path)/result.xml", as: "filer-notary")
        let pdf = try await site.page("\(dossier.path)/result.pdf", as: "filer-notary")
        #expect([page.status, xml.status, pdf.status] == [200, 200, 200])
        #expect(xml.text.contains("service=\"provide.temporary-residence\""))
        #expect(xml.text.contains("field=\"temporary_residence\""))
        let words = try await PDFReader.words(pdf.body)
        for citizen in citizens {
            #expect(page.words.contains(citizen["temporary_residence"]))
            #expect(xml.words.contains(citizen["temporary_residence"]))
            #expect(words.contains(citizen.id))
        }
        let request = try await dossier.words(ofLetter: 1, as: "filer-notary")
        #expect(request.contains("Cung cấp nơi tạm trú"))
        let decision = try await dossier.words(ofLetter: 3, as: "filer-notary")
        #expect(decision.contains("Cung cấp nơi tạm trú") && decision.contains("Nơi tạm trú"))
    }

    @Test func aConfirmationAsksForItsClaimAndAnswersIt() async throws {
        let site = try JobSite.here()
        let column = "temporary_residence"
        let known = Array(site.citizens.filter { !$0[column].isEmpty }.dropFirst(3).prefix(2))
        let blank = try #require(site.citizens.dropFirst(50).first { $0[column].isEmpty })
        let wrong = "Số 1 phố Không Có, phường Không Có"
        let persons = [
            known[0].claiming(column, known[0][column]), known[1].claiming(column, wrong),
            blank.claiming(column, wrong),
        ]
        let draft = try await site.draft("auth.temporary-residence", .notary)
        let form = try await site.page("\(draft.path)/subjects", as: "filer-notary")
        #expect(form.status == 200 && form.words.contains("Nơi tạm trú (cần xác thực)"))
        let dossier = try await site.fulfilled(
            Request(service: "auth.temporary-residence", persons: persons, claim: column), .notary)

        let result = try await dossier.result()
        #expect(result.rows.map { $0["result"] } == ["true", "false", "no-data"])
        #expect(result.rows.map { $0["reason"] } == ["", "", "no-value"])
        let page = try await site.page("\(dossier.path)/result", as: "filer-notary")
        let xml = try await site.page("\(dossier.path)/result.xml", as: "filer-notary")
        let pdf = try await site.page("\(dossier.path)/result.pdf", as: "filer-notary")
        #expect(xml.text.contains("result=\"no-data\" reason=\"no-value\""))
        for text in [page.words, try await PDFReader.words(pdf.body)] {
            #expect(text.contains("Đúng") && text.contains("Sai"))
            #expect(text.contains("Không có dữ liệu (cơ sở dữ liệu không có giá trị này)"))
            #expect(!text.contains(known[1][column]), "never the value")
        }
    }
}

private let provision = """
    <?xml version="1.0" encoding="UTF-8"?>
    <service code="provide.temporary-residence" group="2" answer="values" requesters="any"
             keys="personal_id full_name birth_date" fields="temporary_residence" procedure="written-request"
             source="test" mark="P">
      <name lang="vi">Cung cấp nơi tạm trú</name>
      <name lang="en">Provide the temporary residence</name>
      <description lang="vi">Nơi tạm trú của từng người.</description>
      <description lang="en">Where each person stays for a time.</description>
      <retention years="20" source="test" mark="P"/>
    </service>
    """

private let match = """
    <?xml version="1.0" encoding="UTF-8"?>
    <service code="auth.temporary-residence" group="1" answer="match" requesters="any"
             keys="personal_id full_name birth_date" fields="temporary_residence" procedure="written-request"
             source="test" mark="P">
      <name lang="vi">Xác thực nơi tạm trú</name>
      <name lang="en">Confirm the temporary residence</name>
      <description lang="vi">Đúng hay sai.</description>
      <description lang="en">Right or wrong.</description>
      <claim field="temporary_residence"/>
      <retention years="20" source="test" mark="P"/>
    </service>
    """
