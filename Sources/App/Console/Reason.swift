// Errors as the one line that a command ends with.

import Foundation
import Letters
import Records
import Storage

enum Reason {
    static func text(of error: any Error) -> String {
        switch error {
        case let fault as CommandFault: fault.description
        case let error as StorageError: storage(error)
        case let error as MigrationError: migration(error)
        case let problem as AccountProblem: account(problem)
        case let error as LetterError: letter(error)
        case let error as CocoaError: error.localizedDescription
        default: String(describing: error)
        }
    }

    private static func storage(_ error: StorageError) -> String {
        switch error {
        case .conflict(let what): "somebody was faster: \(what)"
        case .busy(let what): "the database is busy: \(what)"
        case .unavailable(let what): "the database cannot do it: \(what)"
        case .corrupt(let what): "the database is damaged: \(what)"
        case .erased(let what): "it is there no more: \(what)"
        case .constraint(let rule): "a rule of the database was broken: \(rule.detail)"
        }
    }

    private static func migration(_ error: MigrationError) -> String {
        switch error {
        case .changed(let number, let name):
            "migration \(number) (\(name)) of the database is not the one of this program"
        case .unknown(let number, let name):
            "the database is newer than this program: it has migration \(number) (\(name))"
        case .misnumbered(let number, let expected): "migration \(number) stands where \(expected) belongs"
        }
    }

    private static func account(_ problem: AccountProblem) -> String {
        switch problem {
        case .usernameNotUsable: "an account name has only a-z, 0-9, '.', '_' and '-'"
        case .usernameTaken: "there is an account of that name already"
        case .nameMissing: "the person's name is missing"
        case .passwordTooShort(let min): "the password must have at least \(min) characters"
        case .passwordTooLong(let max): "the password must have at most \(max) characters"
        case .rolesMissing: "the account needs a role"
        case .unitDoesNotFitRoles:
            "filers and officials belong to an organisation, clerks, officers and approvers to an office; none to both"
        case .unknownUnit: "there is no such organisation or office"
        case .unknownAccount: "there is no such account"
        }
    }

    private static func letter(_ error: LetterError) -> String {
        switch error {
        case .fontMissing: "the font Tinos is not installed (Debian package fonts-croscore)"
        case .templateMissing(let file): "the letter template \(file) is missing or cannot be read"
        case .templateFaulty(let file, let reason): "the letter template \(file) is faulty: \(reason)"
        default: "a letter cannot be made: \(error)"
        }
    }
}
