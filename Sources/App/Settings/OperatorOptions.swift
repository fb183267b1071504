// The option of every command that writes to the log: who is at the machine.

import ArgumentParser
import Casework
import Foundation

/// Who gives the command. What is not given comes from elsewhere, at last from the login.
struct OperatorOptions: ParsableArguments {
    @Option(name: .customLong("operator"), help: "Who gives the command, for the log; else the login name.")
    var name: String?
}

extension SiteOptions {
    /// All settings of a command that writes to the log.
    func settings(by operators: OperatorOptions) throws -> Settings {
        try settings([.operatorName: operators.name])
    }
}

extension Settings {
    /// Whoever gives the command, as the log names them.
    var operatorActor: Actor { .machineOperator(operatorName.isEmpty ? Self.loginName : operatorName) }

    /// A user of the machine without a name is known by number.
    private static var loginName: String {
        let name = NSUserName()
        return name.isEmpty ? "uid-\(getuid())" : name
    }
}
