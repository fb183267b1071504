// `trinhky workflow check`: validates files of `Workflows/` before they are put to use.

import ArgumentParser
import Basics
import Foundation
import Records

struct WorkflowCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workflow", abstract: "Process and decision files.", subcommands: [Check.self])

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Validate what `serve` would; prints FILE:LINE: what, and ends with 1 if there is a fault.",
            discussion: """
                A folder `Workflows` and the folder of a procedure are checked as a whole; a file of a procedure
                together with its siblings; any other .bpmn or .dmn file by itself.
                """)

        @Argument(help: "Files, or folders to be searched.") var paths: [String]

        @Option(help: "Folder with Templates, Workflows and Public: letters share parts in Templates.")
        var root: String?

        func run() throws {
            let root = try root.map(SiteRoot.check) ?? SiteRoot.find()
            let check = WorkflowCheck(letters: "\(root)/Templates/letters")
            var findings: [Diagnostic] = []
            for path in paths {
                do {
                    findings += try check.findings(at: path)
                } catch {
                    throw CommandFault(error.description)
                }
            }
            for finding in findings { Output.line(finding.description) }
            if findings.hasErrors { throw ExitCode.failure }
        }
    }
}
