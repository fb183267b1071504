// Accounts in words.

import Basics
import Casework
import Records

extension Strings {
    /// What a role is called.
    func name(of role: Role) -> String { self("accounts.role.\(role.rawValue)") }

    /// Roles in the order in which they take part in the work.
    func names(of roles: Set<Role>) -> String {
        Role.allCases.filter(roles.contains).map(name).joined(separator: ", ")
    }
}

extension AccountProblem {
    /// At which field of a form it is, and what to say there.
    func view(_ t: Strings, password: String = "password") -> ProblemView {
        let (field, key, parameters) = place(t)
        return ProblemView(
            field: field == "password" ? password : field, text: t("accounts.problem.\(key)", parameters))
    }

    private func place(_ t: Strings) -> (String?, String, [String: String]) {
        switch self {
        case .usernameNotUsable:
            ("username", "username-not-usable", ["max": String(Limits.usernameCharactersMax)])
        case .usernameTaken: ("username", "username-taken", [:])
        case .nameMissing: ("name", "name-missing", [:])
        case .nameTooLong(let max): ("name", "too-long", ["max": String(max)])
        case .positionTooLong(let max): ("title", "too-long", ["max": String(max)])
        case .textNotUsable: ("name", "text-not-usable", [:])
        case .passwordTooShort(let min): ("password", "password-too-short", ["min": String(min)])
        case .passwordTooLong(let max): ("password", "password-too-long", ["max": String(max)])
        case .passwordCommon: ("password", "password-common", [:])
        case .passwordHoldsName: ("password", "password-holds-name", [:])
        case .passwordUnchanged: ("password", "password-unchanged", [:])
        case .rolesMissing: ("role", "roles-missing", [:])
        case .rolesMayNotMeet(let one, let other):
            ("role", "roles-may-not-meet", ["one": t.name(of: one), "other": t.name(of: other)])
        case .unitDoesNotFitRoles: ("unit", "unit-does-not-fit", [:])
        case .unknownUnit: ("unit", "unit-unknown", [:])
        case .authorityIsGranted: ("authority", "authority-is-granted", [:])
        case .unknownAccount: (nil, "unknown", [:])
        case .lastAdministrator: (nil, "last-administrator", [:])
        case .ownAccount: (nil, "own-account", [:])
        }
    }
}

/// The open sessions of an account, each with a button that ends it (`partials/session-list`).
struct SessionListView: PageValueConvertible {
    let lines: [SessionLine]
    let action: SitePath
    let t: Strings

    var pageValue: PageValue {
        [
            "sessionAction": action.pageValue, "hasSessions": .flag(!lines.isEmpty),
            "hasOtherSessions": .flag(lines.contains { !$0.isThis } && lines.count > 1),
            "sessionLines": .list(lines.map(line)),
        ]
    }

    private func line(_ line: SessionLine) -> PageValue {
        let times = ["begun": line.begunAt.dayFirst, "seen": line.seenAt.dayFirst]
        return [
            "sessionHandle": .text(line.handle), "sessionText": .text(t("accounts.sessions.line", times)),
            "isThisSession": .flag(line.isThis),
        ]
    }
}

extension PageContext {
    /// What was done on the page before, as the query of the address says: a banner, or nothing.
    /// - Parameter key: the key of its words.
    func done(
        _ t: Strings, title: String = "accounts.done.title", key: (String) -> String = { "accounts.done.\($0)" }
    ) -> PageValue {
        guard let what = query("done").map(key), t.has(what) else { return .none }
        return BannerView(.success, title: t(title), text: t(what)).pageValue
    }
}
