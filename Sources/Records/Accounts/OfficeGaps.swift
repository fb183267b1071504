// What a site has not said of its offices yet.

public import Casework

/// What letters leave out because the table of offices does not say it: no fault, but somebody should know.
public enum OfficeGaps {
    /// Offices that a sentence names; the others are counted.
    private static let named = 5

    /// One sentence for each thing that is missing anywhere.
    public static func sentences(_ offices: [Office]) -> [String] {
        let things: [(String, KeyPath<Office, String>)] = [
            ("a telephone number", \.telephone), ("an address", \.address),
        ]
        return things.compactMap { thing, path in
            let lacking = offices.filter { $0[keyPath: path].isEmpty }.sorted(by: Office.isBefore).map(\.code.text)
            guard !lacking.isEmpty else { return nil }
            let rest = lacking.count - named
            let list = lacking.prefix(named).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
            return
                "\(lacking.count) of \(offices.count) offices have not said \(thing), which letters leave out: \(list)"
        }
    }
}
