// Reads the catalogue from its files.

public import Basics

extension Catalogue {
    /// The catalogue of `Workflows/services/*.xml`; `nil` when a file cannot be used. All findings of all files are
    /// given. `procedures` are the names that a service may follow.
    public static func load(
        _ files: [(file: String, bytes: [UInt8])], procedures: Set<String>
    ) -> (Catalogue?, [Diagnostic]) {
        var diagnostics: [Diagnostic] = []
        var found: [ServiceFile] = []
        for file in files.sorted(by: { $0.file < $1.file }) {
            let (service, findings) = ServiceFile.read(file.bytes, file: file.file, procedures: procedures)
            diagnostics += findings
            if let service { found.append(service) }
        }
        // A code belongs to the file that bears its name; a copy under another name must not take it away.
        let owners = Dictionary(grouping: found, by: \.entry.code).mapValues {
            $0.first(where: \.isNamedRight) ?? $0[0]
        }
        for service in found {
            guard let owner = owners[service.entry.code] else { continue }
            if owner.file != service.file {
                diagnostics.append(service.finding("\(owner.file) has the service \(service.entry.code) already"))
            } else if !service.isNamedRight {
                diagnostics.append(service.finding("the file must be named \(service.entry.code).xml"))
            }
        }
        for service in found.filter({ $0.entry.procedure == nil }).dropFirst() {
            diagnostics.append(service.finding("only one service can be the own record, without a procedure"))
        }
        return (diagnostics.hasErrors ? nil : Catalogue(services: found.map(\.entry)), diagnostics)
    }

    /// The service in a text that was checked when a case was begun under it: what has become stricter since does not
    /// reach it. `nil` when it cannot be read any more.
    public static func read(_ bytes: [UInt8]) -> ServiceEntry? {
        ServiceFile.read(bytes, file: "", procedures: []).0?.entry
    }
}
