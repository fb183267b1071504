// `trinhky units …`: the administrative units below the provinces.

import ArgumentParser
import Basics
import Records
import Registry

struct UnitsCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "units", abstract: "The administrative units below the provinces.", subcommands: [Import.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take over a list of all communes in the place of the one before; one bad row refuses the file.",
            discussion: """
                A CSV file with the columns code, name, type and province. What is not in it any more is kept as what it
                was. From then on addresses that are imported and organisations must name communes of the list.
                """)

        @Argument(help: "CSV file of all communes, wards and special zones.") var file: String
        @OptionGroup var operators: OperatorOptions
        @OptionGroup var site: SiteOptions

        func run() async throws {
            let settings = try site.settings(by: operators)
            let bytes = try BoundedFile.read(file, atMost: Limits.unitsFileBytesMax)
            let now = Present.moment()
            let provinces = try SiteFiles(root: settings.root).provinces()
            let (list, faults) = Communes.read(bytes, file: file, provinces: provinces, on: now.date)
            guard let list else {
                for fault in faults.prefix(Limits.rowProblemsMax) { Output.remark("\(fault)") }
                throw CommandFault("\(faults.count) fault(s) in \(file); nothing was changed")
            }
            let report = try await OpenSite.with(settings) { store in
                try await store.importCommunes(list, from: Digest(of: bytes), by: settings.operatorActor, at: now)
            }
            let ended = "ended \(report.ended), unchanged \(report.unchanged)"
            Output.line("added \(report.added), changed \(report.changed), \(ended)")
        }
    }
}
