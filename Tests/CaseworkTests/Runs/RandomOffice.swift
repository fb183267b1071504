// A small world of cases in which people do whatever they are permitted to, by a seed.

import Basics
import Forms
import Registry
import TestKit
import Testing
import Workflow

@testable import Casework

/// Some cases that share their offices' books. Every step is one thing that can happen: an act, an edit, a timer, the
/// answer of a service, or time going by.
struct RandomOffice {
    private(set) var cases: [GivenCase]
    private var random: SplitMix64
    private var numbers: [String: Int] = [:]
    private var now = Samples.monday
    private var lists = 1_000
    /// Acts that were refused by a rule or a form although they were permitted, to see that the runs are not idle.
    private(set) var refused = 0
    private(set) var acts: [String: Int] = [:]

    static let offices: [OfficeCode] = [.central, OfficeCode("01"), OfficeCode("79")]
    static let services = ["auth.blood-type", "provide.fields", "provide.household", "auth.identity"]

    /// Everybody of the offices: two of each role, some with several roles.
    static let staff: [Actor] = offices.flatMap { office in
        [Role.clerk, .officer, .approver].flatMap {
            [Samples.person($0, at: office), Samples.person($0, at: office, 1)]
        }
            + [
                Samples.person([.officer, .approver], number: 950, office: office),
                Samples.person([.clerk, .approver], number: 951, office: office),
                Samples.person(
                    [.clerk, .officer, .approver], number: 952, organization: Samples.notary.id, office: office),
            ]
    }

    init(seed: UInt64, cases count: Int) throws {
        random = SplitMix64(seed: seed)
        cases = []
        for number in 0..<count {
            let requester = Self.pick(RequesterClass.allCases, &random)
            let level = Self.pick(AdministrativeLevel.allCases, &random)
            let organization = Samples.organization(
                requester, level: level, province: Self.pick(["01", "79", "48"], &random))
            cases.append(
                try GivenCase(
                    Self.pick(Self.services, &random), for: organization, at: now, id: Samples.id(500 + number)))
        }
    }

    /// One step in one of the cases; gives which.
    mutating func step() throws -> Int {
        let index = Int(random.next() % UInt64(cases.count))
        var given = cases[index]
        given.now = now
        given.numbers = numbers
        if let due = given.state.marking.subscriptions.first(where: { $0.due.map { $0 <= now } ?? false }) {
            try given.fireTimer(due.node)
        } else {
            switch random.next() % 10 {
            case 0: now = now.adding(seconds: Int(random.next() % 200_000))
            case 1, 2: edit(&given)
            case 3: try attemptAnything(given)
            case 4: try serve(&given)
            default: try act(&given)
            }
        }
        cases[index] = given
        numbers = given.numbers
        return index
    }

    // MARK: What can happen

    /// Somebody does something that is open to them.
    private mutating func act(_ given: inout GivenCase) throws {
        let people = Self.staff + [given.filer, given.official]
        let open = people.flatMap { person in Permissions.permitted(person, given.state).map { ($0.slug, person) } }
        guard !open.isEmpty else { return }
        var (slug, person) = Self.pick(open, &random)
        // What ends a case is rare, or no case would get far.
        if ["withdraw", "reject-at-intake", "revoke-grant"].contains(slug), random.next() % 8 > 0 {
            (slug, person) = Self.pick(open, &random)
        }
        do {
            try given.act(slug, by: person, input(slug, given), expected: given.state.version)
            acts[slug, default: 0] += 1
        } catch let rejection as Rejection {
            refused += 1
            switch rejection {
            case .invalid, .rule: break
            default: Issue.record("\(slug) was permitted and refused: \(rejection)")
            }
        }
    }

    /// Somebody tries something, permitted or not; what is not permitted must be refused.
    private mutating func attemptAnything(_ given: GivenCase) throws {
        let people = Self.staff + [given.filer, given.official] + Role.allCases.map { given.person($0) }
        let person = Self.pick(people, &random)
        let slug = Self.pick(Acts.all.map { $0.slug }, &random)
        let isPermitted = Permissions.permitted(person, given.state).contains { $0.slug == slug }
        let refusal = try given.refusal(slug, by: person, input(slug, given))
        if !isPermitted { #expect(refusal != nil, "\(person.name) did \(slug) at \(given.state.stage)") }
    }

    private mutating func edit(_ given: inout GivenCase) {
        guard Permissions.mayEdit(given.filer, given.state) else { return }
        if given.state.answers.isEmpty { return given.fillIn(persons: 1 + Int(random.next() % 5)) }
        switch random.next() % 5 {
        case 0:
            lists += 1
            let count = Int(random.next() % 6)
            given.note(
                .subjectsReplaced(
                    list: SubjectListReference(id: Samples.id(lists), count: count, digest: "list \(lists)")))
        case 1:
            lists += 1
            given.note(
                .documentAttached(
                    document: AttachmentReference(
                        id: Samples.id(lists), fileName: "\(lists).pdf", sizeBytes: lists, digest: "d\(lists)")))
        case 2:
            if let document = given.state.documents.first { given.note(.documentRemoved(document: document.id)) }
        case 3: given.note(.draftSaved(page: "purpose", answers: Answers(["purpose_text": .cleared])))
        default:
            given.note(
                .draftSaved(
                    page: "purpose",
                    answers: Answers([
                        "purpose_text": .text("Mục đích \(random.next() % 5)"),
                        "use_until": .date(now.date.adding(days: Int(random.next() % 90))),
                    ])))
            if given.state.subjects?.count == 0 { given.fillInPersons(3) }
        }
    }

    private mutating func serve(_ given: inout GivenCase) throws {
        guard given.state.marking.services.contains(where: { $0.action == "fulfil" }) else { return }
        let rows = given.state.proposal?.rows?.count ?? given.state.subjects?.count ?? 0
        lists += 1
        let notice = given.state.papers.count + 1
        var events = [CaseEvent.fulfilled(release: Samples.id(lists), rows: rows, persons: rows / 2, notice: notice)]
        let fee = given.service.assessment(
            of: rows, about: rows / 2, for: given.organization.requesterClass, on: now.date)
        if let fee, random.next() % 2 == 0 { events.append(.feeAssessed(fee: fee)) }
        try given.complete("fulfil", events)
    }

    private mutating func input(_ slug: String, _ given: GivenCase) -> FieldValues {
        var input = GivenCase.input(slug, given.state, given.service)
        switch slug {
        case "request-supplement":
            input = input.with("until", now.date.adding(days: Int(random.next() % 40))).with("fields", "purpose")
        case "transfer":
            input = input.with("authority", Self.pick(Self.offices, &random).text)
        case "propose-narrower":
            input = input.with("subjects", Self.pick(["", "1", "1-2", "2-9"], &random))
            if random.next() % 2 == 0 { input = input.with("until", now.date.adding(days: Int(random.next() % 60))) }
        default: break
        }
        return input
    }

    private static func pick<T>(_ items: [T], _ random: inout SplitMix64) -> T {
        items[Int(random.next() % UInt64(items.count))]
    }
}
