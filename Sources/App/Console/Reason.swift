// Errors as the one line that a command ends with.

import Casework
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
        case let problem as OrganizationProblem: organization(problem)
        case let problem as OperatorProblem: work(problem)
        case let problems as AuthorityProblems: problems.all.map(authority).joined(separator: "; ")
        case let error as LetterError: letter(error)
        case let error as CocoaError where error.code == .fileWriteOutOfSpace: "the disk is full"
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

    private static func authority(_ problem: AuthorityProblem) -> String {
        switch problem {
        case .missing(let field): "the \(field.rawValue) is missing"
        case .tooLong(let field): "the \(field.rawValue) is too long"
        case .textNotUsable(let field): "the \(field.rawValue) does not fit on a line"
        case .unknownService: "there is no such service"
        case .endsBeforeItBegins: "it would end before it begins"
        case .isOver: "its last day is past"
        case .paperTooLate: "the paper is younger than its first day"
        case .noApprover: "the account is no approver of an office, or is out of use"
        case .alreadyLed(let until):
            "the office has a head on those days" + (until.map { ", until \($0)" } ?? "") + "; end that authority first"
        case .own: "nobody enters or confirms authority for themselves"
        case .sameHand: "whoever entered it, or changed the holder's account, does not confirm it"
        case .noAccount: "one of the two must be a person with an account: confirm it at /authorities"
        case .newAccount: "that account is younger than the entry"
        case .prefixed(let field): "the \(field.rawValue) must not begin with Q., KT., TL. or TUQ.: --kind says it"
        case .notTheirs: "this is not yours to do"
        case .overtaken: "there is none that waits for it"
        }
    }

    private static func account(_ problem: AccountProblem) -> String {
        switch problem {
        case .usernameNotUsable: "an account name has only a-z, 0-9, '.', '_' and '-'"
        case .usernameTaken: "there is an account of that name already"
        case .nameMissing: "the person's name is missing"
        case .nameTooLong(let max): "the person's name must have at most \(max) characters"
        case .positionTooLong(let max): "title and authority must have at most \(max) characters"
        case .textNotUsable: "a name or title has a character that cannot stand on a line of text"
        case .passwordTooShort(let min): "the password must have at least \(min) characters"
        case .passwordTooLong(let max): "the password must have at most \(max) characters"
        case .passwordCommon: "the password is too common or easily guessed"
        case .passwordHoldsName: "the password is little more than the name of the person, account or organisation"
        case .passwordUnchanged: "the new password is the one it should replace"
        case .rolesMissing: "the account needs a role"
        case .rolesMayNotMeet(let one, let other):
            "the roles \(one.rawValue) and \(other.rawValue) may not meet in one account"
        case .unitDoesNotFitRoles:
            "filers and officials belong to an organisation, clerks, officers and approvers to an office; none to both"
        case .unknownUnit: "there is no such organisation or office"
        case .authorityIsGranted:
            "for whom somebody of an office signs is said with days and paper: trinhky authority propose"
        case .unknownAccount: "there is no such account"
        case .lastAdministrator: "this is the last administrator in use; make another one first"
        case .ownAccount: "nobody does this to their own account"
        }
    }

    private static func organization(_ problem: OrganizationProblem) -> String {
        switch problem {
        case .nameMissing: "the name of the organisation is missing"
        case .addressMissing: "the address of the organisation is missing"
        case .tooLong(let part, let max): "the \(part.rawValue) must have at most \(max) characters"
        case .textNotUsable(let part):
            "the \(part.rawValue) has a character that cannot stand on a line of text"
        case .emailNotUsable: "an e-mail address looks like name@agency.vn"
        case .classMissing: "the class of requester is missing"
        case .levelMissing: "the level of government is missing"
        case .unknownProvince: "there is no such province today"
        case .communeNotUsable: "a commune has a code of five digits"
        case .communeElsewhere: "the province has no commune of that code today"
        case .unknown: "there is no such organisation"
        case .unknownSuperior: "there is no such organisation above it"
        case .superiorBelow: "that organisation stands below this one"
        }
    }

    private static func work(_ problem: OperatorProblem) -> String {
        switch problem {
        case .overtaken: "it is done, is being tried, or somebody was faster"
        case .impossible(.timer): "it is a date of the law, which is tried until it is done"
        case .impossible(.paper), .impossible(.noWayBack): "nobody else can do it"
        case .impossible(.olderProcess): "the case goes by an older process, which has no way back"
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
