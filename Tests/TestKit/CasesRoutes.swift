// Ways to bring a case where a test needs it.

public import Basics
public import Casework
public import Forms
import Foundation
import Registry

extension GivenCase {
    /// The stages that the shipped procedure comes to.
    public static let stages = Stage.allCases.filter { ![.suspended, .stopped].contains($0) }

    /// A case at that stage, by the shortest way there.
    public static func at(
        _ stage: Stage, _ service: String = "auth.blood-type", for organization: Organization = Samples.notary
    ) throws -> GivenCase {
        var given = try GivenCase(service, for: organization)
        try given.bring(to: stage)
        return given
    }

    /// Brings a case that was only begun to that stage.
    public mutating func bring(to stage: Stage) throws {
        fillIn()
        switch stage {
        case .draft: break
        case .awaitingVouch: try act("submit", by: filer)
        case .withdrawn: try act("withdraw", by: filer)
        case .filed:
            try bring(to: .awaitingVouch)
            try act("vouch", by: official)
        case .supplementRequested:
            try bring(to: .filed)
            try act("request-supplement", by: clerk)
        case .rejectedAtIntake:
            try bring(to: .filed)
            try act("reject-at-intake", by: clerk)
        case .accepted:
            try bring(to: .filed)
            if state.awaitsAssignment { try act("transfer", by: clerk) }
            try act("accept", by: clerk)
        case .proposed:
            try bring(to: .accepted)
            try act("propose-approval", by: officer)
        case .signed:
            try bring(to: .proposed)
            try act("sign", by: approver)
        case .issued:
            try bring(to: .signed)
            try act("issue", by: clerk)
        case .refused:
            try bring(to: .accepted)
            try act("propose-refusal", by: officer)
            try act("sign", by: approver)
            try act("issue", by: clerk)
        case .paymentDue:
            try bring(to: .issued)
            let fee = FeeAssessment(
                tariff: "SPDC01", amountPerField: 1_000, fields: 6, persons: 2, isExempt: false, on: now.date)
            try complete(
                "fulfil",
                [.fulfilled(release: Samples.id(7), rows: 3, persons: 2, notice: 4), .feeAssessed(fee: fee)])
        case .fulfilled:
            try bring(to: .issued)
            try complete("fulfil", [.fulfilled(release: Samples.id(7), rows: 3, persons: 2, notice: 4)])
        case .closed:
            try bring(to: .fulfilled)
            try fireTimer("use-ends")
        case .suspended, .stopped:
            throw UnusableFile(description: "the shipped procedure never comes to \(stage.rawValue)")
        }
    }

    /// The last day of use that `fillIn` asks for: 120 days on.
    public static func askedUntil(_ today: LocalDate) -> LocalDate { today.adding(days: 120) }

    /// Answers every page of the draft. A draft that was filled in is left alone.
    public mutating func fillIn(persons: Int = 3) {
        guard state.answers.isEmpty else { return }
        let pages = procedure.form(for: service).pages(having: service.formFeatures)
        for page in pages where page.key != "subjects" {
            var answers = Answers()
            for field in page.form.fields { answers[field.key] = Self.answer(field, now.date) }
            note(.draftSaved(page: page.key, answers: answers))
        }
        if service.scope == .list { fillInPersons(persons) }
    }

    /// Gives the draft a list of so many persons.
    public mutating func fillInPersons(_ count: Int) {
        note(
            .subjectsReplaced(
                list: SubjectListReference(id: Samples.id(50), count: count, digest: "digest of \(count)")))
    }

    private static func answer(_ field: Field, _ today: LocalDate) -> FieldValue? {
        switch field.kind {
        case .text, .longText: .text("Nội dung \(field.key)")
        case .number(let range): .number(range.upperBound)
        case .date: .date(field.key == "use_until" ? askedUntil(today) : today)
        case .choice(let options): options.options.first.map { .text($0.code) }
        case .choices(let options): .texts(options.options.prefix(3).map(\.code))
        case .declaration: .ticked
        case .attachment, .password, .table: nil
        }
    }

    /// What a sensible person would fill in.
    public static func input(_ act: String, _ state: CaseState, _ service: ServiceEntry) -> FieldValues {
        switch act {
        case "reject-at-intake", "return-to-filer", "return-to-officer": ["reason": "Chưa đủ căn cứ"]
        case "suspend-grant", "resume-grant", "revoke-grant":
            ["reason": "Theo báo cáo sử dụng", "password": "mật khẩu"]
        case "request-supplement":
            FieldValues(["wanted": ["Văn bản ủy quyền\nBản sao thẻ"], "reason": ["Hồ sơ thiếu"]])
                .with("until", state.createdAt.date.adding(days: 30))
        case "transfer":
            ["authority": state.office == OfficeCode("01") ? "79" : "01", "reason": "Thuộc thẩm quyền nơi khác"]
        case "propose-narrower":
            FieldValues([
                "fields": state.requestedFields(of: service), "subjects": ["1"], "reason": ["Chỉ một người liên quan"],
            ])
        case "propose-refusal": ["reason": "Không đúng mục đích", "article": "Điều 10"]
        case "accept": FieldValues(["on_paper": state.onPaper.map(\.rawValue)])
        case "vouch", "sign", "issue": ["password": "mật khẩu"]
        case "record-payment":
            FieldValues([
                "amount": [String(state.fee?.amount ?? 0)], "means": ["cash"], "receipt": ["AA/24E 0000017"],
                "password": ["mật khẩu"],
            ]).with("paid_on", state.fee?.on ?? state.createdAt.date)
        default: [:]
        }
    }
}

extension FieldValues {
    /// These values with a day as the three inputs of a date field.
    public func with(_ key: String, _ date: LocalDate) -> FieldValues {
        var values = self
        values.values["\(key)_day"] = [String(date.day)]
        values.values["\(key)_month"] = [String(date.month)]
        values.values["\(key)_year"] = [String(date.year)]
        return values
    }

    /// These values without that input, or with another value in it.
    public func with(_ key: String, _ value: String?) -> FieldValues {
        var values = self
        values.values[key] = value.map { [$0] }
        return values
    }
}
