// A case opened for one page: as it stands, by the texts it goes by, in the words of its reader.

import Casework
import Forms
import Records

/// What a page of a case is made from.
struct Dossier {
    let state: CaseState
    let service: ServiceEntry
    let procedure: Procedure
    /// The pages the requester fills in, their lists filled.
    let form: ApplicantForm
    /// The words of the site, and those of the procedure under `procedure.`.
    let t: Strings

    /// Whether the reader sees how the office works on the case.
    let isInside: Bool

    init(_ state: CaseState, _ texts: CaseTexts, _ context: PageContext) {
        self.state = state
        service = texts.service
        procedure = texts.procedure
        form = texts.form
        t = context.t.with(texts.procedure.words)
        isInside = context.person.map { Permissions.isInside($0.actor, state) } ?? false
    }

    init(_ loaded: CaseContext, _ context: PageContext) {
        self.init(loaded.state, loaded.texts, context)
    }

    /// As whom the reader says something for the requester, and takes what is theirs.
    func requestersSide(_ context: PageContext) throws -> Actor {
        try context.signedIn().actor.onRequestersSide(of: state)
    }

    /// The pages that this service has.
    var pages: [ApplicantForm.Page] { form.pages(having: service.formFeatures) }
    /// Whether the request has a list of persons.
    var listsPersons: Bool { pages.contains { $0.key == "subjects" } }

    /// The end of keys that are worded otherwise where a person asks for themselves.
    var manner: String { state.requester.isPerson ? "-person" : "" }

    /// The words of an act: otherwise to a person who asks for themselves, where there are such words.
    func words(of act: any Act, _ part: String) -> String {
        let theirs = "\(act.words).\(part)\(manner)"
        return t(t.has(theirs) ? theirs : "\(act.words).\(part)")
    }

    /// What the case is called: by its code once it has one.
    var heading: String { state.code ?? t(state.stage == .draft ? "cases.draft.heading" : "cases.unfiled") }

    /// The title of a page about the case: what the page is, and the code of the case once it has one.
    func title(_ page: String) -> String { [page, state.code].compactMap { $0 }.joined(separator: " – ") }

    /// The stage in the procedure's own word, where it has one.
    var stageName: String { Self.name(of: state.stage, isInside: isInside, t) }

    /// The stage in words. A requester reads of the decision once it is issued: before, the office is at work.
    static func name(of stage: Stage, isInside: Bool, _ t: Strings) -> String {
        if !isInside, stage == .proposed || stage == .signed { return t("cases.stage.in-progress") }
        let own = "procedure.stage.\(stage.rawValue)"
        return t(t.has(own) ? own : "cases.stage.\(stage.rawValue)")
    }
}
