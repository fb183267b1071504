// Which areas there are tables of on a day, and how many people live there, as far as anybody may know.

public import Basics
public import Registry

/// The communes whose blocks are there, with their shown totals. Requests are judged by these alone: a refusal by true
/// counts would tell what no table tells.
public struct Coverage: Sendable {
    struct Place: Hashable {
        let code: String
        let number: UInt32
        let province: String
        let shown: Int
    }

    public let day: LocalDate
    /// By code.
    let communes: [Place]
    /// Codes in ascending order, with shown totals.
    let provinces: [(code: String, shown: Int)]
    let shownTotal: Int

    /// - Parameter communes: The list as it was on that day.
    public init(
        day: LocalDate, totals counted: [CommuneTotal], communes list: Communes, perturbation: Perturbation
    ) throws(SummaryFault) {
        var places: [Place] = []
        var totals: [String: FinestCell] = [:]
        var seen: Set<UInt32> = []
        for one in counted {
            guard one.day == day else { throw .otherCommuneOrDay }
            guard seen.insert(one.communeNumber).inserted else { throw .communeTwice }
            guard let commune = list[one.commune] else { throw .unknownCommune }
            let shown = perturbation.shown(one.total, in: Marginal(day, .commune, []))
            places.append(
                Place(code: commune.code, number: one.communeNumber, province: commune.province, shown: shown))
            totals[commune.province, default: FinestCell()].add(one.total)
        }
        self.day = day
        self.communes = places.sorted { $0.code < $1.code }
        provinces = totals.sorted { $0.key < $1.key }
            .map { ($0.key, perturbation.shown($0.value, in: Marginal(day, .province, []))) }
        let everybody = totals.values.reduce(into: FinestCell()) { $0.add($1) }
        shownTotal = perturbation.shown(everybody, in: Marginal(day, .country, []))
    }
}
