// Whether a page can be found one's way about in without seeing it: WCAG 2.2, 1.3.1 and 2.4.6.

import Foundation

extension HTTPAnswer {
    /// What is wrong with the headings and named regions of a page; nothing for what is no page.
    public var outlineFaults: [String] {
        guard header("Content-Type")?.hasPrefix("text/html") == true, !body.isEmpty else { return [] }
        let levels = text.components(separatedBy: "<h").dropFirst().compactMap { tag -> Int? in
            guard let level = tag.first?.wholeNumberValue, let next = tag.dropFirst().first else { return nil }
            return next == ">" || next == " " ? level : nil
        }
        var faults: [String] = []
        if levels.count(where: { $0 == 1 }) != 1 { faults.append("\(levels.count { $0 == 1 }) headings of level 1") }
        for (before, after) in zip(levels, levels.dropFirst()) where after > before + 1 {
            faults.append("a heading of level \(after) below one of level \(before)")
        }
        let names = text.components(separatedBy: "<").compactMap { tag -> Substring? in
            let tag = tag.prefix { $0 != ">" }
            let isRegion = tag.hasPrefix("section ") || tag.hasPrefix("nav ") || tag.contains(" role=\"region\"")
            guard isRegion, let name = tag.firstRange(of: "aria-labelledby=\"") else { return nil }
            return tag[name.upperBound...].prefix { $0 != "\"" }
        }
        for (name, places) in Dictionary(grouping: names, by: { $0 }) where places.count > 1 {
            faults.append("\(places.count) regions with the name \(name)")
        }
        return faults
    }
}
