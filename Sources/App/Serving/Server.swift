// The running server: pages and worker under one life cycle.

import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Records
import ServiceLifecycle
import Storage
import UnixSignals
import Web

/// Serves a composed site until it is told to stop.
struct Server {
    let composition: Composition
    let logger: Logger

    /// Requests under way may take so long to finish after the signal to stop.
    private static let drain = Duration.seconds(20)

    /// Serves until SIGTERM or SIGINT, then lets requests finish and closes the database. `isReady` is told the
    /// address.
    func run(_ isReady: @escaping @Sendable (_ address: String) async -> Void) async throws {
        let settings = composition.settings
        if !composition.documents.opensFiles {
            logger.warning("qpdf is not on the PATH: enclosures are taken by their first and last bytes alone")
        }
        try await compareClock()
        try await lookForFingerKeys()
        Descriptors.raise()
        let loop = WorkLoop(worker: composition.worker, accounts: composition.accounts, logger: logger)
        let anchors = AnchorLoop(
            store: composition.store, place: AnchorPlace(settings), minutes: settings.anchorMinutes, logger: logger)
        let counts = CountLoop(
            desk: CountingDesk(store: composition.store, secret: settings.statisticsSecret), logger: logger)
        let waiting = WaitingLoop(check: WaitingCheck(store: composition.store), logger: logger)
        let web = try composition.environment()
        let site = listener(
            composition.router(web) { await loop.settle() }, web, settings.host, settings.port, isReady)
        var services: [ServiceGroupConfiguration.ServiceConfiguration] = [
            .init(service: anchors), .init(service: counts), .init(service: waiting), .init(service: loop),
        ]
        if let port = settings.metricsPort {
            let apart = listener(WebApplication.measurements(web), web, settings.metricsHost, port) { address in
                Output.line("measurements on \(address)/metrics")
            }
            services.append(.init(service: apart))
        }
        services.append(.init(service: site))
        var configuration = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = Self.drain
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch {
            await writeLooks()
            throw error
        }
        await writeLooks()
        // Nobody writes any more: this head is the one the next start finds.
        await anchors.add()
        try await composition.store.close()
        if !settings.database.isWhole {
            logger.warning("the newest commits are in the file beside the database, not in it: copy both or neither")
        }
        composition.site.endHold()
    }

    private func listener(
        _ router: Router<PageContext>, _ web: WebEnvironment, _ host: String, _ port: Int,
        _ isReady: @escaping @Sendable (_ address: String) async -> Void
    ) -> some Service {
        Application(
            router: router, server: WebApplication.server(web),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), serverName: nil,
                availableConnectionsDelegate: MaximumAvailableConnections(Descriptors.connectionsMax, logger: logger)),
            onServerRunning: { channel in
                let name = host.contains(":") ? "[\(host)]" : host
                await isReady("http://\(name):\(channel.localAddress?.port ?? port)")
            },
            logger: logger)
    }

    /// Says when the clock lies before the moment that servers before this one wrote last.
    private func compareClock() async throws {
        let behind = try await composition.store.read { db in try db.clockBehindSeconds(at: Present.moment()) }
        if behind > 0 {
            logger.error(
                "the clock lies before the newest entry of the log: no numbers are given",
                metadata: ["seconds": "\(behind)"])
        }
    }

    /// Says when fingerprints are sealed with keys that are not there: none of them can be compared.
    private func lookForFingerKeys() async throws {
        do {
            let keys = composition.settings.fingerprintKeys
            for (id, rows) in try await composition.store.missingFingerKeys(keys) {
                logger.error(
                    "fingerprints are sealed with a key that is missing: they are not comparable",
                    metadata: ["key": "\(id)", "fingerprints": "\(rows)"])
            }
        } catch let fault as SecretFault {
            logger.error("the keys of fingerprints cannot be read", metadata: ["reason": "\(fault)"])
        }
    }

    /// Writes the looks of the last moments, however the server ended.
    private func writeLooks() async {
        do {
            try await composition.access.flush()
        } catch {
            logger.error("looks are not in the log", metadata: ["reason": "\(Reason.text(of: error))"])
        }
    }
}
