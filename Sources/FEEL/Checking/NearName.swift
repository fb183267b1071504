// Finds the name that was probably meant.

enum NearName {
    /// Names that are longer are not compared: nobody mistypes them by two letters and needs help.
    private static let lengthMax = 64
    private static let distanceMax = 2

    /// ` (did you mean 'amount'?)`; empty when no name is near.
    static func hint(_ name: String, among known: some Sequence<String>) -> String {
        nearest(to: name, among: known).map { " (did you mean '\($0)'?)" } ?? ""
    }

    /// The name that differs by the fewest letters, by two at most; the first in the alphabet where there are several.
    static func nearest(to name: String, among known: some Sequence<String>) -> String? {
        let letters = Array(name)
        guard letters.count <= lengthMax else { return nil }
        var best: (name: String, distance: Int)?
        for candidate in known where candidate != name {
            let other = Array(candidate.prefix(lengthMax + 1))
            guard abs(other.count - letters.count) <= distanceMax else { continue }
            let distance = distance(letters, other)
            // When every letter differs, the names have nothing in common; of short words, when half of them do.
            let length = max(letters.count, other.count)
            guard distance <= distanceMax, distance < length, distance == 1 || distance * 2 < length else { continue }
            if let best, (best.distance, best.name) <= (distance, candidate) { continue }
            best = (candidate, distance)
        }
        return best?.name
    }

    /// Letters to add, drop, change or swap with their neighbour to make one word of the other.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var rows = [Array(0...right.count)]
        for (index, letter) in left.enumerated() {
            var row = [index + 1]
            for (place, other) in right.enumerated() {
                let changed = rows[index][place] + (letter == other ? 0 : 1)
                var cost = min(changed, row[place] + 1, rows[index][place + 1] + 1)
                if index > 0, place > 0, letter == right[place - 1], other == left[index - 1] {
                    cost = min(cost, rows[index - 1][place - 1] + 1)
                }
                row.append(cost)
            }
            rows.append(row)
        }
        return rows[left.count][right.count]
    }
}
