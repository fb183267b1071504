// The fields that acts share, by the names of the outside contract.

import Basics
public import Forms
import Registry

extension Field {
    /// Why; every act that goes against somebody must say it.
    static let reason = Field("reason", .longText(max: Limits.fieldCharactersMax))
    static let optionalReason = Field("reason", .longText(max: Limits.fieldCharactersMax), isRequired: false)
    /// The article the act rests on.
    static let article = Field("article", .text(max: 500))
    static let optionalArticle = Field("article", .text(max: 500), isRequired: false)
    /// A remark for the next person.
    static let comment = Field("comment", .longText(max: Limits.fieldCharactersMax), isRequired: false)
}

extension Option {
    /// A field of the person record, in the registry's own words.
    public static func field(_ code: String) -> Option {
        Option(code, .text(PersonField(rawValue: code)?.label ?? BilingualText(vi: code, en: code)))
    }

    /// An office, under its own name.
    static func office(_ office: Office) -> Option {
        Option(office.code.text, .text(BilingualText(vi: office.name, en: office.englishName)))
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

extension PaperPreview {
    /// The letter of a proposal, before anybody knows who signs it.
    static func proposing(_ proposal: Proposal, _ context: CaseContext) -> PaperPreview {
        var state = context.state
        state.apply(.proposed(proposal: proposal), at: context.now)
        return PaperPreview(kind: proposal.paper, state: state, signer: nil)
    }
}
