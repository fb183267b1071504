// Writes the head of the log to its second place, at intervals and at every clean stop.

import Basics
import Foundation
import Logging
import Programs
import Records
import ServiceLifecycle
import Storage

/// Where heads of the log go: a file, and a program that may take them elsewhere, such as to another office.
struct AnchorPlace: Sendable {
    let file: AnchorFile
    /// Given to the shell with the line as its input; empty for none.
    let command: String

    /// How long the command may take.
    private static let patience = DispatchTimeInterval.seconds(30)

    init(_ settings: Settings) {
        file = AnchorFile(path: settings.anchorPath)
        command = settings.anchorCommand
    }

    /// Puts down the head as it stands now. Blocks while the command runs.
    func add(_ anchor: LedgerAnchor, at now: Timestamp) throws {
        try file.add(anchor, at: now)
        guard !command.isEmpty else { return }
        // A file: a command that does not read a pipe to its end would end us with a signal.
        let input = try NamelessFile.holding(Array("\(now) \(anchor)\n".utf8))
        defer { try? input.close() }  // it was only read: nothing of it can be lost
        let process = try ChildProcess(
            "/bin/sh", ["-c", command], environment: ProcessInfo.processInfo.environment,
            input: input.fileDescriptor, output: STDOUT_FILENO, errors: STDERR_FILENO)
        let guardian = DispatchWorkItem { process.signal(SIGTERM) }
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience, execute: guardian)
        defer { guardian.cancel() }
        let status = process.wait()
        guard status == 0 else { throw CommandFault("the anchor command ended with \(status)") }
    }
}

/// The loop beside the pages.
struct AnchorLoop: Service, CustomStringConvertible {
    let store: any Store
    let place: AnchorPlace
    let minutes: Int
    let logger: Logger

    var description: String { "anchor loop" }

    func run() async throws {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            await add()
            // A stop cuts the pause short, and is seen above.
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(60 * minutes)) }
        }
    }

    /// Puts down the head; a failure is said and tried again after the next pause.
    func add() async {
        do {
            let head = try await store.read { db in try db.ledgerHead() }
            try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
                DispatchQueue.global(qos: .utility).async {
                    done.resume(with: Result { try place.add(head, at: Present.moment()) })
                }
            }
        } catch {
            logger.error("anchor failed", metadata: ["reason": "\(Reason.text(of: error))"])
        }
    }
}
