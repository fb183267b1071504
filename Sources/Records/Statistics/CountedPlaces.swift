// Where people are counted: the communes of the list, or whole provinces where there is none.

import Basics
import Registry

/// Finds the place of an address, each way of writing it once.
struct CountedPlaces {
    /// A commune, or a province as a whole under a number of its own.
    struct Place: Hashable {
        let code: String
        let province: String
    }

    private let communes: Communes?
    /// By province and name of the commune.
    private var found: [String: Place?] = [:]

    /// - Parameter communes: `nil` while no list was imported.
    init(_ communes: Communes?) { self.communes = communes }

    var areCommunes: Bool { communes != nil }

    /// `nil` for an address that names no place of the list.
    mutating func place(of address: Address) -> Place? {
        guard let province = address.province, let name = address.commune else { return nil }
        let key = "\(province) \(name)"
        if let known = found[key] { return known }
        let code = communes.map { $0.code(named: name, in: province) } ?? Self.code(ofProvince: province)
        let place = code.map { Place(code: $0, province: province) }
        found[key] = .some(place)
        return place
    }

    /// Five digits that no commune has, whose codes end in the thousands of their own.
    private static func code(ofProvince code: String) -> String? { code.isDigits(2) ? "999\(code)" : nil }
}
