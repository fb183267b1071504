// Every field that may be claimed has its rule on paper.

import Registry
import Testing

@Suite struct ComparisonRuleTests {
    @Test(arguments: PersonField.allCases)
    func whatMayBeClaimedHasARule(field: PersonField) {
        #expect((field.comparisonRule != nil) == field.mayBeClaimed)
    }

    @Test func keysStandTogetherAndFieldsOfOneRuleToo() {
        let keys: [PersonField] = [.personalID, .fullName, .birthDate]
        let rules = ComparisonRule.rules(
            for: keys + [.permanentResidence, .fatherName, .currentResidence, .motherName], keys: keys)
        #expect(rules.map(\.rule) == [.identity, .place, .text])
        #expect(rules.map(\.fields) == [keys, [.permanentResidence, .currentResidence], [.fatherName, .motherName]])
        #expect(ComparisonRule.rules(for: [.card], keys: []).isEmpty)
    }
}
