// `trinhky fingerprint rotate`: another key for fingerprints. `fingerprint sample`: a finger to try the service with.

import ArgumentParser
import Foundation
import Records
import Registry

extension FingerprintCommands {
    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a key to the file of keys, and seal all fingerprints anew with it.",
            discussion: """
                A server may run meanwhile. What was broken off goes on with --resume. Old keys stay in the file: copies
                of the database that were made before still need them.
                """)

        @Flag(help: "Add no key: seal anew what is not sealed with the newest.") var resume = false
        @OptionGroup var operators: OperatorOptions
        @OptionGroup var site: SiteOptions

        func run() async throws {
            let settings = try site.settings(by: operators)
            let report = try await OpenSite.existing(settings) { store in
                if !resume { try settings.fingerprintKeys.add() }
                return try await store.resealFingers(
                    with: settings.fingerprintKeys, by: settings.operatorActor, at: Present.moment())
            }
            Output.line("key \(report.key): sealed anew \(report.resealed)")
            guard report.keyMissing + report.damaged == 0 else {
                throw CommandFault(
                    "\(report.keyMissing) fingerprint(s) stay as they are since their key is missing, "
                        + "\(report.damaged) since they are damaged")
            }
        }
    }

    struct Sample: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a template of the finger of an invented person, to try the service with.",
            discussion: "The people are those of 'serve --demo' and of 'registry generate --fingers'.")

        @Argument(help: "Personal number.") var number: String
        @Argument(help: "New file, such as NUMBER.iso.") var file: String

        func run() throws {
            guard let person = PersonalID(number) else { throw ValidationError("a personal number has 12 digits") }
            guard !FileManager.default.fileExists(atPath: file),
                FileManager.default.createFile(atPath: file, contents: Data(InventedFingers.probe(of: person)))
            else { throw CommandFault("\(file) is there already or cannot be written") }
        }
    }
}
