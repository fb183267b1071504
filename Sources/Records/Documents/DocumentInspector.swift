// Whether an uploaded PDF is one that people can open.

import Basics
public import Formats
import Foundation

/// Looks at enclosures before they are kept. What shows at the first bytes is told at once; then `qpdf`, where it is
/// installed, opens the file as a viewer would, in a child process with bounds, a few at a time.
public final class DocumentInspector: Sendable {
    private let program: BoundedProgram?
    private let line = WaitingLine(
        name: "documents", threads: Limits.inspectionsAtOnceMax, lengthMax: Limits.inspectionsWaitingMax)

    /// `tool` is the path of `qpdf`; `nil` leaves it at the first look.
    public init(tool: String?) {
        program = tool.map { BoundedProgram(path: $0) }
    }

    /// Where `qpdf` is on that search path; `nil` when it is nowhere.
    public static func tool(onPath path: String) -> String? {
        path.split(separator: ":").map { "\($0)/qpdf" }.first(where: FileManager.default.isExecutableFile)
    }

    /// Whether files are opened to be sure, or only looked at.
    public var opensFiles: Bool { program != nil }

    /// Why the file cannot be taken; `nil` when it can.
    /// - Throws: `StorageError.busy` when too many wait, `.unavailable` when the program cannot be run.
    public func fault(in bytes: [UInt8]) async throws -> PDFFault? {
        if let fault = PDFOutline.fault(bytes) { return fault }
        guard let program else { return nil }
        return try await line.run { try Self.fault(in: bytes, program) }
    }

    private static func fault(in bytes: [UInt8], _ program: BoundedProgram) throws -> PDFFault? {
        // It lists pages once it has the whole tree of them; 3 means that it had to repair the file, as viewers do.
        let pages = try program.run(["--show-pages", "/dev/stdin"], over: bytes)
        if pages.output.hasPrefix("page 1:") { return nil }
        let locked = try program.run(["--requires-password", "/dev/stdin"], over: bytes)
        return locked.status == 0 ? .password : .unreadable
    }
}
