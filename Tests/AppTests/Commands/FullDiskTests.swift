// A disk that is full, at each step: a small one that is mounted for one command.

import Foundation
import Programs
import TestKit
import Testing

@Suite(.enabled(if: isProgramBuilt && SmallDisk.isPossible))
struct FullDiskTests {
    @Test(arguments: [64, 256, 512, 1_024])
    func aBackupThatFindsNoRoomSaysSoAndLeavesNothing(kilobytes: Int) async throws {
        try await CommandSite.with { site in
            _ = try await site.succeed("registry", "generate", "--citizens", "2000", "--seed", "1")
            let head = try await site.succeed("audit", "verify")
            let output = try await SmallDisk.run(
                kilobytes: kilobytes, in: site.folder, "backup", "{disk}/copy.sqlite", "--data", site.data)
            #expect(output.status == 1)
            #expect(output.errors.contains("the disk is full"), "\(output.errors)")
            #expect(output.text.isEmpty, "files are left: \(output.text)")
            #expect(try await site.succeed("audit", "verify") == head)
        }
    }

    @Test(arguments: [64, 512, 1_024, 1_200])
    func aRestoreThatFindsNoRoomSaysSoAndLeavesNothing(kilobytes: Int) async throws {
        try await CommandSite.with { site in
            _ = try await site.succeed("registry", "generate", "--citizens", "2000", "--seed", "1")
            _ = try await site.succeed("backup", "\(site.folder)/copy.sqlite")
            let output = try await SmallDisk.run(
                kilobytes: kilobytes, in: site.folder, "restore", "\(site.folder)/copy.sqlite", "--data", "{disk}/data")
            #expect(output.status == 1)
            #expect(output.errors.contains("the disk is full"), "\(output.errors)")
            let left = output.text.split(separator: "\n").filter { $0.contains("sqlite") && !$0.hasSuffix(".lock") }
            #expect(left.isEmpty, "\(left)")
        }
    }

    @Test func aServerThatFindsNoRoomSaysSo() async throws {
        try await CommandSite.with { site in
            let output = try await SmallDisk.run(
                kilobytes: 64, in: site.folder, "serve", "--port", "0", "--data", "{disk}/data")
            #expect(output.status == 1)
            #expect(output.errors.split(separator: "\n").last?.hasPrefix("trinhky: ") == true, "\(output.errors)")
        }
    }
}

/// A disk of few kilobytes in a name space of its own.
enum SmallDisk {
    /// Whether this machine lets us mount one: inside containers often nobody may.
    static let isPossible: Bool = {
        let arguments = ["-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
        let process = try? ChildProcess("/usr/bin/unshare", arguments, environment: [:])
        return process?.wait() == 0
    }()

    /// Whether root may mount one beside other users: a server of databases does not run as root.
    static let isMountable: Bool = {
        guard getuid() == 0 else { return false }
        let process = try? ChildProcess(
            "/usr/bin/unshare", ["-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], environment: [:])
        return process?.wait() == 0
    }()

    /// Runs the program with such a disk at `{disk}`; the output is what the command leaves there, a name a line.
    static func run(kilobytes: Int, in folder: String, _ arguments: String...) async throws -> ProgramOutput {
        let disk = "\(folder)/disk"
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        let script = """
            mount -t tmpfs -o size=\(kilobytes)k tmpfs "$1" || exit 9
            folder="$1"; shift; "$@" >&2; status=$?; find "$folder" -type f; exit $status
            """
        let words = arguments.map { $0.replacing("{disk}", with: disk) }
        return try await Program.run(
            tool: "/usr/bin/unshare", ["-rm", "sh", "-c", script, "sh", disk, try Program.path()] + words)
    }
}
