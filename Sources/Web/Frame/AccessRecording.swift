// Which answers the log hears of: what officials are shown, and what anybody is refused.

import Basics
import Casework
import Hummingbird
import Records

/// Stands between the router and every page. What it cannot record is not shown.
struct AccessRecording: Sendable {
    let record: @Sendable (AccessRecord) async throws -> Void

    func answer(
        _ route: SiteRoute, _ context: PageContext, _ handler: () async throws -> Response
    ) async throws -> Response {
        let response: Response
        do {
            response = try await handler()
        } catch let error as PageError {
            if error.isRefusal { try await refused(route, context, Int(error.status.code)) }
            throw error
        }
        if response.status == .tooManyRequests {
            try await refused(route, context, Int(response.status.code))
        } else if route.showsCases, response.status.kind != .redirection, let actor = context.person?.actor,
            Permissions.isOfficial(actor)
        {
            var target = context.target
            if route.showsRegister {
                target.office = actor.office ?? context.query("office").map { OfficeCode($0) } ?? .central
            }
            try await record(AccessRecord(.read, by: actor.envelope.who, route: route.pattern, target: target))
        }
        return response
    }

    /// A stranger's attempt counts where something was refused to them, not where there is nothing, and without ids.
    private func refused(_ route: SiteRoute, _ context: PageContext, _ status: Int) async throws {
        let who = context.person?.actor.envelope.who ?? .unknown
        if who == .unknown, status == 404 { return }
        try await record(
            AccessRecord(
                .refused, by: who, route: route.pattern, target: who == .unknown ? .init() : context.target,
                status: status))
    }
}

extension PageError {
    /// Whether somebody was kept from something.
    fileprivate var isRefusal: Bool {
        switch self {
        case .forbidden, .formExpired, .notFound, .throttled, .overQuota: true
        default: false
        }
    }
}

extension SiteRoute {
    /// Whether the page shows cases, papers or lists of them. Results have entries of their own, on disk before
    /// anything is shown.
    fileprivate var showsCases: Bool {
        switch self {
        case .login, .logout, .language, .token, .assertions, .payments, .publishedKeys, .newCase, .caseSearch,
            .taskSearch, .savedTasks, .savedCases, .verify, .verifyCode, .healthz, .readyz, .metrics:
            false
        case .caseResult, .caseResultCSV, .caseResultXML, .caseResultPDF: false
        case .ownRecord, .ownRecordCSV, .ownRecordXML, .ownRecordPDF: false
        default: true
        }
    }

    /// Whether the page is of one office's register; shown, it is that of an office that there is.
    fileprivate var showsRegister: Bool { rawValue.hasPrefix("/registers/") }
}

extension PageContext {
    /// The ids in the address; anything else that stands there is left out.
    fileprivate var target: AccessRecord.Target {
        AccessRecord.Target(
            caseID: parameters.get("case").flatMap { CaseID($0) }, paper: parameters.get("number", as: Int.self),
            document: parameters.get("document").flatMap { AttachmentID($0) })
    }
}
