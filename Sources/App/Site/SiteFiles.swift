// The files of `Workflows/`, read for commands and for the server.

import Basics
import Foundation
import Records
import Registry

/// Reads what an operator keeps under the root. A file that cannot be used stops the command with all its faults.
struct SiteFiles {
    let root: String

    /// All procedures. Warnings are told, errors stop.
    func procedures() throws -> Procedures {
        var folder = WorkflowFolder(
            "\(root)/Workflows", letters: "\(root)/Templates/letters")
        let procedures = folder.load()
        try settle(folder.diagnostics)
        guard let procedures else { throw CommandFault("the files under \(root)/Workflows cannot be used") }
        return procedures
    }

    func provinces() throws -> Provinces {
        let path = "\(root)/Workflows/units/provinces.csv"
        let (provinces, diagnostics) = Provinces.load(try content(of: path), file: path)
        try settle(diagnostics)
        guard let provinces else { throw CommandFault("\(path) cannot be used") }
        return provinces
    }

    private func content(of path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFault("\(path) cannot be read")
        }
        return Array(data)
    }

    private func settle(_ diagnostics: [Diagnostic]) throws {
        for diagnostic in diagnostics { Output.remark(diagnostic.description) }
        let errors = diagnostics.filter { $0.severity == .error }.count
        if errors > 0 { throw CommandFault("\(errors) fault(s) in the files under \(root)/Workflows") }
    }
}
