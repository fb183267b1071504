// What a file of the catalogue may say, and how each fault is told.

import Basics
import Forms
import Registry
import Testing

@testable import Casework

struct ServiceFileTests {
    private static let good = """
        <service code="x.y" group="1" answer="match" requesters="notary" keys="personal_id full_name birth_date"
                 fields="blood_type" procedure="p" source="s" mark="P">
          <name lang="vi">a</name>
          <name lang="en">a</name>
          <description lang="vi">a</description>
          <description lang="en">a</description>
          <claim field="blood_type" example="A+"/>
          <retention years="1" source="s" mark="P"/>
        </service>
        """
    private static let claim = #"<claim field="blood_type" example="A+"/>"#

    private func load(_ text: String, file: String = "x.y.xml") -> (Catalogue?, [String]) {
        let (catalogue, findings) = Catalogue.load([(file: file, bytes: Array(text.utf8))], procedures: ["p"])
        return (catalogue, findings.map { "\($0.line): \($0.message)" })
    }

    @Test func aGoodFileIsAService() throws {
        let (catalogue, findings) = load(Self.good)
        #expect(findings == [])
        let service = try #require(catalogue?["x.y"])
        #expect(service.granted == GrantedService(code: "x.y", shape: .match, keys: Subject.keys))
        #expect(service.fields == ["blood_type"] && service.procedure == "p")
    }

    private static let own = """
        <service code="x.own" group="3" answer="values" requesters="individual" keys="personal_id full_name birth_date"
                 fields="blood_type" source="s" mark="P">
          <name lang="vi">a</name>
          <name lang="en">a</name>
          <description lang="vi">a</description>
          <description lang="en">a</description>
          <law article="Điều 1" from="2025-01-01" through="2025-12-31" source="s" mark="P"/>
          <law article="Điều 2" from="2026-01-01" source="s" mark="P"/>
          <retention years="1" source="s" mark="P"/>
        </service>
        """

    @Test func anOwnRecordHasItsLawsByDay() throws {
        let (catalogue, findings) = load(Self.own, file: "x.own.xml")
        let service = try #require(catalogue?.ownRecord)
        #expect(findings == [] && service.procedure == nil && service.laws.map(\.article) == ["Điều 1", "Điều 2"])
    }

    @Test(arguments: [
        (#"through="2025-12-31""#, "", ["1: two <law> are in force on one day: from 2025-01-01 and 2026-01-01"]),
        (#"through="2025-12-31""#, #"through="2024-12-31""#, ["7: the law ends before it begins"]),
        (#"fields="blood_type""#, #"selectable="blood_type""#, ["1: an own record says which fields it shows: fields"]),
        (#"article="Điều 2""#, "", ["8: <law> needs the attribute article"]),
        (
            #"requesters="individual""#, #"requesters="any""#,
            ["1: only the own record is answered without a procedure: group 3, values, requesters individual"]
        ),
    ])
    func faultsOfAnOwnRecordAreNamed(part: String, replacement: String, findings: [String]) {
        #expect(load(Self.own.replacing(part, with: replacement), file: "x.own.xml").1 == findings)
    }

    @Test func thereIsOneOwnRecord() {
        let second = Self.own.replacing("x.own", with: "x.two")
        let (catalogue, findings) = Catalogue.load(
            [(file: "x.own.xml", bytes: Array(Self.own.utf8)), (file: "x.two.xml", bytes: Array(second.utf8))],
            procedures: ["p"])
        #expect(catalogue == nil)
        #expect(findings.map(\.message) == ["only one service can be the own record, without a procedure"])
    }

    private static let called = """
        <service code="x.call" group="4" scope="named" answer="values" requesters="notary"
                 keys="personal_id full_name birth_date" selectable="sex" procedure="p" source="s" mark="P">
          <name lang="vi">a</name>
          <name lang="en">a</name>
          <description lang="vi">a</description>
          <description lang="en">a</description>
          <retention years="1" source="s" mark="P"/>
        </service>
        """

    @Test func aServiceThatIsCalledNamesNobodyBeforehand() throws {
        let (catalogue, findings) = load(Self.called, file: "x.call.xml")
        let service = try #require(catalogue?["x.call"])
        #expect(findings == [] && service.scope == .named)
        #expect(service.formFeatures == [.calls, .selectableFields])
        #expect(try #require(load(Self.good).0?["x.y"]).formFeatures == [.persons])
        let match = load(Self.called.replacing("answer=\"values\"", with: "answer=\"match\""), file: "x.call.xml")
        #expect(match.1 == [], "what is claimed comes with the call")
    }

    @Test(arguments: [
        (#"scope="named""#, "", ["1: group 4 answers calls of a server: scope must be named"]),
        (#"scope="named""#, #"scope="all""#, ["1: scope must be one of list, named, tables, not \"all\""]),
        (#"group="4""#, #"group="2""#, ["1: only group 4 has the scope named"]),
        (
            #"selectable="sex""#, #"selectable="full_name""#,
            ["1: full_name is a key, which each call gives and has confirmed"]
        ),
        (
            "<retention", #"<claim field="sex" example="nam"/><retention"#,
            [
                "7: only an answer of the shape match compares what is claimed",
                "1: what is claimed comes with each call: no <claim>",
            ]
        ),
        (
            "<retention",
            #"<evidence kind="subject-consent" per="person" classes="notary" source="s" mark="P"/><retention"#,
            ["1: nobody is named in the request: no evidence for each person"]
        ),
    ])
    func faultsOfACalledServiceAreNamed(part: String, replacement: String, findings: [String]) {
        let (catalogue, found) = load(Self.called.replacing(part, with: replacement), file: "x.call.xml")
        #expect(catalogue == nil && found.sorted() == findings.sorted())
    }

    /// The part of the good file that is changed, into what, and the findings.
    @Test(arguments: [
        (
            #"requesters="notary""#, #"requesters="notary clerks""#,
            ["1: requesters: there is no class of requesters clerks"]
        ),
        (#"requesters="notary""#, #"requesters="notary notary""#, ["1: requesters has notary twice"]),
        (#"group="1""#, #"group="7""#, ["1: group must lie between 1 and 6"]),
        (#"group="1""#, #"group="2""#, ["1: group 2 provides: answer cannot be match"]),
        (#"answer="match""#, #"answer="guess""#, ["1: answer must be one of match, values, household, not \"guess\""]),
        (#"answer="match""#, "", ["1: <service> needs the attribute answer"]),
        (#"code="x.y""#, #"code="x.z""#, ["1: the file must be named x.z.xml"]),
        (#"procedure="p""#, #"procedure="q""#, ["1: there is no procedure q, only p"]),
        (#"procedure="p""#, #"procedure="""#, ["1: <service> needs the attribute procedure"]),
        (
            #"procedure="p""#, "",
            [
                "1: a service without a procedure needs a <law>",
                "1: only the own record is answered without a procedure: group 3, values, requesters individual",
            ]
        ),
        (
            "<retention", #"<law article="a" from="2026-01-01" source="s" mark="P"/><retention"#,
            ["1: what a procedure decides has no <law> of its own"]
        ),
        (#"procedure="p""#, #"procedure="p" colour="red""#, ["1: <service> has no attribute colour"]),
        (#"procedure="p""#, #"procedure="p" workflow="w""#, ["1: <service> has no attribute workflow"]),
        (#"<name lang="en">a</name>"#, "", [#"1: <service> needs one <name lang="en"> with a text"#]),
        (
            #"<name lang="en">a</name>"#, #"<name lang="en"> </name>"#,
            [#"1: <service> needs one <name lang="en"> with a text"#]
        ),
        (
            #"<description lang="vi">a</description>"#, #"<description lang="fr">a</description>"#,
            ["5: lang must be vi or en", #"1: <service> needs one <description lang="vi"> with a text"#]
        ),
        (
            #"<name lang="en">a"#, #"<name lang="en">\#(String(repeating: "a", count: 201))"#,
            ["4: a name has at most 200 characters"]
        ),
        (#"<retention years="1" source="s" mark="P"/>"#, "", ["1: a service needs one <retention>"]),
        (#"<retention years="1""#, #"<retention years="-1""#, [#"8: years must be a whole number, not "-1""#]),
    ])
    func faultsOfAnEntryAreNamed(part: String, replacement: String, findings: [String]) {
        let (catalogue, found) = load(Self.good.replacing(part, with: replacement))
        #expect(catalogue == nil)
        #expect(found == findings)
    }

    @Test(arguments: [
        (
            #"fields="blood""#, claim,
            ["1: fields: the registry has no field blood", "7: blood_type is claimed but not among the fields"]
        ),
        (
            #"fields="represented_persons blood_type""#, claim,
            ["1: an answer of the shape match cannot tell represented_persons"]
        ),
        (#"fields="blood_type blood_type""#, claim, ["1: fields has blood_type twice"]),
        (
            #"fields="sex blood_type""#, claim,
            ["1: sex cannot be confirmed: it is neither a key nor claimed"]
        ),
        (
            #"fields="blood_type" selectable="sex""#, claim,
            [
                "1: give either fields or selectable, not both",
                "1: sex cannot be confirmed: it is neither a key nor claimed",
            ]
        ),
        (
            #"fields="personal_id blood_type""#, claim,
            ["1: keys are confirmed all together: fields must begin with personal_id full_name birth_date"]
        ),
        (
            #"fields="blood_type personal_id full_name birth_date""#, claim,
            ["1: keys are confirmed all together: fields must begin with personal_id full_name birth_date"]
        ),
        (
            #"selectable="personal_id full_name birth_date blood_type""#, claim,
            ["1: keys are confirmed all together: fields must begin with personal_id full_name birth_date"]
        ),
        (#"fields="personal_id full_name birth_date blood_type""#, claim, []),
        (#"fields="personal_id full_name birth_date""#, "", []),
        (#"fields="blood_type""#, claim + claim, ["7: blood_type is claimed twice"]),
        (
            #"fields="blood_type""#, claim + #"<claim field="sex" example="Nam"/>"#,
            ["7: sex is claimed but not among the fields"]
        ),
        (#"fields="blood_type""#, claim + #"<claim field="shoe_size"/>"#, ["7: the registry has no field shoe_size"]),
        (
            #"fields="blood_type""#, claim + #"<claim field="full_name"/>"#,
            ["7: full_name is a key, which every person has without a claim"]
        ),
        (
            #"fields="blood_type""#, claim + #"<claim field="represented_persons"/>"#,
            ["7: represented_persons cannot be read as a claim of one value"]
        ),
        (
            #"fields="blood_type""#, #"<claim field="blood_type"/>"#,
            ["7: blood_type needs an example, since not every text can be read as one"]
        ),
        (
            #"fields="ethnicity old_id_number""#,
            #"<claim field="ethnicity"/><claim field="old_id_number" example="012345678"/>"#, []
        ),
    ])
    func fieldsAndClaimsFitTheShape(fields: String, claims: String, findings: [String]) {
        let text = Self.good.replacing(#"fields="blood_type""#, with: fields).replacing(Self.claim, with: claims)
        let (catalogue, found) = load(text)
        #expect(found == findings)
        #expect((catalogue != nil) == findings.isEmpty)
    }

    @Test(arguments: [
        ("values", "temporary_residence", "", []),
        ("values", "full_name birth_date", "", []),
        ("values", "personal_id", "", ["1: an answer of the shape values cannot tell personal_id"]),
        ("values", "blood_type", claim, ["7: only an answer of the shape match compares what is claimed"]),
        ("household", "household_members", "", []),
        (
            "household", "household_members religion", "",
            ["1: an answer of the shape household cannot tell religion"]
        ),
    ])
    func valuesAndHouseholdsAreProvided(shape: String, fields: String, claims: String, findings: [String]) {
        let text = Self.good.replacing(#"answer="match""#, with: #"answer="\#(shape)""#)
            .replacing(#"group="1""#, with: #"group="2""#).replacing(
                #""blood_type" procedure"#, with: #""\#(fields)" procedure"#
            )
            .replacing(Self.claim, with: claims)
        #expect(load(text).1 == findings)
    }

    @Test(arguments: [
        "personal_id", "personal_id full_name", "personal_id full_name birth_date sex", "full_name birth_date phone",
    ])
    func keysAreThosePersonsAreReadBy(keys: String) {
        let (catalogue, found) = load(Self.good.replacing("personal_id full_name birth_date", with: keys))
        #expect(catalogue == nil)
        #expect(
            found == [
                "1: keys must be personal_id full_name birth_date: persons are read by these and no others"
            ])
    }

    @Test func keysMayStandInAnyOrder() {
        let (catalogue, found) = load(
            Self.good.replacing("personal_id full_name birth_date", with: "birth_date personal_id full_name"))
        #expect(catalogue?["x.y"]?.keys == Subject.keys && found == [])
    }

    @Test(arguments: [
        "x", "X.y", "x.", ".x", "x..y", "x.y-", "x y.z", "x/y.z", "1x.y", "../x.y", "x.ỳ",
        "x.\(String(repeating: "y", count: 64))",
    ])
    func codesAreWordsPartedByDots(code: String) {
        let text = Self.good.replacing("x.y", with: code)
        let (catalogue, found) = load(text, file: "folder/\(code).xml")
        #expect(catalogue == nil)
        #expect(found.contains { $0.hasPrefix("1: code must be words of lower-case letters") }, "\(found)")
    }

    @Test(arguments: [
        ("", 0), ("<service", 1), ("\n<service code='x.y'>\n<name></service>", 3), ("<other/>", 1),
        ("<!DOCTYPE service><service/>", 1),
    ])
    func whatIsNoServiceIsNamedWithItsLine(text: String, line: Int) {
        let (catalogue, findings) = Catalogue.load([(file: "x.y.xml", bytes: Array(text.utf8))], procedures: ["p"])
        #expect(catalogue == nil)
        #expect(findings.first?.line == line && findings.first?.file == "x.y.xml")
    }

    @Test func aFileThatIsNotUTF8IsNamedWithItsLine() {
        var bytes = Array(Self.good.utf8)
        bytes.replace(Array(#"<name lang="vi">a"#.utf8), with: Array(#"<name lang="vi">"#.utf8) + [0xE0])
        let findings = Catalogue.load([(file: "x.y.xml", bytes: bytes)], procedures: ["p"]).1
        #expect(findings == [Diagnostic(file: "x.y.xml", line: 3, "the file is not UTF-8")])
        let wide = Array(Self.good.utf16).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        #expect(
            Catalogue.load([(file: "x.y.xml", bytes: [0xFF, 0xFE] + wide)], procedures: ["p"]).1.map(\.line) == [1])
    }

    @Test func oneBrokenFileHidesNoOther() {
        let (catalogue, diagnostics) = Catalogue.load(
            [(file: "b.xml", bytes: Array("<service".utf8)), (file: "a.xml", bytes: Array("<other/>".utf8))],
            procedures: ["p"])
        #expect(catalogue == nil)
        #expect(Set(diagnostics.map(\.file)) == ["a.xml", "b.xml"])
    }

    @Test func aCopyUnderAnotherNameTakesNoCodeAway() {
        let bytes = Array(Self.good.utf8)
        let (catalogue, findings) = Catalogue.load(
            [(file: "s/copy.xml", bytes: bytes), (file: "s/x.y.xml", bytes: bytes), (file: "s/z.xml", bytes: bytes)],
            procedures: ["p"])
        #expect(catalogue == nil)
        #expect(
            findings.map(\.description) == [
                "s/copy.xml:1: s/x.y.xml has the service x.y already (x.y)",
                "s/z.xml:1: s/x.y.xml has the service x.y already (x.y)",
            ])
    }
}
