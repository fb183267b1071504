// `trinhky authority …`: who may sign for an office. The pages under `/authorities` do the same.

import ArgumentParser
import Basics
import Casework
import Records
import Storage

struct AuthorityCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "authority", abstract: "Who may sign for an office, between which days, and on which paper.",
        discussion: "One person enters an authority, another confirms it: here or on the page /authorities.",
        subcommands: [List.self, Propose.self, Confirm.self, Refuse.self, End.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Authorities, one a line, with tabs between the columns.",
            discussion: """
                Columns: id, office, username, holder, kind, block, services, from, until, paper, its date, standing,
                and who entered it or changed the holder's account last.
                """)

        @Option(help: "Code of an office; all without it.") var office: String?
        @Option(help: "current, proposed, coming or past.") var show = "current"
        @OptionGroup var site: SiteOptions

        func validate() throws {
            if AuthorityFilter(rawValue: show) == nil { throw ValidationError("--show is not \(show)") }
        }

        func run() async throws {
            let settings = try site.settings()
            let services = Set(try SiteFiles(root: settings.root).procedures().catalogue.services.map(\.code))
            try await OpenSite.existing(settings) { [office, show] store in
                let (today, office) = (Present.moment().date, office.map { OfficeCode($0) })
                try await store.printLines { db, place in
                    try db.authorities(
                        of: office, AuthorityFilter(rawValue: show) ?? .current, today: today,
                        at: place)
                } as: {
                    $0.text
                }
                let unsigned = try await store.read { db in
                    try db.officesWithoutSigner(today: today, for: services, among: office)
                }
                for office in unsigned { Output.remark("nobody may sign in every service for office \(office) today") }
            }
        }
    }

    struct Propose: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Enter an authority; it counts once somebody else has confirmed it.")

        @Argument(help: "Username of an approver.") var username: String
        @Option(help: "head, acting, deputy, order or mandate.") var kind: String
        @Option(help: "First day, such as 2026-12-01; today without it.") var from: String?
        @Option(help: "Last day; open-ended without it.") var until: String?
        @Option(help: "The paper it rests on, such as 'Quyết định số 12/QĐ-CAT'.") var paper: String
        @Option(help: "Date of that paper.") var paperDate: String
        @Option(help: "Title under the signature; that of the account without it.") var title = ""
        @Option(help: "Title of the one they sign for; that of the head without it.") var principal = ""
        @Option(help: "Code of a service; repeat it for several, all without it.") var service: [String] = []
        @OptionGroup var operators: OperatorOptions
        @OptionGroup var site: SiteOptions

        func validate() throws {
            if SigningAuthority.Kind(rawValue: kind) == nil { throw ValidationError("--kind is not \(kind)") }
            for day in [from, until, paperDate].compactMap(\.self) where LocalDate(day) == nil {
                throw ValidationError("\(day) is no day such as 2026-12-01")
            }
        }

        func run() async throws {
            let settings = try site.settings(by: operators)
            let known = try SiteFiles(root: settings.root).procedures().catalogue.services.map(\.code)
            let id = try await OpenSite.existing(settings) { [self] store in
                guard let account = try await store.read({ db in try db.account(username: username) }) else {
                    throw AccountProblem.unknownAccount
                }
                let now = Present.moment()
                let draft = AuthorityDraft(
                    account: account.id, kind: SigningAuthority.Kind(rawValue: kind) ?? .mandate, title: title,
                    principal: principal, services: service, from: from.flatMap { LocalDate($0) } ?? now.date,
                    until: until.flatMap { LocalDate($0) }, paper: paper, paperDate: LocalDate(paperDate) ?? now.date)
                return try await AuthorityDesk(store: store)
                    .propose(draft, among: Set(known), by: settings.operatorActor, at: now)
            }
            Output.line("entered, to be confirmed by somebody else: \(id)")
        }
    }

    struct Confirm: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Confirm what another person entered.")

        @Argument(help: "Id as `authority list` writes it.") var id: String
        @OptionGroup var operators: OperatorOptions
        @OptionGroup var site: SiteOptions

        func run() async throws {
            try await AuthorityCommands.change(id, try site.settings(by: operators), "confirmed") { desk, id, actor in
                try await desk.confirm(id, by: actor, at: Present.moment())
            }
        }
    }

    struct Refuse: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Do not confirm an authority, or take back one of your own: it never counts.")

        @Argument(help: "Id as `authority list` writes it.") var id: String
        @OptionGroup var why: ReasonOption
        @OptionGroup var operators: OperatorOptions
        @OptionGroup var site: SiteOptions

        func run() async throws {
            let reason = why.reason.trimmed
            try await AuthorityCommands.change(id, try site.settings(by: operators), "refused") { desk, id, actor in
                try await desk.refuse(id, reason: reason, by: actor, at: Present.moment())
            }
        }
    }

    struct End: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "End an authority at once.")

        @Argument(help: "Id as `authority list` writes it.") var id: String
        @OptionGroup var why: ReasonOption
        @OptionGroup var operators: OperatorOptions
        @OptionGroup var site: SiteOptions

        func run() async throws {
            let reason = why.reason.trimmed
            try await AuthorityCommands.change(id, try site.settings(by: operators), "ended") { desk, id, actor in
                try await desk.end(id, reason: reason, by: actor, at: Present.moment())
            }
        }
    }

    /// Does something about the authority of that id, as whoever is at the machine, and says so.
    private static func change(
        _ text: String, _ settings: Settings, _ done: String,
        _ work: @escaping @Sendable (AuthorityDesk, AuthorityID, Actor) async throws -> Void
    ) async throws {
        guard let id = AuthorityID(text) else { throw CommandFault("there is no authority \(text)") }
        try await OpenSite.existing(settings) { store in
            try await work(AuthorityDesk(store: store), id, settings.operatorActor)
        }
        Output.line("\(done): \(id)")
    }
}

extension AuthorityLine {
    fileprivate var text: String {
        let authority = record.authority
        let block = authority.position.lines.joined(separator: " / ")
        return [
            authority.id.text, authority.office.text, username, record.holder, authority.kind.rawValue, block,
            authority.services.isEmpty ? "*" : authority.services.joined(separator: " "), authority.from.description,
            authority.until?.description ?? "-", authority.paper, authority.paperDate.description,
            record.standing.rawValue, record.lastHand.text,
        ].joined(separator: "\t")
    }
}
