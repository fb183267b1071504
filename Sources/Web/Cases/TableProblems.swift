// Why there is no such table of counts, in words at the field they concern.

import Records
import Statistics

struct TableProblems {
    let t: Strings
    let labels: TableLabels

    func views(_ refusal: TableRefusal) -> [ProblemView] {
        switch refusal {
        case .notCounted: [ProblemView(field: nil, text: t("cases.tables.not-counted"))]
        case .budget(let budget): [ProblemView(field: "dimension", text: sentence(budget))]
        case .problems(let problems): problems.map(view)
        }
    }

    private func sentence(_ refusal: BudgetRefusal) -> String {
        switch refusal {
        case .grantUsedUp(let needed, let left), .recipientUsedUp(let needed, let left):
            t("cases.tables.budget.\(refusal.code)", ["needed": String(needed), "left": String(left)])
        }
    }

    private func view(_ problem: RequestProblem) -> ProblemView {
        let key = "cases.tables.problem.\(problem.code)"
        return switch problem {
        case .dimensionTwice(let dimension):
            ProblemView(field: "dimension", text: t(key, ["what": t(dimension.label)]))
        case .tooManyDimensions(let max), .tooManyCells(let max):
            ProblemView(field: "dimension", text: t(key, ["max": t.count(max)]))
        case .cellsTooSmall(let min): ProblemView(field: "dimension", text: t(key, ["min": String(min)]))
        case .noDimension, .communeWithProvince: ProblemView(field: "dimension", text: t(key))
        case .tooManyAreas(let max): ProblemView(field: "province", text: t(key, ["max": t.count(max)]))
        case .areaTwice(let code), .unknownProvince(let code), .unknownCommune(let code):
            ProblemView(field: "province", text: t(key, ["what": labels.name(ofProvince: code)]))
        case .noArea, .severalAreasAsOne, .provincesWithinCommunes: ProblemView(field: "province", text: t(key))
        case .noSuchDay: ProblemView(field: nil, text: t(key))
        }
    }
}
