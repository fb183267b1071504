// `trinhky outbox …`: work that failed, for operators. The page `/admin/outbox` does the same.

import ArgumentParser
import Basics
import Casework
import Records
import Storage

struct OutboxCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox", abstract: "What the server could not do, and cases that nobody goes on with.",
        subcommands: [List.self, Retry.self, GiveUp.self, Check.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What failed, one item a line, with tabs between the columns.",
            discussion: "Columns: id, queue, case, kind, standing, tries, due since, fault.")

        @Flag(help: "One JSON object a line.") var json = false
        @OptionGroup var site: SiteOptions

        func run() async throws {
            try await OpenSite.existing(try site.settings()) { store in
                for queue in WorkQueue.allCases {
                    try await store.printLines { db, place in
                        try db.failedWork(in: queue, at: place)
                    } as: {
                        json ? $0.json : $0.line
                    }
                }
            }
        }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Have failed work tried at once, as if for the first time; a running server does it.")

        @Argument(help: "Ids as `outbox list` writes them.") var ids: [String] = []
        @Flag(help: "Everything that failed.") var all = false
        @OptionGroup var operators: OperatorOptions
        @OptionGroup var site: SiteOptions

        func validate() throws {
            if ids.isEmpty != all { throw ValidationError("name the ids, or say --all") }
        }

        func run() async throws {
            let settings = try site.settings(by: operators)
            try await OpenSite.existing(settings) { [ids, all] store in
                let (desk, actor) = (OperatorDesk(store: store), settings.operatorActor)
                if all {
                    let count = try await desk.retryAll(by: actor, at: Present.moment())
                    return Output.line("tried again: \(count)")
                }
                // All are looked for before any is touched.
                for work in try await store.failedWork(ids) {
                    try await desk.retry(work, by: actor, at: Present.moment())
                    Output.line("tried again: \(work.key)")
                }
            }
        }
    }

    struct GiveUp: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Have failed work tried no more; its case says that it waits for an operator.",
            discussion: "`outbox retry` takes it up again. Dates of the law cannot be given up.")

        @Argument(help: "Id as `outbox list` writes it.") var id: String
        @OptionGroup var why: ReasonOption
        @OptionGroup var operators: OperatorOptions
        @OptionGroup var site: SiteOptions

        func run() async throws {
            let settings = try site.settings(by: operators)
            try await OpenSite.existing(settings) { [id, reason = why.reason.trimmed] store in
                for work in try await store.failedWork([id]) {
                    try await OperatorDesk(store: store).giveUp(
                        work, reason: reason, by: settings.operatorActor, at: Present.moment())
                }
            }
            Output.line("given up: \(id)")
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ask of every open case whether somebody will go on with it; ends with 1 where not.",
            discussion: "The server does so every night. Columns: case, code, fault.")

        @OptionGroup var operators: OperatorOptions
        @OptionGroup var site: SiteOptions

        func run() async throws {
            let settings = try site.settings(by: operators)
            let report = try await OpenSite.existing(settings) { store in
                try await WaitingCheck(store: store).run(by: settings.operatorActor, at: Present.moment())
            }
            for one in report.named {
                Output.line([one.caseID.text, one.code ?? "-", one.fault.rawValue].joined(separator: "\t"))
            }
            guard report.faulty + report.unreadable == 0 else {
                throw CommandFault(
                    "\(report.faulty) of \(report.cases) open cases have a fault, \(report.unreadable) cannot be read")
            }
            Output.line("every open case waits on somebody or something: \(report.cases)")
        }
    }
}

extension Store {
    fileprivate func failedWork(_ ids: [String]) async throws -> [FailedWork] {
        try await read { db in
            try ids.map { id in
                guard let work = try db.failedWork(id) else { throw CommandFault("nothing of id \(id) has failed") }
                return work
            }
        }
    }
}

extension FailedWork {
    private var standing: String { isGivenUp ? "given-up" : "tried" }

    fileprivate var line: String {
        [key, queue.rawValue, code ?? "-", kind, standing, String(attempts), since.description, fault]
            .joined(separator: "\t")
    }

    fileprivate var json: String {
        let members = [
            JSONMember("id", key), JSONMember("queue", queue.rawValue), JSONMember("case", code ?? ""),
            JSONMember("kind", kind), JSONMember("standing", standing), JSONMember("tries", Int64(attempts)),
            JSONMember("since", since.description), JSONMember("fault", fault),
        ]
        return String(decoding: JSONWriter.object(members), as: UTF8.self)
    }
}
