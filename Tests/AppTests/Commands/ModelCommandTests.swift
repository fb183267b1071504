// `workflow check` and `dmn evaluate`.

import Foundation
import TestKit
import Testing

@Suite(.enabled(if: isProgramBuilt))
struct ModelCommandTests {
    private let workflows = "\(Program.root)/Workflows"

    @Test func theShippedFilesHaveNoFault() async throws {
        let output = try await Program.run(["workflow", "check", workflows])
        #expect(output.status == 0, "\(output.text)\(output.errors)")
    }

    @Test func aFaultIsToldByFileAndLineAndEndsWith1() async throws {
        try await CommandSite.with { site in
            let process = try String(contentsOfFile: "\(workflows)/written-request/process.bpmn", encoding: .utf8)
            let file = try site.write(process.replacing("propose-refusal", with: "propose-nothing"), to: "bad.bpmn")
            let lines = process.split(separator: "\n", omittingEmptySubsequences: false)
            let line = try #require(lines.firstIndex { $0.contains("propose-refusal") }) + 1
            let output = try await Program.run(["workflow", "check", file])
            #expect(output.status == 1)
            #expect(output.text.contains("propose-nothing"))
            #expect(output.text.hasPrefix("\(file):"))
            #expect(abs((Int(output.text.split(separator: ":")[1]) ?? 0) - line) <= 5)
            let both = try await Program.run(["workflow", "check", site.folder, workflows])
            #expect(both.status == 1)
            let broken = try site.write("<definitions", to: "broken.dmn")
            #expect(try await Program.run(["workflow", "check", broken]).text.hasPrefix("\(broken):1:"))
        }
    }

    @Test func aFaultyWatchStopsTheStart() async throws {
        try await CommandSite.with { site in
            let root = try CopiedRoot(below: site.folder)
            let rules = "Workflows/written-request/watch.dmn"
            try root.replace("<text>\"notice\"</text>", by: "<text>\"note\"</text>", in: rules)
            let start = try await Program.run(["serve", "--port", "0", "--data", site.data, "--root", root.path])
            expectFailure(start, "fault(s) in the files of")
            let told = #/Workflows/written-request/watch\.dmn:\d+: weight is one of warning, notice, not "note"/#
            #expect(start.errors.contains(told), "\(start.errors)")
        }
    }

    @Test func faultsOfPagesAndWordsAreToldAsTheStartTellsThem() async throws {
        try await CommandSite.with { site in
            let root = try CopiedRoot(below: site.folder)
            let whole = try await Program.run(["workflow", "check", "--root", root.path])
            #expect(whole.status == 0, "\(whole.text)\(whole.errors)")
            try root.replace("\"manual\":", by: "\"by-hand\":", in: "Templates/strings/en/inbox.json")
            try root.replace("\"kept-by\":", by: "\"kept\":", in: "Templates/strings/vi/papers.json")
            try root.replace("{{>partials/", by: "{{>parts/", in: "Templates/pages/inbox/list.mustache")
            try root.write("\n{{#open}}", to: "Templates/partials/tag.mustache")
            try root.write("", to: "Templates/layouts/page.mustach")
            try root.remove("Templates/pages/verify/letter.mustache")
            try root.replace("<text>5</text>", by: "<text>five</text>", in: "Workflows/written-request/term.dmn")
            let check = try await Program.run(["workflow", "check", "--root", root.path])
            #expect(check.status == 1)
            for fault in [
                "Templates/strings/en/inbox.json:1: the string inbox.manual is missing",
                "Templates/strings/vi/papers.json:1: the string papers.kept-by is missing",
                "there is no template parts/", "Templates/partials/tag.mustache:2: syntax",
                "Templates/layouts/page.mustach:0: the file is no part of a page", "unknown name 'five'",
                "Templates/pages/verify/letter.mustache:0: the file is missing",
            ] {
                #expect(check.text.contains(fault), "\(fault)\n\(check.text)")
            }
            let start = try await Program.run(["serve", "--port", "0", "--data", site.data, "--root", root.path])
            expectFailure(start, "fault(s) in the files of")
            let said = start.errors.split(separator: "\n").filter { !$0.hasPrefix("trinhky: ") }
            #expect(said == check.text.split(separator: "\n"))
            for path in ["\(root.path)/Workflows", root.path] {
                #expect(try await Program.run(["workflow", "check", path, "--root", root.path]).text == check.text)
            }
        }
    }

    @Test func pathsWithoutModelsAreFailures() async throws {
        try await CommandSite.with { site in
            expectFailure(try await Program.run(["workflow", "check", site.folder]), "no .bpmn or .dmn")
            expectFailure(try await Program.run(["workflow", "check", "\(site.folder)/none"]), "does not exist")
            let text = try site.write("", to: "notes.txt")
            #expect(try await Program.run(["workflow", "check", text]).status == 1)
        }
    }

    @Test func decisionsAreEvaluatedLineByLineABadLineDoesNotEndTheBatch() async throws {
        let model = "\(workflows)/written-request/competence.dmn"
        let input = """
            {"model":"\(model)","decision":"competence","input":{"requesterClass":"notary","level":"none",\
            "province":"01","serviceGroup":"authentication","receivedOn":{"date":"2026-11-23"}}}

            not json
            {"model":"\(model)","decision":"none","input":{}}
            {"model":"/nonexistent.dmn","decision":"competence","input":{}}
            {"model":"\(model)","decision":"competence","input":{"requesterClass":"other","level":"district",\
            "province":"01","serviceGroup":"authentication","receivedOn":{"date":"2026-11-23"}}}
            """
        let output = try await Program.run(["dmn", "evaluate", "--batch"], input: input)
        #expect(output.status == 0)
        let lines = output.text.split(separator: "\n")
        try #require(lines.count == 5)
        #expect(lines[0].contains(#""authority":"province""#))
        for line in lines[1...3] { #expect(line.hasPrefix(#"{"error":""#)) }
        #expect(lines[4] == #"{"result":null}"#)
    }
}
