// One case of any procedure to which anything happens that can happen, by a seed: acts, times, and a server that fails.

import Basics
import Forms
import Foundation
import Registry
import TestKit
import Testing
import Workflow

@testable import Casework

/// What a random case goes by.
struct RandomSubject: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let texts: CaseTexts
    let creation: CaseCreation
    /// The record of a person who asks for themselves.
    let record: PersonRecord?

    /// Every procedure that is shipped, and that of the tests.
    private struct Unusable: Error { var faults: [Diagnostic] }

    static let made = Result { try make() }
    static var all: [RandomSubject] { (try? made.get()) ?? [] }  // `everyProcedureIsTried` says what is wrong

    private static func make() throws -> [RandomSubject] {
        let shipped = try ShippedProcedure.loaded()
        let lists = try ["auth.blood-type", "provide.household"].map { code in
            let service = try shipped.service(code)
            return RandomSubject(
                testDescription: code,
                texts: CaseTexts(service: service, procedure: shipped.procedure, form: shipped.form(for: service)),
                creation: shipped.creation(service, for: Samples.notary), record: nil)
        }
        return lists + [try correction(shipped), try consultation()]
    }

    private static func procedure(_ name: String, in folder: String) throws -> Procedure {
        let (procedure, faults) = try ShippedProcedure.files(of: name, in: folder).load()
        guard let procedure else { throw Unusable(faults: faults) }
        return procedure
    }

    private static func correction(_ shipped: ShippedProcedure) throws -> RandomSubject {
        let procedure = try procedure("record-correction", in: "Workflows")
        let service = try shipped.service("correct.self")
        let number = try #require(PersonalID(value: 1_090_000_001))
        let born = try #require(PartialDate(year: 1990, month: 3, day: 4))
        let record = PersonRecord(personalID: number, fullName: "Nguyễn Văn An", birthDate: born, sex: .male)
        let citizen = Samples.person(.citizen)
        let requester = Requester(record, account: try #require(citizen.account))
        return subject(service, procedure, requester, citizen, record)
    }

    private static func consultation() throws -> RandomSubject {
        let procedure = try procedure("consultation", in: "Tests/Procedures")
        let file = repositoryRoot.appending(path: "Tests/Procedures/consultation.plan.xml")
        let bytes = Array(try Data(contentsOf: file))
        let (catalogue, faults) = Catalogue.load([("consultation.plan.xml", bytes)], procedures: ["consultation"])
        guard let service = catalogue?["consultation.plan"] else { throw Unusable(faults: faults) }
        return subject(
            service, procedure, Requester(Samples.notary), Samples.person(.filer, of: Samples.notary), nil)
    }

    private static func subject(
        _ service: ServiceEntry, _ procedure: Procedure, _ requester: Requester, _ opener: Actor,
        _ record: PersonRecord?
    ) -> RandomSubject {
        var form = procedure.form
        for index in form.pages.indices {
            form.pages[index].form = form.pages[index].form
                .filling("purposes", with: [Option("other", .key("x"))])
                .filling(CorrectionRequest.list, with: service.fields.map(Option.field))
        }
        let creation = CaseCreation(
            service: CreatedService(code: service.code, digest: ""), procedure: procedure.pin, requester: requester,
            opener: Signatory(opener))
        let texts = CaseTexts(service: service, procedure: procedure, form: form).asked(of: requester)
        return RandomSubject(
            testDescription: service.code, texts: texts, creation: creation, record: record)
    }
}

struct RandomCase {
    let subject: RandomSubject
    private(set) var state: CaseState
    /// The state as it comes from the events alone.
    private(set) var replayed: CaseState
    private(set) var history: [(event: CaseEvent, at: Timestamp)] = []
    /// What the server has before it, and how often it failed.
    private(set) var outbox: [RequestedService: Int] = [:]
    private(set) var timers: Set<String> = []
    /// What happened, for whoever repeats a seed.
    private(set) var trace: [String] = []

    private var random: SplitMix64
    private var now = Samples.monday
    private var numbers: [String: Int] = [:]

    static let attemptsMax = 2
    private static let rare: Set = [
        "withdraw", "reject-at-intake", "revoke-grant", "take-back", "transfer", "request-supplement",
        "return-to-filer", "return-to-officer",
    ]

    init(_ subject: RandomSubject, seed: UInt64) throws {
        self.subject = subject
        random = SplitMix64(seed: seed)
        let begun = try Decide.create(
            id: Samples.id(1), subject.creation, subject.texts.procedure, at: Samples.monday)
        state = begun.state
        replayed = try #require(
            CaseState(id: Samples.id(1), events: begun.events.map { ($0, Samples.monday) }))
        history = begun.events.map { ($0, Samples.monday) }
        fillIn()
    }

    /// Whoever could have a hand in it now: people of the roles that some task offers an act to.
    var people: [Actor] {
        let office = state.office ?? .central
        let requester =
            state.requester.isPerson
            ? [Samples.person(.citizen)]
            : [Samples.person(.filer, of: state.requester), Samples.person(.official, of: state.requester)]
        let all =
            requester
            + [Role.clerk, .officer, .approver].flatMap { role in
                [Samples.person(role, at: office), Samples.person(role, at: office, 1)]
            } + [Samples.person([.officer, .approver], number: 950, office: office)]
        let roles = Set(state.marking.tasks.flatMap(\.offers).map(\.role))
        return all.filter { $0.roles.contains { roles.contains($0.rawValue) } }
    }

    /// What is wrong with how the case waits, as the nightly check asks.
    var waiting: [WaitingFault] {
        let work = outbox.map { service, tries in
            CaseWaiting.Work(
                kind: service.action, reference: service.id, isGivenUp: tries >= Self.attemptsMax)
        }
        return CaseWaiting(state, work: work, timers: timers, people: people).faults
    }

    var isGivenUp: Bool { outbox.values.contains { $0 >= Self.attemptsMax } }

    mutating func step() throws {
        if let due = state.marking.subscriptions.first(where: { $0.due.map { $0 <= now } ?? false }), chance(2) {
            return try take("timer \(due.node)", Decide.fire(due.id, context(.system, CountingBooks(numbers))))
        }
        switch random.next() % 6 {
        case 0:
            now = now.adding(seconds: Int(random.next() % 500_000))
            trace.append("time")
        case 1...3 where !outbox.isEmpty: try serve()
        case 4 where people.contains { Permissions.mayEdit($0, state) }: edit()
        default: try act()
        }
    }

    // MARK: What happens

    private mutating func act() throws {
        let state = state
        guard
            let (person, open) = people.shuffled(using: &random).lazy
                .map({ ($0, Permissions.permitted($0, state)) }).first(where: { !$0.1.isEmpty })
        else { return }
        var offer = pick(open)
        // What ends a case early or leads back is rare, or none would get far.
        for _ in 0..<4 where Self.rare.contains(offer.slug) { offer = pick(open) }
        if Self.rare.contains(offer.slug), !chance(4), people.count > 3 { return }
        let books = CountingBooks(numbers)
        do {
            let decided = try Decide.perform(
                offer.slug, task: offer.task.id, input: input(offer.slug), expected: state.version,
                context(person, books))
            numbers = books.counts
            try take(offer.slug, decided)
        } catch Rejection.invalid(let problems) {
            trace.append("\(offer.slug) \(problems.map(\.field))")
        } catch Rejection.rule(let rule) {
            trace.append("\(offer.slug) \(rule)")
        }
    }

    /// The worker takes something up, and fails; or an operator looks after what was given up.
    private mutating func serve() throws {
        guard let (service, tries) = outbox.sorted(by: { $0.key.id < $1.key.id }).first else { return }
        let correction = service.action == CaseAction.correct.rawValue
        if tries >= Self.attemptsMax {
            guard correction, chance(2) else { return note(service, 0) }
            return try complete(service, [.correctionFailed(fault: .givenBack, remark: "Đĩa hỏng")])
        }
        if chance(2) { return note(service, tries + 1) }
        if correction, chance(3) { return try complete(service, [.correctionFailed(fault: .otherYear, remark: nil)]) }
        try complete(service, correction ? [.recordCorrected(field: "birth_date")] : answer())
    }

    private mutating func note(_ service: RequestedService, _ tries: Int) {
        outbox[service] = tries
        trace.append("\(service.action) failed \(tries)")
    }

    private mutating func complete(_ service: RequestedService, _ events: [CaseEvent]) throws {
        let books = CountingBooks(numbers)
        let decided = try Decide.completeService(service.id, events: events, context(.system, books))
        numbers = books.counts
        try take("\(service.action) \(events.map(\.name))", decided)
    }

    private mutating func answer() -> [CaseEvent] {
        let fee = FeeAssessment(
            tariff: "SPDC01", amountPerField: 1_000, fields: 6, persons: 2, isExempt: false, on: now.date)
        let answered = CaseEvent.fulfilled(release: Samples.id(7), rows: 3, persons: 2, notice: 4)
        return chance(2) ? [answered, .feeAssessed(fee: fee)] : [answered]
    }

    private mutating func take(_ what: String, _ decided: DecidedAct) throws {
        trace.append(what)
        state = decided.state
        for event in decided.events {
            replayed.apply(event, at: now)
            history.append((event, now))
            guard case .processed(_, _, let facts) = event else { continue }
            for case .serviceRequested(let service) in facts { outbox[service] = 0 }
        }
        // As `writeTimers` does, and a worker that finds nothing to do.
        timers = Set(state.marking.timers.map(\.id))
        outbox = outbox.filter { state.marking.service($0.key.id) != nil }
    }

    private func context(_ actor: Actor, _ books: CountingBooks) -> CaseContext {
        var context = CaseContext(
            state: state, actor: actor, now: now, texts: subject.texts, isServiceOffered: true,
            offices: Samples.offices, isReauthenticated: true, numbers: books)
        context.ownRecord = subject.record
        return context
    }

    // MARK: What is filled in

    private mutating func fillIn() {
        for page in subject.texts.form.pages(having: subject.texts.service.formFeatures) {
            var answers = Answers()
            for field in page.form.fields { answers[field.key] = answer(field) }
            save(.draftSaved(page: page.key, answers: answers))
        }
        guard subject.texts.service.scope == .list, !state.requester.isPerson else { return }
        let list = SubjectListReference(id: Samples.id(50), count: 3, digest: "list")
        save(.subjectsReplaced(list: list))
    }

    /// Somebody changes a page of what they prepare.
    private mutating func edit() {
        let page = pick(subject.texts.form.pages(having: subject.texts.service.formFeatures))
        guard people.contains(where: { Permissions.mayEdit($0, state, page: page.key) }) else { return }
        var answers = Answers()
        for field in page.form.fields { answers[field.key] = answer(field) }
        save(.draftSaved(page: page.key, answers: answers))
        trace.append("edit \(page.key)")
    }

    private mutating func save(_ event: CaseEvent) {
        state.apply(event, at: now)
        replayed.apply(event, at: now)
        history.append((event, now))
    }

    private mutating func answer(_ field: Field) -> FieldValue? {
        switch (field.key, field.kind) {
        case ("record_field", _): .text("birth_date")
        case ("record_value", _): .text("01/02/1990")
        case (_, .text), (_, .longText): .text("Nội dung \(random.next() % 4)")
        case (_, .number(let range)): .number(range.lowerBound)
        case ("use_until", .date): .date(now.date.adding(days: 120))
        case (_, .date): .date(now.date)
        case (_, .choice(let options)): options.options.isEmpty ? nil : .text(pick(options.options).code)
        case (_, .choices(let options)): .texts(options.options.prefix(3).map(\.code))
        case (_, .declaration): .ticked
        case (_, .attachment), (_, .password), (_, .table): nil
        }
    }

    private mutating func input(_ slug: String) -> FieldValues {
        guard let act = subject.texts.procedure.acts[slug] else {
            let input = GivenCase.input(slug, state, subject.texts.service)
            // A last day for supplements lies ahead, however late it is.
            return slug == "request-supplement" ? input.with("until", now.date.adding(days: 10)) : input
        }
        var input: FieldValues = act.page.asksForPassword ? ["password": "mật khẩu"] : FieldValues()
        for field in act.allFields {
            switch field.kind {
            case .text, .longText: input = input.with(field.key, "Nội dung")
            case .date: input = input.with(field.key, now.date)
            case .choice(let options): input = input.with(field.key, pick(options.options).code)
            case .choices(let options): input = input.with(field.key, options.options.first?.code ?? "")
            case .declaration: input = input.with(field.key, "true")
            case .number, .attachment, .password, .table: break
            }
        }
        return input
    }

    private mutating func chance(_ one: UInt64) -> Bool { random.next() % one == 0 }

    private mutating func pick<T>(_ items: [T]) -> T { items[Int(random.next() % UInt64(items.count))] }
}
