// `trinhky serve`: the server.

import ArgumentParser
import Casework
import Logging
import Records
import Storage

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the server.",
        discussion: "Prints 'listening on http://HOST:PORT' once ready. SIGTERM lets requests finish and ends with 0.")

    @OptionGroup var site: SiteOptions
    @Option(help: "Address to listen on.") var host: String?
    @Option(help: "Port to listen on; 0 picks a free one.") var port: String?
    @Flag(help: "The site is reached by HTTPS, through a proxy.") var secure = false
    @Option(help: "Address by which everybody reaches the site; letters print where they can be checked.")
    var publicAddress: String?
    @Option(help: "Port that gives /metrics apart from the site; 0 picks a free one.") var metricsPort: String?
    @Option(help: "Address that --metrics-port is listened to on.") var metricsHost: String?
    @Option(help: "Serve demo data beyond this machine: '\(SettingKey.demoAnywhereWords)'.")
    var demoAnywhere: String?
    @Flag(help: "Fill the database with demo accounts and invented people.") var demo = false

    func run() async throws {
        var chosen = try site.settings([
            .host: host, .port: port, .secure: secure ? "true" : nil, .publicAddress: publicAddress,
            .metricsPort: metricsPort, .metricsHost: metricsHost, .demoAnywhere: demoAnywhere,
        ])
        let isDemo = demo
        if isDemo {
            try refuseDemo(chosen)
            try OpenSite.makeFolder(chosen.data)
            chosen.payment = chosen.payment ?? .afterResult
            if !chosen.paymentPlatform.isThere {
                chosen.paymentPlatform = try DemoData.preparePlatform(in: chosen.data)
            }
        }
        let settings = chosen
        LoggingSystem.bootstrap { label in
            LogLines(logLevel: settings.logLevel, label: label, format: settings.logFormat)
        }
        let composition = try await Composition.make(settings)
        // The data decides, not the flag: demo accounts stay where they were once put.
        if try await composition.store.read({ db in try DemoData.isHeld(by: db) }) { try refuseDemo(settings) }
        if isDemo { try await DemoSite.load(composition) }
        for sentence in OfficeGaps.sentences(composition.offices) {
            Output.remark("Workflows/units/offices.csv: \(sentence)")
        }
        if !settings.isLoopback, !settings.isSecure {
            Output.remark(
                "passwords and cookies can be read on their way to \(settings.host): "
                    + "put a proxy with HTTPS in front, and use --secure")
        }
        let server = Server(composition: composition, logger: Logger(label: "trinhky"))
        try await server.run { address in
            Output.line("listening on \(address)")
            if isDemo { Output.line(DemoSite.welcome(address)) }
        }
    }

    private func refuseDemo(_ settings: Settings) throws {
        guard !settings.isLoopback, !settings.allowsDemoAnywhere else { return }
        throw CommandFault(
            "demo data has known passwords and is not served on \(settings.host); "
                + "use a loopback address, or --demo-anywhere \(SettingKey.demoAnywhereWords)")
    }
}
