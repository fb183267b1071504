// All pages of cases, in one list.

/// The page groups that the composition adds to the site.
public enum CasePageGroups {
    public static func all(_ environment: CaseEnvironment) -> [any PageGroup] {
        [
            InboxPages(environment: environment), SavedListPages(environment: environment),
            NewCasePages(environment: environment),
            CasePages(environment: environment), DraftPages(environment: environment),
            SubjectsPage(environment: environment), DocumentsPage(environment: environment),
            CheckPage(environment: environment), ActPages(environment: environment),
            AssigningPages(environment: environment), ManyCasesPages(environment: environment),
            ManyAssigningPages(environment: environment), RemarkPages(environment: environment),
            LetterPages(environment: environment), ResultPages(environment: environment),
            GrantPages(environment: environment), TablePages(environment: environment),
            CallPages(environment: environment),
            OwnRecordPages(environment: environment), RegisterPages(environment: environment),
            FeePages(environment: environment), ReceptionPages(environment: environment),
            VerifyPages(environment: environment),
        ]
    }
}
