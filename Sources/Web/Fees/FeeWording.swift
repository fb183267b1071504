// What is said of the fee of a case.

import Basics
import Casework

/// Rows about a fee, for the check page and the case page.
struct FeeWording {
    let state: CaseState
    let service: ServiceEntry
    let t: Strings

    /// What the answer would cost today, at most; nothing where nothing can be said, or the answer is there.
    func estimate(on today: LocalDate) -> [SummaryListView.Row] {
        guard state.release == nil, let fee = state.feeEstimate(of: service, on: today) else { return [] }
        guard !fee.isExempt else { return [.init(t("cases.fee.estimate"), t("cases.fee.exempt-class"))] }
        let lines = [
            t("cases.fee.at-most", ["amount": t.dong(fee.amount)]), reckoning(fee),
            t("cases.fee.estimate-note"),
        ]
        return [.init(t("cases.fee.estimate"), lines: lines)]
    }

    private func reckoning(_ fee: FeeAssessment) -> String {
        t(
            "cases.fee.reckoning",
            ["each": t.dong(fee.amountPerField), "fields": t.count(fee.fields), "tariff": fee.tariff])
    }

    /// What the answer costs, and whether that was paid; `nil` where it has no fee.
    var rows: [SummaryListView.Row]? {
        guard let fee = state.fee else { return nil }
        let sum = fee.isExempt ? t("cases.fee.exempt-class") : t.dong(fee.amount)
        var rows = [
            SummaryListView.Row(t("cases.fee.amount"), lines: [sum, reckoning(fee)]),
            SummaryListView.Row(t("cases.fee.assessed"), fee.on.dayFirst),
        ]
        if let payment = state.feePayment {
            rows.append(.init(t("cases.fee.paid"), payment.on.dayFirst))
            rows.append(.init(t("cases.fee.means"), t("cases.fee.means.\(payment.means.rawValue)")))
            rows.append(.init(t("cases.fee.reference"), payment.reference))
        } else if state.owesFee {
            rows.append(.init(t("cases.fee.paid"), t(state.isHeldForFee ? "cases.fee.open" : "cases.fee.unpaid")))
            if let until = state.feeUntil { rows.append(.init(t("cases.fee.until"), until.dayFirst)) }
            rows.append(.init(t("cases.fee.how"), t("cases.fee.how-text", ["code": state.code ?? ""])))
        }
        return rows
    }
}
