// Readings of a request that several acts need.

import Basics
import Forms

extension CaseState {
    /// The field codes the request asks for: those the official answered for, or those chosen so far.
    public func requestedFields(of service: ServiceEntry) -> [String] {
        vouchedContent?.fields ?? chosenFields(of: service)
    }

    /// The field codes ticked, or — where the service leaves no choice — all of the service's.
    func chosenFields(of service: ServiceEntry) -> [String] {
        service.selectableFields.isEmpty
            ? service.fields : service.selectableFields.filter(Set(answers.texts("fields")).contains)
    }

    /// What differs from what the office saw last: field keys, and `subjects` or `documents` for the lists.
    public var changesSinceFiling: [String] {
        var changed = answers.difference(from: answersAtFiling).map(\.key)
        if subjects != subjectsAtFiling { changed.append("subjects") }
        if enclosures != enclosuresAtFiling { changed.append("documents") }
        return changed
    }
}
