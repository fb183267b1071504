// One remark in words.

import Basics
import Casework
import Formats
import Records

/// How remarks on a case are told.
struct RemarkWording {
    let dossier: Dossier
    let thread: RemarkThread
    let offices: [OfficeCode: Office]

    func view(_ remark: Remark, mayAnswer: Bool) -> PageValue {
        let t = dossier.t
        let isOpen = thread.questions[remark.number] != nil
        let isToRequester = thread.toRequester(remark.number) != nil
        return [
            "anchor": .text("remark-\(remark.number)"), "remarkTitle": .text(title(remark)),
            "tag": isOpen ? TagView(t("cases.remarks.waits"), .yellow).pageValue : .none,
            "remarkAt": .text(remark.at.dayFirst), "remarkMoment": .text(remark.at.description),
            "remarkWho": .text(who(remark)),
            "remarkText": text(remark),
            "answerPath": mayAnswer && isToRequester
                ? SitePath.of(dossier.state.id, .caseRemarks).with(["answer": String(remark.number)]).pageValue : .none,
        ]
    }

    private func title(_ remark: Remark) -> String {
        let words = ["number": String(remark.number), "answered": remark.content?.answers.map { String($0) } ?? ""]
        return dossier.t("cases.remarks.kind.\(remark.kind.rawValue)", words)
    }

    private func text(_ remark: Remark) -> PageValue {
        guard let content = remark.content else { return .text(dossier.t("cases.remarks.erased")) }
        return content.text.isEmpty ? .none : .text(content.text)
    }

    private func who(_ remark: Remark) -> String {
        guard let content = remark.content else { return "" }
        let t = dossier.t
        let unit = content.office.map { office in offices[office].map { t($0.names) } ?? office.text }
        return [content.by.name, unit ?? dossier.state.requester.name].joined(separator: " – ")
    }
}
