// The papers of a dossier as PDF.

import Basics
import Casework
import Hummingbird
import Records

/// `/cases/{id}/letters`, `/cases/{id}/letters/{n}.pdf`.
struct LetterPages: PageGroup {
    let environment: CaseEnvironment

    func add(to site: Site) {
        site.get(.caseLetters) { context in
            let dossier = try await environment.dossier(context)
            let state = dossier.state
            let view = CaseView(environment: environment, dossier: dossier)
            let page = Page(
                .letters,
                title: "\(context.t("cases.papers.caption")) – \(dossier.heading)",
                [
                    "back": BackLinkView(.of(state.id), dossier.heading).pageValue,
                    "papers": view.papers.hidingCaption().pageValue,
                ])
            return try environment.pages.render(
                page.with(state: state.stage.rawValue, caseCode: state.code), context)
        }
        site.get(.caseLetter) { context in
            let state = try await environment.dossier(context).state
            guard let n = context.parameters.get("number", as: Int.self), state.papers.contains(where: { $0.n == n }),
                let pdf = try await environment.papers.pdf(of: state.id, n: n)
            else { throw PageError.notFound }
            return .file(pdf, type: "application/pdf", name: "\(state.code ?? state.id.text)-\(n).pdf")
        }
    }
}
