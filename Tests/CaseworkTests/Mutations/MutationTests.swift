// One slip at a time in the shipped files: the loader says it with a line, or cases still come to their end.

import Basics
import Foundation
import Registry
import TestKit
import Testing

@testable import Casework

struct MutationTests {
    /// All of them with `TRINHKY_MUTATIONS=all` (`make mutations`), else a sample.
    private static let isWhole = ProcessInfo.processInfo.environment["TRINHKY_MUTATIONS"] == "all"
    private static let sample = 220

    private func taken(_ mutations: [Mutation], _ count: Int = sample) -> [Mutation] {
        var random = SplitMix64(seed: 7)
        return Self.isWhole ? mutations : Array(mutations.shuffled(using: &random).prefix(count))
    }

    @Test func aSlipInAProcedureIsFoundOrHarmless() throws {
        let files = try ShippedProcedure.files()
        let all = files.files.keys.sorted().flatMap { path -> [Mutation] in
            let text = String(decoding: files.files[path] ?? [], as: UTF8.self)
            return path.hasSuffix(".json")
                ? Mutation.all(ofJSON: text, file: path) : Mutation.all(ofXML: text, file: path)
        }
        try #require(all.count > 2_000)
        var through = 0
        for mutation in taken(all) {
            var changed = files
            changed.files[mutation.file] = Array(mutation.text.utf8)
            let (procedure, findings) = changed.load()
            guard let procedure else {
                expectLines(findings, mutation)
                continue
            }
            through += 1
            var shipped = try ShippedProcedure.loaded()
            shipped.procedure = procedure
            try expectEnds(shipped, ["auth.blood-type", "provide.fields"], mutation)
        }
        print("mutations that pass the loader: \(through)")
    }

    @Test func aSlipInAServiceIsFoundOrHarmless() throws {
        let shipped = try ShippedProcedure.loaded()
        for code in ["auth.spouse", "provide.fields"] {
            let path = repositoryRoot.appending(path: "Workflows/services/\(code).xml")
            let text = String(decoding: try Data(contentsOf: path), as: UTF8.self)
            for mutation in taken(Mutation.all(ofXML: text, file: "\(code).xml"), 60) {
                let (catalogue, findings) = Catalogue.load(
                    [(file: mutation.file, bytes: Array(mutation.text.utf8))],
                    procedures: ["written-request", "record-correction"])
                guard let catalogue else {
                    expectLines(findings, mutation)
                    continue
                }
                var changed = shipped
                changed.catalogue = catalogue
                try expectEnds(changed, [code], mutation)
            }
        }
    }

    private func expectLines(_ findings: [Diagnostic], _ mutation: Mutation) {
        let errors = findings.filter { $0.severity == .error }
        #expect(!errors.isEmpty && errors.allSatisfy { !$0.file.isEmpty && $0.line >= 0 }, "\(mutation)")
        #expect(errors.contains { $0.line > 0 }, "\(mutation): no line in \(errors)")
    }

    private func expectEnds(_ shipped: ShippedProcedure, _ services: [String], _ mutation: Mutation) throws {
        for (seed, service) in services.enumerated() {
            for organization in [Samples.notary, Samples.unknown] {
                let entry = try shipped.service(service)
                guard entry.requesters.contains(organization.requesterClass) else { continue }
                var run = try MutatedRun(shipped, service, for: organization, seed: UInt64(seed) &+ 11)
                #expect(run.fault() == nil, "\(mutation), \(service) of \(organization.requesterClass)")
            }
        }
    }
}
