// The built program as tests use it: a server on a free port with data of its own, and single commands.

import Foundation
import Programs

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

    public init(description: String) { self.description = description }
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

    /// Runs another tool to its end, in the environment that the program would have.
    public static func run(
        tool: String, _ arguments: [String], withinSeconds seconds: Int = 60
    ) async throws -> ProgramOutput {
        try await run(tool, arguments, environment: environment, withinSeconds: seconds)
    }

    /// Runs any tool to its end, with its output kept in files so that no pipe can fill up.
    static func run(
        _ tool: String, _ arguments: [String], input: String = "", environment: [String: String],
        withinSeconds seconds: Int = 60
    ) async throws -> ProgramOutput {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }  // the system clears what is left
        let running = try Running(tool, arguments, input: input, environment: environment, folder: folder)
        let status = try await running.end(withinSeconds: seconds)
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
    /// not the usual one, and `settings` are those it gets by the environment.
    public static func start(
        data: String, root: String = Program.root, settings: [String: String] = [:]
    ) async throws -> ServerProcess {
        let output = try Program.temporaryFolder()
        let environment = Program.environment.merging(["TRINHKY_ROOT": root, "TRINHKY_PORT": "0"]) { $1 }
            .merging(settings) { $1 }
        let running = try Running(
            try Program.path(), ["serve", "--demo", "--data", data],
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
    private let process: ChildProcess
    private let folder: String

    init(
        _ tool: String, _ arguments: [String], input: String, environment: [String: String], folder: String
    ) throws {
        self.folder = folder
        try Data(input.utf8).write(to: URL(filePath: "\(folder)/input"))
        for name in ["output", "errors"] { try Data().write(to: URL(filePath: "\(folder)/\(name)")) }
        let files = [
            try Running.file("\(folder)/input", forReading: true), try Running.file("\(folder)/output"),
            try Running.file("\(folder)/errors"),
        ]
        process = try ChildProcess(
            tool, arguments, environment: environment, input: files[0].fileDescriptor,
            output: files[1].fileDescriptor, errors: files[2].fileDescriptor)
        // The process has its own now. An hour of servers would use up the descriptors of this one.
        for file in files { try file.close() }
    }

    var isRunning: Bool { process.ended() == nil }
    var output: [UInt8] { Array(FileManager.default.contents(atPath: "\(folder)/output") ?? Data()) }
    var errors: String {
        String(decoding: FileManager.default.contents(atPath: "\(folder)/errors") ?? Data(), as: UTF8.self)
    }

    func terminate() { process.signal(SIGTERM) }
    func kill() { process.signal(SIGKILL) }

    /// The exit code; a process that takes longer is ended by force. A signal counts as 128 and its number.
    func end(withinSeconds seconds: Int) async throws -> Int32 {
        for _ in 0..<(seconds * 100) {
            if let status = process.ended() { return status }
            try await Task.sleep(for: .milliseconds(10))
        }
        kill()
        throw ProgramFailure(description: "still running after \(seconds) s")
    }

    private static func file(_ path: String, forReading: Bool = false) throws -> FileHandle {
        let handle = forReading ? FileHandle(forReadingAtPath: path) : FileHandle(forWritingAtPath: path)
        guard let handle else { throw ProgramFailure(description: "\(path) cannot be opened") }
        return handle
    }
}
