// Every decision is read back from its paper and held against the grant: what is printed is what is released.

import Basics
import Casework
import Foundation
import Letters
import Registry
import Storage
import TestKit
import Testing

import struct Forms.Answers
import struct Forms.FieldValues

@testable import Records

@Suite struct DecisionReadBackTests {
    /// Requests of each run; of every eighth the drawn PDF is read as well.
    private static let requests = 60
    private static let drawnEvery = 8

    @Test(arguments: [UInt64(1), 2, 3, 4]) func whatIsPrintedIsWhatIsGranted(seed: UInt64) async throws {
        let sample = try await DeskSample()
        var random = RandomRequests(seed: seed)
        var kinds: [DecisionKind: Int] = [:]
        for number in 0..<Self.requests {
            let request = random.next(of: sample.procedures)
            let state = try await decided(request, sample)
            let proposal = try #require(state.proposal)
            kinds[proposal.kind, default: 0] += 1
            let letter = try await issued(state, sample)
            let place = Comment(rawValue: "seed \(seed), request \(number): \(request)")
            if proposal.kind == .refusal {
                try check(refusal: letter, state, request, place)
            } else {
                try check(decision: letter, state, request, sample, place)
            }
            if number.isMultiple(of: Self.drawnEvery), PDFReader.isInstalled {
                try await checkDrawn(letter, state, sample, place)
            }
        }
        #expect(DecisionKind.allCases.allSatisfy { kinds[$0] ?? 0 > 5 }, "\(kinds)")
    }

    @Test(arguments: [("eid.assertion", 1_234_567), ("eid.confirmation", 1), ("eid.confirmation", 40_000)])
    func ofCallsTheNumberIsPrinted(service: String, calls: Int) async throws {
        let sample = try await DeskSample()
        let id = try await sample.draft(
            service, by: Samples.person(.filer, of: Samples.bank), answers: Answers(["calls": .number(calls)]))
        try await sample.bring(id, through: "issue")
        let state = try await sample.state(id)
        let entry = try #require(sample.procedures.catalogue[service])
        let grant = try DecisionGrant.grant(state, entry, id: Samples.id(9))
        let read = ReadDecision(try await issued(state, sample))
        #expect(grant.scope == .named(by: entry.keys) && grant.uses == GrantedUses(calls, per: .call))
        #expect(read.number(in: 5, before: " lượt, tính cả") == grant.uses.allowed)
        #expect(read.points(after: 3) == grant.fields.map(\.label.vi))
        #expect(read.clause(4)?.contains("trong từng lượt gọi dịch vụ") == true)
        #expect(read.clause(4)?.contains(" người") == false, "nobody is listed")
        try await sample.store.close()
    }

    // MARK: What is read

    private func check(
        decision letter: LetterDocument, _ state: CaseState, _ request: RandomRequest, _ sample: DeskSample,
        _ place: Comment
    ) throws {
        let service = try #require(sample.procedures.catalogue[state.service])
        let proposal = try #require(state.proposal)
        let list = SubjectList(id: try #require(state.subjects).id, subjects: try subjects(request))
        #expect(list.reference == state.subjects, place)
        let grant = try DecisionGrant.grant(state, service, id: Samples.id(9))
        let read = ReadDecision(letter)

        #expect(read.number == grant.decision?.number, place)
        #expect(read.clause(1)?.contains(service.name.vi) == true, place)
        #expect(grant.service.code == service.code)
        let purpose = try #require(
            state.answers.text("purpose_code").flatMap { sample.procedures.purposes[$0]?.name.vi })
        #expect(read.clause(2)?.contains(purpose) == true, place)
        #expect(read.paragraphs(after: 2) == request.purpose.split(separator: "\n").map(String.init), place)
        #expect(read.points(after: 3) == grant.fields.map(\.label.vi), place)
        guard case .list(let subjects) = grant.scope else {
            Issue.record("another scope")
            return
        }
        #expect(read.number(in: 4, before: " người") == subjects.granted, place)
        let rows = subjects.rows.map { RowSelection.text($0) }
        #expect(rows.map { read.clause(4)?.contains("số thứ tự \($0) của") ?? false } ?? true, place)
        if let granted = subjects.rows {
            #expect(read.annex.map { Int($0.first ?? "") } == granted, place)
            #expect(read.annex.map { $0[1] } == granted.map { list.subjects[$0 - 1].personalID.description }, place)
        } else {
            #expect(read.annex.isEmpty, place)
        }
        #expect(read.number(in: 5, before: " lần đối") == grant.uses.allowed, place)
        #expect(read.clause(6)?.contains("đến hết \(LetterWording.date(grant.validUntil)).") == true, place)
        #expect(grant.validFrom == grant.decision?.date, place)
        #expect(read.placeAndDate.hasSuffix(LetterWording.date(grant.validFrom)), place)
        #expect(read.signers == [ReadDecision.line(try #require(state.signedBy))], place)
        let isNarrower = proposal.kind == .narrower
        #expect(read.text.contains("Không chấp thuận") == isNarrower, place)
        if isNarrower {
            let refused = Set(state.requestedFields(of: service)).subtracting(grant.fields.map(\.rawValue))
            let labels = service.fields.filter(refused.contains).compactMap { PersonField(rawValue: $0)?.label.vi }
            #expect(read.pointsNotGranted == labels, place)
            #expect(read.text.contains(request.reason) && proposal.article == request.printedArticle, place)
            #expect(
                request.printedArticle.isEmpty
                    || read.text.contains("Căn cứ không chấp thuận: \(request.printedArticle)."), place)
        }
    }

    private func check(
        refusal letter: LetterDocument, _ state: CaseState, _ request: RandomRequest, _ place: Comment
    ) throws {
        let read = ReadDecision(letter)
        #expect(read.number == state.issuedDecision?.reference, place)
        #expect(read.text.contains("Căn cứ từ chối: \(request.printedArticle)."), place)
        #expect(read.text.contains(request.reason) && state.proposal?.fields == [], place)
        let signer = try #require(state.signedBy)
        #expect(read.signers == [ReadDecision.line(signer)], place)
        #expect(state.stage == .refused, place)
    }

    /// What the PDF says is what the markup says.
    private func checkDrawn(
        _ letter: LetterDocument, _ state: CaseState, _ sample: DeskSample, _ place: Comment
    ) async throws {
        let paper = try #require(state.issuedDecision)
        let pdf = try #require(try await sample.pdf(of: state.id, n: paper.n))
        // A line with wide gaps looks like two columns to the reader's program; as drawn it is one line.
        var readings: [String] = []
        for asDrawn in [false, true] {
            let drawn = ReadDecision.squeezed(try await PDFReader.pages(pdf, asDrawn: asDrawn).joined())
            readings.append(letter.foot.map { drawn.replacing(ReadDecision.squeezed($0.text), with: "") } ?? drawn)
        }
        for paragraph in ReadDecision(letter).lines {
            let words = ReadDecision.squeezed(paragraph)
            #expect(readings.contains { $0.contains(words) }, "\(place): \(paragraph)")
        }
    }

    private func issued(_ state: CaseState, _ sample: DeskSample) async throws -> LetterDocument {
        let paper = try #require(state.issuedDecision)
        let text = try await sample.store.read { db in try db.text(of: paper, in: state.id) }
        return try LetterMarkup.read(text)
    }

    private func subjects(_ request: RandomRequest) throws -> [Subject] {
        try #require(ServiceEntry.subjects(try DeskSample.rows(request.persons)))
    }

    // MARK: How it comes about

    private func decided(_ request: RandomRequest, _ sample: DeskSample) async throws -> CaseState {
        let filer = Samples.person(.filer, of: request.organization)
        let id = try await sample.draft(request.service, persons: request.persons, by: filer)
        var answers = Answers()
        answers["purpose_code"] = .text(request.purposeCode)
        answers["purpose_text"] = .text(request.purpose)
        answers["use_until"] = .date(DeskSample.now.date.adding(days: request.days))
        if !request.fields.isEmpty { answers["fields"] = .texts(request.fields) }
        try await sample.desk.save(page: "purpose", answers, of: id, by: filer, at: DeskSample.now)
        try await sample.act("submit", id)
        if try await sample.act("vouch", id).awaitsAssignment {
            try await sample.act("transfer", id, ["authority": "79", "reason": "Nơi đặt trụ sở"])
        }
        let office = try #require(try await sample.act("accept", id).office)
        try await sample.act(request.act, id, request.input(DeskSample.now.date))
        var approver = Samples.person(.approver, at: office)
        approver.name = request.signer
        approver.position = request.position
        try await sample.act("sign", id, by: approver)
        return try await sample.act("issue", id)
    }
}

/// A decision as somebody reads it off the paper.
private struct ReadDecision {
    private let letter: LetterDocument
    init(_ letter: LetterDocument) { self.letter = letter }

    static func line(_ signer: Signatory) -> String {
        "\(signer.position.authority)|\(signer.position.title)|\(signer.name)"
    }

    /// Without white space, and without hyphens: the reader of a PDF joins a word that is cut at one.
    static func squeezed(_ text: String) -> String { text.filter { !$0.isWhitespace && $0 != "-" } }

    /// Every paragraph with what opens it, in order.
    private var marked: [(mark: String, text: String)] {
        letter.blocks.compactMap { block in
            if case .paragraph(let mark, let text) = block { (mark?.text ?? "", text) } else { nil }
        }
    }

    var lines: [String] { marked.map { "\($0.mark) \($0.text)" } }
    var text: String { lines.joined(separator: "\n") }

    private var heading: LetterHeading? {
        letter.blocks.compactMap { if case .heading(let heading) = $0 { heading } else { nil } }.first
    }

    var number: String? { heading.map { String($0.number.drop { $0 != " " }.dropFirst()) } }
    var placeAndDate: String { heading?.placeAndDate ?? "" }

    var signers: [String] {
        letter.blocks.flatMap { block in
            guard case .closing(_, let signatures) = block else { return [String]() }
            return signatures.map { "\($0.authority)|\($0.title)|\($0.name)" }
        }
    }

    /// The first paragraph opened by `N.`: those of Article 1.
    private func place(of clause: Int) -> Int? { marked.firstIndex { $0.mark == "\(clause)." } }
    func clause(_ number: Int) -> String? { place(of: number).map { marked[$0].text } }

    private func following(_ clause: Int) -> [(mark: String, text: String)] {
        guard let start = place(of: clause) else { return [] }
        return Array(marked[(start + 1)...].prefix { $0.mark != "\(clause + 1)." && !$0.mark.hasPrefix("Điều") })
    }

    func paragraphs(after clause: Int) -> [String] { following(clause).filter { $0.mark.isEmpty }.map(\.text) }

    /// The points under a clause, without the mark that ends each.
    func points(after clause: Int) -> [String] {
        following(clause).filter { $0.mark.hasSuffix(")") }.map { String($0.text.dropLast()) }
    }

    /// The points of the article that says what is not granted.
    var pointsNotGranted: [String] {
        guard let start = marked.firstIndex(where: { $0.text.contains("Không chấp thuận") }) else { return [] }
        return marked[(start + 1)...].prefix { !$0.mark.hasPrefix("Điều") }.filter { $0.mark.hasSuffix(")") }
            .map { String($0.text.dropLast()) }
    }

    /// The whole number that stands in a clause before that word.
    func number(in clause: Int, before word: String) -> Int? {
        guard let text = self.clause(clause), let end = text.range(of: word) else { return nil }
        return Int(text[..<end.lowerBound].split(separator: " ").last.map { $0.replacing(".", with: "") } ?? "")
    }

    /// The rows of the annex.
    var annex: [[String]] {
        letter.blocks.compactMap { if case .table(let table) = $0 { table.rows } else { nil } }.last ?? []
    }
}

/// One made-up request and what becomes of it.
private struct RandomRequest: CustomStringConvertible {
    var service = ""
    var organization = Samples.notary
    var persons = 1
    var fields: [String] = []
    var purposeCode = ""
    var purpose = ""
    var days = 1
    var act = ""
    var reason = ""
    var ground: String?
    var article = ""
    var printedArticle = ""
    var grantedFields: [String] = []
    var rows = ""
    var grantedDays: Int?
    var signer = ""
    var position = Position(title: "")

    var description: String { "\(act) of \(service), \(persons) persons, fields \(grantedFields), rows \(rows)" }

    func input(_ today: LocalDate) -> FieldValues {
        switch act {
        case "propose-approval": return ["comment": "Đủ điều kiện"]
        case "propose-refusal":
            return FieldValues(["reason": [reason]]).with("ground", ground).with("article", article)
        default:
            var input = FieldValues(["reason": [reason], "fields": grantedFields, "subjects": [rows]])
                .with("ground", ground).with("article", article)
            if let grantedDays { input = input.with("until", today.adding(days: grantedDays)) }
            return input
        }
    }
}

/// The same requests for the same seed.
private struct RandomRequests {
    private var random: SplitMix64
    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    private static let words = [
        "công chứng", "hợp đồng", "“mua bán”", "nhà ở", "<b>", "&amp;", "{{until}}", "1.", "a)", "tại Điều 2;",
        "gồm 5 người", "đến hết ngày 01 tháng 01 năm 2099", "Nguyễn Thị Ưu", "–", "ừ", "100%",
    ]

    private mutating func pick<T>(_ values: [T]) -> T { values[Int(random.next() % UInt64(values.count))] }
    private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    private mutating func phrase() -> String {
        (0..<number(2...12)).map { _ in pick(Self.words) }.joined(separator: " ") + "."
    }

    mutating func next(of procedures: Procedures) -> RandomRequest {
        var request = RandomRequest()
        let service = pick(
            procedures.catalogue.services.filter { $0.procedure == "written-request" && $0.scope == .list })
        request.service = service.code
        request.organization = pick([Samples.notary, Samples.bank, Samples.unknown])
        request.persons = number(1...9)
        let asked = service.selectableFields.isEmpty ? service.fields : some(of: service.selectableFields)
        if !service.selectableFields.isEmpty { request.fields = asked }
        request.purposeCode = pick(procedures.purposes.offered).code
        request.purpose = (0..<number(1...3)).map { _ in phrase() }.joined(separator: "\n")
        request.days = number(1...700)
        request.reason = phrase()
        request.signer = pick(["Trần Quốc Bảo", "Đỗ Thị Ngọc Ánh"])
        request.position = pick([
            Position(title: "GIÁM ĐỐC"), Position(title: "PHÓ GIÁM ĐỐC", authority: "KT. GIÁM ĐỐC"),
        ])
        request.act = pick(["propose-approval", "propose-narrower", "propose-narrower", "propose-refusal"])
        if request.act == "propose-narrower" { narrow(&request, asked) }
        rest(&request, procedures.grounds.offered(for: request.act, on: DeskSample.now.date))
        return request
    }

    private mutating func some(of fields: [String]) -> [String] {
        let chosen = fields.filter { _ in number(0...3) == 0 }
        return chosen.isEmpty ? [fields[0]] : chosen
    }

    /// Takes something away: fields, persons, days, or several of them.
    private mutating func narrow(_ request: inout RandomRequest, _ asked: [String]) {
        request.grantedFields = asked
        var isNarrowed = false
        if asked.count > 1, number(0...1) == 0 {
            // Keys are confirmed all together: none of them can be left out alone.
            let keys = Set(asked).intersection(["personal_id", "full_name", "birth_date"])
            let left = asked.dropLast(number(1...(asked.count - 1)))
            if !request.service.hasPrefix("auth.") || keys.isEmpty {
                request.grantedFields = Array(left)
                isNarrowed = true
            }
        }
        if request.persons > 1, number(0...1) == 0 {
            let rows = (1...request.persons).filter { _ in number(0...1) == 0 }.prefix(request.persons - 1)
            request.rows = (rows.isEmpty ? [request.persons] : Array(rows)).map(String.init).joined(separator: ", ")
            isNarrowed = true
        }
        if request.days > 1, !isNarrowed || number(0...1) == 0 {
            request.grantedDays = number(0...(request.days - 1))
            isNarrowed = true
        }
        if !isNarrowed { request.act = "propose-approval" }
    }

    /// Chooses a ground of the list, types an article, or — where that may be — gives none.
    private mutating func rest(_ request: inout RandomRequest, _ grounds: [Ground]) {
        guard request.act != "propose-approval" else { return }
        switch number(0...2) {
        case 0 where !grounds.isEmpty:
            let ground = pick(grounds)
            (request.ground, request.printedArticle) = (ground.id, ground.article)
        case 1 where request.act == "propose-narrower": break
        default:
            request.article = "khoản \(number(1...9)) Điều \(number(1...40)) Luật Căn cước"
            request.printedArticle = request.article
            if number(0...1) == 0 { request.ground = "other" }
        }
    }
}
