// A server with many connections open starts programs all the same.

import Foundation
import Programs
import Testing

@Suite struct ManyDescriptorsTests {
    @Test func aProgramIsStartedHoweverManyDescriptorsAreOpenAndGetsNoneOfThem() throws {
        let open = (0..<2_000).map { _ in Foundation.open("/dev/null", O_RDONLY) }.filter { $0 >= 0 }
        defer { for descriptor in open { close(descriptor) } }
        let output = Pipe()
        let process = try ChildProcess(
            "/bin/sh", ["-c", "echo /proc/self/fd/*; pwd; echo $WORD; exit 7"], environment: ["WORD": "a b"],
            in: "/usr", output: output.fileHandleForWriting.fileDescriptor)
        try output.fileHandleForWriting.close()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(process.wait() == 7 && process.ended() == 7)
        let lines = said.split(separator: "\n").map(String.init)
        let descriptors = lines[0].split(separator: " ").map { $0.split(separator: "/").last.flatMap { Int($0) } ?? -1 }
        #expect(descriptors.allSatisfy { $0 <= 3 }, "the shell's own look at the folder aside: \(descriptors)")
        #expect(lines.dropFirst() == ["/usr", "a b"])
    }

    @Test func whatCannotBeStartedSaysSoAndASignalIsTold() throws {
        let fault = #expect(throws: ChildProcess.Fault.self) {
            _ = try ChildProcess("/nowhere", [], environment: [:])
        }
        #expect(fault?.path == "/nowhere" && fault?.number == ENOENT)
        let process = try ChildProcess("/bin/sleep", ["60"], environment: [:])
        #expect(process.ended() == nil)
        process.signal(SIGKILL)
        #expect(process.wait() == 128 + SIGKILL)
        process.signal(SIGKILL)
    }
}
