// `trinhky fingerprint import`: fingers of people who are in the registry.

import ArgumentParser
import Basics
import Foundation
import Records

extension FingerprintCommands {
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Enrol fingers; one bad file refuses all unless --keep-good is given.",
            discussion: """
                Files are ISO/IEC 19794-2:2005 templates of one view, NUMBER.iso by personal number, or NUMBER-2.iso and
                NUMBER-3.iso for more impressions of the finger that the template says it is of.
                """)

        @Argument(help: "Folder or ZIP with the files.") var place: String
        @Flag(help: "Enrol the good files where there are bad ones.") var keepGood = false
        @OptionGroup var operators: OperatorOptions
        @OptionGroup var site: SiteOptions

        func run() async throws {
            let settings = try site.settings(by: operators)
            do {
                let files = try files()
                let (report, problems) = try await OpenSite.existing(settings) { store in
                    try await store.importFingers(
                        files, keepGood: keepGood, sealedBy: settings.fingerprintKeys, by: settings.operatorActor,
                        at: Present.moment())
                }
                for problem in problems { Output.remark("\(place): \(problem)") }
                Output.line(report.counts)
            } catch let refusal as FingerImportRefusal {
                for problem in refusal.problems { Output.remark("\(place): \(problem)") }
                throw CommandFault(
                    refusal.badFiles == 0
                        ? "\(place) cannot be imported; nothing was enrolled"
                        : "\(refusal.badFiles) bad file(s) in \(place); nothing was enrolled")
            }
        }

        private func files() throws -> FingerFiles {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) else {
                throw CommandFault("\(place) cannot be read")
            }
            guard isFolder.boolValue else {
                let bytes = try BoundedFile.read(place, atMost: Limits.fingerprintImportBytesMax)
                return try FingerFiles(zip: bytes, named: place)
            }
            let names = try FileManager.default.contentsOfDirectory(atPath: place)
            return FingerFiles(names: names) { name in
                try BoundedFile.read("\(place)/\(name)", atMost: Limits.fingerprintBytesMax)
            }
        }
    }
}
