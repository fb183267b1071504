// The built program as tests use it: a server on a free port with data of its own, and single commands.

import Foundation

/// What a command of the program left behind.
public struct ProgramOutput: Sendable {
    public var status: Int32
    public var output: [UInt8]
    public var errors: String

    public var text: String { String(decoding: output, as: UTF8.self) }
}

/// Why a test could not start the program.
public struct ProgramFailure: Error, CustomStringConvertible {
    public var description: String
}

/// The program `trinhky` as it was built beside the tests.
public enum Program {
    /// The folder with `Templates`, `Workflows` and `Public`: the repository, unless `TRINHKY_ROOT` names another.
    public static let root: String = {
        if let named = ProcessInfo.processInfo.environment["TRINHKY_ROOT"] { return named }
        var folder = URL(filePath: #filePath)
        for _ in 0..<3 { folder.deleteLastPathComponent() }
        return folder.path
    }()

    /// The program's file: in the folder of the tests, unless `TRINHKY_BINARY` names another.
    public static func path() throws -> String {
        if let named = ProcessInfo.processInfo.environment["TRINHKY_BINARY"] { return named }
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))  // Linux only
        let folder = URL(filePath: tests ?? CommandLine.arguments[0]).deletingLastPathComponent()
        let file = folder.appending(path: "trinhky").path
        guard FileManager.default.isExecutableFile(atPath: file) else {
            throw ProgramFailure(description: "the program is not built: \(file)")
        }
        return file
    }

    /// A new folder below the system's temporary one. Whoever asks for it removes it.
    public static func temporaryFolder() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "trinhky-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder.path
    }

    /// Runs one command to its end; `input` is what it reads.
    public static func run(_ arguments: [String], input: String = "") async throws -> ProgramOutput {
        try await run(try path(), arguments, input: input, environment: environment)
    }

    /// Runs any tool to its end, with its output kept in files so that no pipe can fill up.
    static func run(
        _ tool: String, _ arguments: [String], input: String = "", environment: [String: String]
    ) async throws -> ProgramOutput {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }  // the system clears what is left
        let running = try Running(tool, arguments, input: input, environment: environment, folder: folder)
        let status = try await running.end(withinSeconds: 60)
        return ProgramOutput(status: status, output: running.output, errors: running.errors)
    }

    /// This process's variables without settings of the program, but with its root.
    static var environment: [String: String] {
        var variables = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("TRINHKY_") }
        variables["TRINHKY_ROOT"] = root
        return variables
    }
}

/// A running `trinhky serve --demo`.
public final class ServerProcess: Sendable {
    /// The data directory; the caller's to remove.
    public let data: String
    public let port: Int
    private let running: Running

    private init(data: String, port: Int, running: Running) {
        self.data = data
        self.port = port
        self.running = running
    }

    /// Starts a server on the data in `data` and waits until it listens; `root` is its folder of files, where that is
    /// not the usual one.
    public static func start(data: String, root: String = Program.root) async throws -> ServerProcess {
        let output = try Program.temporaryFolder()
        let environment = Program.environment.merging(["TRINHKY_ROOT": root]) { $1 }
        let running = try Running(
            try Program.path(), ["serve", "--demo", "--port", "0", "--data", data],
            input: "", environment: environment, folder: output)
        for _ in 0..<3_000 {
            let printed = String(decoding: running.output, as: UTF8.self)
            if let line = printed.split(separator: "\n").first(where: { $0.hasPrefix("listening on ") }),
                let port = line.split(separator: ":").last.flatMap({ Int($0) })
            {
                return ServerProcess(data: data, port: port, running: running)
            }
            guard running.isRunning else { break }
            try await Task.sleep(for: .milliseconds(20))
        }
        let said = running.errors
        running.kill()
        throw ProgramFailure(description: "the server did not start: \(said)")
    }

    /// Everything the server has written so far, on both outputs.
    public var log: String { String(decoding: running.output, as: UTF8.self) + running.errors }

    /// Asks the server to end (SIGTERM) and gives its exit code.
    public func stop() async throws -> Int32 {
        running.terminate()
        return try await running.end(withinSeconds: 20)
    }
}

extension ServerProcess {
    /// Ends the server the way a power cut does.
    public func kill() async throws {
        running.kill()
        _ = try await running.end(withinSeconds: 20)
    }
}

/// A child process whose input and outputs are files in one folder.
private final class Running: Sendable {
    private let process = Process()
    private let folder: String

    init(
        _ tool: String, _ arguments: [String], input: String, environment: [String: String], folder: String
    ) throws {
        self.folder = folder
        try Data(input.utf8).write(to: URL(filePath: "\(folder)/input"))
        process.executableURL = URL(filePath: tool)
        process.arguments = arguments
        process.environment = environment
        process.standardInput = FileHandle(forReadingAtPath: "\(folder)/input")
        process.standardOutput = try Running.file("\(folder)/output")
        process.standardError = try Running.file("\(folder)/errors")
        try process.run()
    }

    var isRunning: Bool { process.isRunning }
    var output: [UInt8] { Array(FileManager.default.contents(atPath: "\(folder)/output") ?? Data()) }
    var errors: String {
        String(decoding: FileManager.default.contents(atPath: "\(folder)/errors") ?? Data(), as: UTF8.self)
    }

    func terminate() { process.terminate() }
    func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }

    /// The exit code; a process that takes longer is ended by force. A signal counts as 128 and its number.
    func end(withinSeconds seconds: Int) async throws -> Int32 {
        for _ in 0..<(seconds * 100) where process.isRunning { try await Task.sleep(for: .milliseconds(10)) }
        guard !process.isRunning else {
            kill()
            throw ProgramFailure(description: "still running after \(seconds) s")
        }
        return process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
    }

    private static func file(_ path: String) throws -> FileHandle {
        try Data().write(to: URL(filePath: path))
        guard let handle = FileHandle(forWritingAtPath: path) else {
            throw ProgramFailure(description: "\(path) cannot be written")
        }
        return handle
    }
}
