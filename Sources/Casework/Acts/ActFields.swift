// The fields that acts share, by the names of the outside contract.

import Basics
public import Forms
import Registry

extension Field {
    /// Why; every act that goes against somebody must say it.
    static let reason = Field("reason", .longText(max: Limits.fieldCharactersMax))
    static let optionalReason = Field("reason", .longText(max: Limits.fieldCharactersMax), isRequired: false)
    /// The article that a decision rests on.
    static let optionalArticle = Field("article", .text(max: Limits.articleCharactersMax), isRequired: false)
    /// A remark for the next person.
    static let comment = Field("comment", .longText(max: Limits.fieldCharactersMax), isRequired: false)
}

extension Option {
    /// A field of a service, in the registry's own words.
    public static func field(_ code: String) -> Option { Option(code, .text(ServiceFields.label(code))) }
}

extension Options {
    /// Offices to choose among. There may be thousands, so they are searched; first come those that are likeliest
    /// for this requester: of its commune, of its province, the central one.
    static func offices(_ offices: [OfficeCode: Office], near requester: Requester) -> Options {
        let near = [requester.commune, requester.province, OfficeCode.central.text].compactMap {
            $0.map(OfficeCode.init)
        }
        let likely = near.compactMap { offices[$0] }
        let others = offices.values.filter { !near.contains($0.code) }.sorted(by: Office.isBefore)
        return Options((likely + others).map { $0.option(among: offices) }, isSearched: true)
    }
}

extension Office {
    /// From the centre down, then by code.
    public static func isBefore(_ one: Office, _ other: Office) -> Bool {
        one.level == other.level ? one.code < other.code : one.level.rank < other.level.rank
    }

    /// It as one of several: a commune's by the province besides, since many communes share a name.
    public func option(among offices: [OfficeCode: Office]) -> Option {
        guard level == .commune, let province = offices[OfficeCode(province)] else {
            return Option(code.text, .text(names))
        }
        return Option(
            code.text,
            .text(
                BilingualText(vi: "\(name), \(province.name)", en: "\(englishName), \(province.englishName)")))
    }
}

extension Answers {
    /// The text of a field, or an empty one where nothing was said.
    func words(_ key: String) -> String { text(key) ?? "" }
}

extension Proposal {
    /// The paper that a decision like this becomes.
    var paper: PaperKind { kind.paper }
}
