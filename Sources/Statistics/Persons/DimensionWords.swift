// What the values of dimensions are called.

public import Basics
import Registry

extension Dimension {
    /// What the value of that code is called in tables; `nil` for areas, whose names are a matter of lists, and for
    /// what is no value.
    public func label(ofValue code: String) -> BilingualText? {
        guard codes.contains(code) else { return nil }
        if code == Self.unknown { return BilingualText(vi: "Không rõ", en: "Not known") }
        return switch self {
        case .province, .commune: nil
        case .ageBand: AgeBand.label(ofCode: code)
        case .sex: Sex(rawValue: code)?.name
        case .ethnicity: EthnicGroup.label(ofCode: code)
        case .maritalStatus: MaritalStatus(rawValue: code)?.name
        case .householdSize:
            code.hasSuffix("-plus")
                ? BilingualText(vi: "\(code.dropLast(5)) người trở lên", en: "\(code.dropLast(5)) people or more")
                : BilingualText(vi: "\(code) người", en: code == "1" ? "1 person" : "\(code) people")
        }
    }
}

extension AgeBand {
    fileprivate static func label(ofCode code: String) -> BilingualText {
        let ages = code.dropFirst()
        if ages.hasSuffix("-plus") {
            return BilingualText(vi: "\(ages.dropLast(5)) tuổi trở lên", en: "\(ages.dropLast(5)) and over")
        }
        let band = String(ages.replacing("-", with: "–"))
        return BilingualText(vi: "\(band) tuổi", en: band)
    }
}
