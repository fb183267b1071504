// Prints docs/routes.md from the list of routes.

import HTTPTypes

/// The addresses of the site as a document for people.
enum RoutesDocument {
    static var text: String {
        let head = """
            # Routes

            Every address of the site. Printed from `SiteRoute`; a test compares this file with the code.

            | address | methods | what |
            |---|---|---|

            """
        return head + SiteRoute.allCases.map(line).joined()
    }

    private static func line(_ route: SiteRoute) -> String {
        let methods = route.methods.map(\.rawValue).joined(separator: ", ")
        return "| `\(route.pattern)` | \(methods) | \(purpose(of: route)) |\n"
    }

    private static func purpose(of route: SiteRoute) -> String {
        switch route {
        case .home: "what waits for the reader, and the latest dossiers"
        case .login: "signing in"
        case .loginCode: "the code of the second factor"
        case .logout: "signing out"
        case .language: "the language switch; `back` leads to the page it came from"
        case .ownRequests: "a citizen's own requests"
        case .ownRecord: "a citizen's own record, with where each value comes from"
        case .ownRecordCSV, .ownRecordXML: "the same as a file"
        case .ownRecordPDF: "the same as form DC03, with the recipient's mark on each page"
        case .grants: "the approvals of the reader's organisation: what is left of each, and asking for it again"
        case .tasks: "the inbox: dossiers that wait for the reader or their office"
        case .remarks: "dossiers with remarks that the reader or their office is to answer or to read"
        case .cases: "the dossiers the reader may see; posting begins one"
        case .caseSearch, .taskSearch: "the form above that list: to the dossier of a code, or to what fits"
        case .savedTasks, .savedCases: "keeping what that list is asked for, under a name"
        case .newCase: "choosing a service for a new dossier"
        case .verify, .verifyCode: "public check of a letter by its code"
        case .incomingRegister, .incomingRegisterCSV, .incomingRegisterPDF: "the register of incoming documents"
        case .outgoingRegister, .outgoingRegisterCSV, .outgoingRegisterPDF: "the register of outgoing documents"
        case .deskRecord: "clerks: the sheet of their own record for a person who came to the desk"
        case .deskRequest: "clerks: begin a request that a person handed in on paper"
        case .deskCases: "clerks: what was handed in on paper at their desk"
        case .fees, .feesCSV: "the register of fees: computed, or paid, in a month"
        case .payments: "the payment platform: that a fee was paid (docs/api.md)"
        case .token: "servers: an access token for a signed proof of who they are (docs/api.md)"
        case .assertions: "servers: one signed assertion about one person"
        case .publishedKeys: "the keys that verify what the server signs"
        case .healthz: "whether the process lives"
        case .readyz: "whether it can do its work"
        case .metrics: "measurements in Prometheus' text format"
        default: purpose(ofAccountPage: route) ?? purpose(ofCasePage: route)
        }
    }

    private static func purpose(ofAccountPage route: SiteRoute) -> String? {
        switch route {
        case .account: "one's own account: sessions, language"
        case .accountPassword: "one's own password"
        case .accountSecondFactor: "one's own second factor"
        case .accountLists: "the filters that one keeps; posting takes one out"
        case .accountSessions: "ending one's own sessions"
        case .adminAccounts: "administrators: all accounts, and who is signed in"
        case .adminNewAccount: "administrators: making an account"
        case .adminAccount: "administrators: one account"
        case .adminAccountChange: "administrators: name, roles and unit of an account"
        case .adminAccountSessions: "administrators: ending sessions of an account"
        case .adminAccountStep:
            "administrators: `password`, `disable`, `enable`, `sign-out`, `second-factor` (taking it away)"
        case .adminOrganizations: "administrators: all organisations"
        case .adminNewOrganization: "administrators: making an organisation"
        case .adminOrganization: "administrators: changing an organisation"
        case .adminKeys: "administrators: the keys of organisations' servers"
        case .authorities: "people of an office, inspectors and administrators: who may sign, and under what"
        case .newAuthority: "administrators and heads of offices: `account`, `kind`, `from_day`, `paper` and others"
        case .authority: "one of them with its history"
        case .authorityStep:
            "administrators and heads of offices: `confirm`, `refuse`, `end`; holder and who entered it the last two"
        case .adminKeyStep: "administrators: `confirm`, `refuse`, `withdraw`"
        case .adminOutbox: "administrators: what the server could not do, and cases that wait on nothing"
        case .adminWork: "administrators: one item of it, with what operators said of it"
        case .adminWorkStep: "administrators: `retry`, `give-back` (to those who decided), `give-up`"
        case .organizationKeys: "the keys of the servers of the reader's organisation; posting hands one in"
        case .organizationKeyWithdrawal: "taking one of them out of use"
        default: nil
        }
    }

    private static func purpose(ofCasePage route: SiteRoute) -> String {
        switch route {
        case .showCase: "the task list of a draft, later the page of the dossier"
        case .casePurpose: "draft: purpose and legal basis"
        case .caseSubjects: "the persons concerned: while they may be changed, typed or as a CSV file; later to be read"
        case .caseSubjectsCSV: "the persons concerned, as a file"
        case .caseFields: "draft: the fields wanted"
        case .caseDocuments: "draft: the documents enclosed"
        case .caseDocument: "one enclosed document, as it was uploaded"
        case .caseUndertakings: "draft: the undertakings"
        case .casePage: "draft: a page of another procedure's form"
        case .caseCheck: "draft: all answers before filing"
        case .caseSubmit: "filing"
        case .caseAssigning: "people of an office: `take`, `give` or `release` a step of the case"
        case .caseAct: "the page and the form of one act, where it is permitted now"
        case .caseActPreview: "the paper that the act would make with what was typed, as PDF"
        case .caseRemark: "people of an office: a remark for their own people or for the requester"
        case .caseAnswerRemark: "the requester: an answer to a remark"
        case .caseSettleRemarks: "people of an office: the answers were read, and no other is waited for"
        case .caseRemarks: "what was said about the dossier beside its acts"
        case .caseLetters: "every paper of the dossier"
        case .caseLetter: "one paper"
        case .manyAssigning: "whoever signs for an office: steps of its clerks or officers, to be given to one of them"
        case .manyCases: "the cases that wait for an act, and the act on all that are chosen"
        case .manyLetters: "the letters that it would make, in one file"
        case .caseCalls: "the calls that a server made under the grant"
        case .caseTables: "which tables of counts were made under the grant, and which may be"
        case .caseTable, .caseTableCSV: "one of them"
        case .caseResult, .caseResultCSV, .caseResultXML, .caseResultPDF: "what the grant released to the reader"
        default: "–"
        }
    }
}
