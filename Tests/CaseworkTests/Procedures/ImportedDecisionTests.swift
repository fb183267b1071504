// Decision models of a procedure's folder may import one another.

import Basics
import Casework
import FEEL
import Foundation
import TestKit
import Testing
import Workflow

struct ImportedDecisionTests {
    private static let term = "how-long.dmn"
    private static let days = "days.dmn"

    private static func model(_ name: String, _ body: String) -> [UInt8] {
        let head = """
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m-\(name)" name="\(name)" \
            namespace="urn:\(name)">

            """
        return Array((head + body + "\n</definitions>\n").utf8)
    }

    private static func importing(_ name: String, _ location: String) -> String {
        """
        <import name="\(name)" namespace="urn:\(name)" locationURI="\(location)" \
        importType="https://www.omg.org/spec/DMN/20191111/MODEL/"/>
        """
    }

    private static let length = """
        <itemDefinition name="tLength"><itemComponent name="workingDays"><typeRef>number</typeRef></itemComponent>
        <itemComponent name="article"><typeRef>string</typeRef></itemComponent></itemDefinition>
        <decision id="how-long" name="how-long"><variable name="how-long" typeRef="tLength"/>
        <informationRequirement><requiredDecision href="urn:days#ordinary"/></informationRequirement>
        <literalExpression><text>{workingDays: days.ordinary, article: "Điều 5"}</text></literalExpression></decision>
        """

    private static func ordinary(_ expression: String) -> String {
        """
        <decision id="ordinary" name="ordinary"><variable name="ordinary" typeRef="number"/>
        <literalExpression><text>\(expression)</text></literalExpression></decision>
        """
    }

    /// The consultation with a term that another file of the folder gives.
    static func files(days expression: String = "7", at location: String = "days.dmn") throws -> ProcedureFiles {
        var files = try ConsultationFiles.read()
        files.files[term] = model("how-long", importing("days", location) + "\n" + length)
        files.files[days] = model("days", ordinary(expression))
        return files
    }

    @Test(arguments: ["days.dmn", "./days.dmn"]) func aTableMayComeFromASibling(location: String) throws {
        let (procedure, findings) = try Self.files(at: location).load()
        #expect(findings == [])
        let value = try procedure?.evaluate("how-long", [:]).value
        #expect(value?.asContext?["workingDays"]?.asNumber == 7)
    }

    @Test func pinnedTextsAreReadWithTheirImports() throws {
        let kept = try #require(Procedure.read(try Self.files()))
        #expect(try kept.evaluate("how-long", [:]).value.asContext?["workingDays"]?.asNumber == 7)
        #expect(try Self.files().manifest != Self.files(days: "8").manifest)
    }

    @Test func aFaultStandsUnderTheNameOfItsFileOnce() throws {
        let files = try Self.files(days: "seven")
        let found = files.load().findings.map(\.description).filter { $0.contains(".dmn:") }
        #expect(found == ["\(files.place(Self.days)):3: unknown name 'seven' (ordinary)"])
    }

    @Test(arguments: ["none.dmn", "../days.dmn", "letters/days.dmn", "form.xml"])
    func whatIsNotBesideItIsMissing(location: String) throws {
        let files = try Self.files(at: location)
        let found = files.load().findings.map(\.description)
        #expect(
            found.contains("\(files.place(Self.term)):2: the imported model 'urn:days' cannot be found"), "\(found)")
    }

    @Test func aCircleIsSaidInEachFileOfIt() throws {
        var files = try Self.files()
        files.files[Self.days] = Self.model("days", Self.importing("how-long", Self.term) + Self.ordinary("7"))
        let found = files.load().findings.map(\.description)
        for (file, circle) in [
            (Self.days, "how-long.dmn > days.dmn > how-long.dmn"), (Self.term, "days.dmn > how-long.dmn > days.dmn"),
        ] {
            #expect(found.contains("\(files.place(file)):2: the model imports itself: \(circle)"), "\(found)")
        }
    }

    @Test func aLongRowOfImportsEnds() throws {
        var files = try Self.files()
        for index in 0..<200 {
            let name = index == 0 ? "days" : "m\(index)"
            files.files["\(name).dmn"] = Self.model(
                name, Self.importing("m\(index + 1)", "m\(index + 1).dmn") + Self.ordinary("7"))
        }
        #expect(files.load().findings.contains { $0.message.contains("models import one another") })
    }

    @Test func aModelThatNothingAsksForIsSaid() throws {
        var files = try Self.files()
        files.files["other.dmn"] = Self.model(
            "other",
            "<decision id=\"o\" name=\"other\"><literalExpression><text>1</text></literalExpression></decision>")
        #expect(files.load().findings.map(\.message) == ["nothing asks for the decision other"])
    }
}
