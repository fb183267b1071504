// `trinhky assertion …`: the keys by which the server signs assertions.

import ArgumentParser
import Basics
import Records
import Tokens

struct AssertionCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assertion", abstract: "The keys that sign assertions.", subcommands: [Rotate.self])

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a key that signs from a later moment on.",
            discussion: """
                Running servers publish it within seconds, sign with the old one until then, and publish the old one
                until what it signed has expired: nobody who fetches the published keys meanwhile meets an unknown one.
                When keys became known to others: delete all signing-*.pem and access.key in the folder of keys, then
                --hours 0. What was signed before is then worth nothing, and clients prove anew who they are.
                """)

        @Option(help: "es256 or eddsa.") var algorithm = "es256"
        @Option(help: "Hours until it signs; 0 for at once.")
        var hours = Limits.signingKeyWaitSeconds / 3600
        @OptionGroup var operators: OperatorOptions
        @OptionGroup var site: SiteOptions

        func validate() throws {
            if SigningAlgorithm(option: algorithm) == nil { throw ValidationError("--algorithm is es256 or eddsa") }
            if !(0...8_760).contains(hours) { throw ValidationError("--hours is a number from 0 to 8760") }
        }

        func run() async throws {
            guard let algorithm = SigningAlgorithm(option: algorithm) else { return }
            let settings = try site.settings(by: operators)
            let folder = AssertionKeyFolder(path: settings.assertionKeys)
            let begins = try await OpenSite.existing(settings) { store in
                try await store.rotateAssertionKey(
                    folder, algorithm, after: hours * 3600, by: settings.operatorActor, at: Present.moment())
            }
            Output.line("a new key signs from \(begins.dayFirst) on")
        }
    }
}

extension SigningAlgorithm {
    fileprivate init?(option: String) {
        switch option.lowercased() {
        case "es256": self = .es256
        case "eddsa": self = .edDSA
        default: return nil
        }
    }
}
