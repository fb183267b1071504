// `trinhky workflow check`: validates the files of a site before they are put to use.

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
                Without a path: the files of this site as `serve` reads them, pages and words included. Another folder
                `Workflows` is checked with the `Templates` of this site, the folder of a procedure as a whole, a file
                of a procedure together with its siblings, any other .bpmn or .dmn file by itself.
                """)

        @Argument(help: "Files, or folders to be searched.") var paths: [String] = []

        @Option(help: "Folder with Templates, Workflows and Public: what is checked, and what letters share.")
        var root: String?

        func run() throws {
            let root = try root.map(SiteRoot.check) ?? SiteRoot.find()
            let check = WorkflowCheck(letters: "\(root)/Templates/letters")
            var findings: [Diagnostic] = []
            for path in paths.isEmpty ? [root] : paths {
                if let site = SiteRoot.files(at: path, of: root) {
                    findings += site.load().1
                    continue
                }
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
