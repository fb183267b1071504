// Counts elements of markup, some of which may stand in sections of a template.

import Casework
import Formats

enum MarkupCount {
    /// How often a child may stand there at most: of what stands for a fact and what stands for its lack, one counts,
    /// and what stands for a list may stand more than once.
    static func most(of name: String, in element: XMLElement) -> Int {
        var count = element.children.count { !LetterOutline.isSection($0) && $0.name == name }
        var sides: [String: (with: Int, without: Int)] = [:]
        for section in element.children where LetterOutline.isSection(section) {
            let inside = most(of: name, in: section)
            if LetterOutline.isInverted(section) {
                sides[section.name, default: (0, 0)].without += inside
            } else {
                sides[section.name, default: (0, 0)].with += isList(section) ? inside * many : inside
            }
        }
        for side in sides.values { count += max(side.with, side.without) }
        return count
    }

    /// More than any part may stand.
    private static let many = 100

    private static func isList(_ section: XMLElement) -> Bool {
        !LetterOutline.isInverted(section) && FactGroup.lists.contains(section.name)
    }

    /// The children of that name, inside sections too.
    static func all(_ name: String, in element: XMLElement) -> [XMLElement] {
        element.children.flatMap { child in
            LetterOutline.isSection(child) ? all(name, in: child) : child.name == name ? [child] : []
        }
    }

    /// Sections of as many facts as this are tried in every way.
    private static let factsMax = 6

    /// The numbers of cells and columns where they can differ. Those that come from lists cannot be counted.
    static func misfit(
        cells cell: String, of row: XMLElement, columns column: String, of table: XMLElement
    ) -> (cells: Int, columns: Int)? {
        let sections = sections(around: cell, in: row) + sections(around: column, in: table)
        let names = Set(sections.map(\.name)).sorted()
        guard !sections.contains(where: isList), names.count <= factsMax else { return nil }
        for way in 0..<(1 << names.count) {
            let there = Set(names.indices.filter { way & (1 << $0) != 0 }.map { names[$0] })
            let counts = (count(cell, in: row, there), count(column, in: table, there))
            if counts.0 != counts.1 { return counts }
        }
        return nil
    }

    private static func count(_ name: String, in element: XMLElement, _ there: Set<String>) -> Int {
        element.children.reduce(0) { sum, child in
            guard LetterOutline.isSection(child) else { return sum + (child.name == name ? 1 : 0) }
            let isTaken = there.contains(child.name) != LetterOutline.isInverted(child)
            return isTaken ? sum + count(name, in: child, there) : sum
        }
    }

    /// The sections on which it hangs whether such a child is there.
    private static func sections(around name: String, in element: XMLElement) -> [XMLElement] {
        element.children.filter { LetterOutline.isSection($0) && !all(name, in: $0).isEmpty }
            .flatMap { [$0] + sections(around: name, in: $0) }
    }
}
