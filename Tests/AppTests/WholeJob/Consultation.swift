// A request for an opinion on its way: the procedure that is made of files alone (`Tests/Procedures/consultation`).

import TestKit
import Testing

/// The answers that the pages and acts of the procedure take.
enum Consultation {
    static let service = "consultation.plan"

    static let plan: [(String, String)] = [
        ("plan_title", "Khảo sát nhà ở năm 2026"), ("plan_text", "Phỏng vấn 300 hộ gia đình."),
        ("urgency", "normal"), ("areas", "research"), ("areas", "welfare"),
    ]

    static let signatory: [(String, String)] = [
        ("purpose_code", "state-management"), ("signatory_name", "Trần Quốc Bảo"),
        ("signatory_title", "Trưởng văn phòng"), ("plan_is_true", "true"),
    ]

    static var payment: [(String, String)] { [("receipt_number", "BL-77")] + Today.inputs("paid_on", inDays: -1) }

    static func assessment(_ outcome: String) -> [(String, String)] {
        [
            ("finding", "Kế hoạch rõ ràng"), ("risk", "high"), ("measures", "Mã hóa dữ liệu"),
            ("checked", "purpose"), ("no_interest", "true"), ("outcome", outcome),
        ]
    }
}

extension JobSite {
    /// A draft with every page filled in.
    func consultationDraft(
        _ persons: [[String: String]], plan: [(String, String)] = Consultation.plan, _ route: Route = .notary
    ) async throws -> Dossier {
        let dossier = try await draft(Consultation.service, route)
        let desk = try await desk(route.filer)
        try #require(try await desk.post("\(dossier.path)/pages/plan", plan).status == 303)
        let request = Request(service: Consultation.service, persons: persons)
        try #require(try await dossier.upload(request.file).status == 303)
        try #require(
            try await desk.post("\(dossier.path)/pages/signatory", Consultation.signatory).status == 303)
        return dossier
    }

    /// A request at the desk of the competent office.
    func consultationFiled(
        _ persons: [[String: String]], plan: [(String, String)] = Consultation.plan
    ) async throws -> Dossier {
        let dossier = try await consultationDraft(persons, plan: plan)
        try await dossier.act("submit", by: dossier.route.filer, to: "awaiting-vouch")
        try await dossier.act("vouch", by: dossier.route.official, to: "filed")
        return dossier
    }

    /// Every page of the dossier that this person comes to by links, in both languages.
    func walk(_ dossier: Dossier, as names: String...) async throws {
        for name in names {
            let browser = try await signIn(name)
            var walk = try SiteWalk(name: name, browser: browser, dossiers: [dossier.path], citizens: citizens)
            try await walk.run(from: ["/tasks", "/cases", dossier.path])
        }
    }

    /// A page in English, which leaves the person's own browser as it is.
    func english(_ path: String, as name: String) async throws -> HTTPAnswer {
        let browser = try await signIn(name)
        await browser.set(cookie: "language", "en")
        return try await browser.get(path)
    }
}
