// A program of the system run as a child that can hurt nobody, whatever file it is given.

import Basics
import Foundation
import Programs
import Storage

/// One run of a program over one file. The child has no environment, a file without a name as its input, and bounds of
/// time, memory and output; what exceeds them ends.
struct BoundedProgram: Sendable {
    let path: String

    /// How the program ended, and what it printed as far as anybody looks.
    struct Result: Sendable {
        /// The exit code; 128 and the signal where a bound ended it.
        var status: Int32
        var output: String
    }

    /// The bounds are set by the shell, which then becomes the program.
    private static let script = """
        ulimit -c 0; ulimit -f 0; ulimit -t "$1"; ulimit -v "$2"; shift 2; exec "$@"
        """
    /// What the shell says when the program cannot be started.
    private static let notStarted: Set<Int32> = [126, 127]

    /// Runs it with `content` as `/dev/stdin`. Blocks, so it is called on a thread that may.
    func run(_ arguments: [String], over content: [UInt8]) throws -> Result {
        let input = try NamelessFile.holding(content)
        defer { try? input.close() }  // it was only read: nothing of it can be lost
        let output = Pipe()
        let bounds = [String(Limits.inspectionSecondsMax), String(Limits.inspectionMemoryKilobytesMax)]
        let process: ChildProcess
        do {
            process = try ChildProcess(
                "/bin/sh", ["-c", Self.script, "sh"] + bounds + [path] + arguments, environment: ["LC_ALL": "C"],
                input: input.fileDescriptor, output: output.fileHandleForWriting.fileDescriptor)
        } catch {
            throw StorageError.unavailable("\(path) cannot be started: error \(error.number)")
        }
        try output.fileHandleForWriting.close()
        let guardian = DispatchWorkItem { process.signal(SIGKILL) }
        DispatchQueue.global().asyncAfter(
            deadline: .now() + .seconds(Limits.inspectionSecondsMax), execute: guardian)
        let printed = Self.read(output.fileHandleForReading)
        let status = process.wait()
        guardian.cancel()
        guard !Self.notStarted.contains(status) else {
            throw StorageError.unavailable("\(path) cannot be started")
        }
        return Result(status: status, output: String(decoding: printed, as: UTF8.self))
    }

    /// The first bytes of what is printed; a child that prints more finds nobody reading.
    private static func read(_ handle: FileHandle) -> [UInt8] {
        defer { try? handle.close() }  // the end of a pipe: nothing is written here
        var bytes: [UInt8] = []
        while bytes.count < Limits.inspectionOutputBytesMax,
            // An output that cannot be read says nothing, which is no good answer of any program.
            let more = try? handle.read(upToCount: Limits.inspectionOutputBytesMax - bytes.count), !more.isEmpty
        {
            bytes += more
        }
        return bytes
    }
}
