// A server of its own for a measurement, and who is signed in to it.

import Basics
import Foundation
import Programs
import Records
import Storage

/// `trinhky serve` as a child.
final class ServerProcess {
    private let process: ChildProcess
    private let output = Pipe()

    var id: Int32 { process.id }

    init(settings: Settings) throws {
        let path = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path
        let arguments =
            ["serve", "--data", settings.data, "--root", settings.root, "--port", "0"] + settings.database.arguments
        // A setting reaches a child by its environment.
        let quotas = settings.quotas.map { (SettingKey.quota($0.key).environmentName, String($0.value)) }
        process = try ChildProcess(
            path, arguments, environment: ProcessInfo.processInfo.environment.merging(quotas) { $1 },
            output: output.fileHandleForWriting.fileDescriptor)
    }

    /// Waits for the line that says where it listens; gives the port.
    func address() throws -> Int {
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard line.hasPrefix("listening on "), let port = Int(line.trimmed.split(separator: ":").last ?? "") else {
            throw CommandFault("the server did not start")
        }
        return port
    }

    func stop() {
        process.signal(SIGTERM)
        process.wait()
    }
}

extension Database {
    /// How a command is told of it.
    fileprivate var arguments: [String] {
        switch self {
        case .file(let path): ["--database", "sqlite:\(path)"]
        case .server(let address, nil): ["--database", address]
        case .server(let address, let file?): ["--database", address, "--database-password-file", file]
        }
    }
}

extension Composition {
    /// The token of a session of that demo account.
    func session(of username: String) async throws -> String {
        let result = try await accounts.signIn(
            username: username, password: DemoData.password,
            addressDigest: Accounts.digest(ofAddress: "127.0.0.1"), now: Present.moment())
        guard case .signedIn(let token, _) = result else { throw CommandFault("\(username) cannot sign in") }
        return token
    }
}
