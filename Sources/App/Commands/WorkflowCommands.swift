// `trinhky workflow check`: validates process and decision files before they are put to use.

import ArgumentParser
import Basics
import Foundation
import Workflow

struct WorkflowCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workflow", abstract: "Process and decision files.", subcommands: [Check.self])

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Validate .bpmn and .dmn files; prints FILE:LINE: what, and ends with 1 if there is a fault.")

        @Argument(help: "Files, or folders to be searched.") var paths: [String]

        func run() throws {
            let findings = try paths.flatMap { path in try files(at: path).flatMap(check) }
            for finding in findings { Output.line(finding.description) }
            if findings.hasErrors { throw ExitCode.failure }
        }

        /// The file itself, or every model below the folder, in order.
        private func files(at path: String) throws -> [String] {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw CommandFault("\(path) does not exist")
            }
            guard isFolder.boolValue else { return [path] }
            // A folder that is a link is searched like any other.
            let folder = URL(filePath: path).resolvingSymlinksInPath().path
            guard let walk = FileManager.default.enumerator(atPath: folder) else {
                throw CommandFault("\(path) cannot be read")
            }
            let names = walk.compactMap { $0 as? String }.filter { $0.hasSuffix(".bpmn") || $0.hasSuffix(".dmn") }
            if names.isEmpty { throw CommandFault("there is no .bpmn or .dmn file below \(path)") }
            return names.sorted().map { "\(path)/\($0)" }
        }

        private func check(_ file: String) -> [Diagnostic] {
            guard let content = FileManager.default.contents(atPath: file) else {
                return [Diagnostic(file: file, line: 0, "the file cannot be read")]
            }
            switch URL(filePath: file).pathExtension {
            case "bpmn": return ProcessLoader.load(Array(content), file: file, vocabulary: .ours).1
            case "dmn": return DecisionLoader.load(Array(content), file: file).1
            default: return [Diagnostic(file: file, line: 0, "neither a .bpmn nor a .dmn file")]
            }
        }
    }
}
