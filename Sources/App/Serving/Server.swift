// The running server: pages and worker under one life cycle.

import Hummingbird
import Logging
import NIOCore
import Records
import ServiceLifecycle
import StorageSQLite
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
        let loop = WorkLoop(worker: composition.worker, accounts: composition.accounts, logger: logger)
        let router = try composition.router { await loop.settle() }
        let application = Application(
            router: router, server: WebApplication.server,
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port), serverName: nil),
            onServerRunning: { channel in
                let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
                await isReady("http://\(host):\(channel.localAddress?.port ?? settings.port)")
            },
            logger: logger)
        var configuration = ServiceGroupConfiguration(
            services: [.init(service: loop), .init(service: application)],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = Self.drain
        try await ServiceGroup(configuration: configuration).run()
        try await composition.store.close()
        composition.site.hold.end()
    }
}
