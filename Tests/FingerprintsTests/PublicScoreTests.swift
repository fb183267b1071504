// The score of public impressions: single figures known from another program, and the rates of errors.

import Testing

@testable import Fingerprints

@Suite(.enabled(if: PublicTemplates.areThere, "needs ../shared/suites/fingerprints"))
struct PublicScoreTests {
    /// Figures measured with another program of the same method.
    struct Vector: CustomTestStringConvertible, Sendable {
        let set: String
        let names: (String, String)
        let pairs: Int
        let relaxed: Float
        let surprise: Float
        let soft: Float
        let score: Double

        var testDescription: String { "\(set) \(names.0) – \(names.1)" }
    }

    static let vectors = [
        Vector(
            set: "fvc2002/DB1_B", names: ("101_1", "101_2"), pairs: 16, relaxed: 0.659, surprise: 115.18,
            soft: 15.584, score: 22.22),
        Vector(
            set: "fvc2002/DB1_B", names: ("101_1", "102_1"), pairs: 3, relaxed: 0.026, surprise: 18.97, soft: 2.517,
            score: -2.84),
        Vector(
            set: "fvc2002/DB3_B", names: ("105_1", "105_5"), pairs: 7, relaxed: 0.051, surprise: 41.29, soft: 6.375,
            score: 0.10),
        Vector(
            set: "fvc2004/DB2_B", names: ("106_2", "106_3"), pairs: 4, relaxed: 0.063, surprise: 21.98, soft: 3.520,
            score: 1.19),
    ]

    @Test(arguments: vectors) func measuresAreThoseOfTheMethod(vector: Vector) throws {
        let evidence = FingerprintMatcher.evidence(
            try PublicTemplates.prepared(vector.set, vector.names.0),
            try PublicTemplates.prepared(vector.set, vector.names.1))
        #expect(evidence.pairCount == vector.pairs)
        #expect(abs(evidence.relaxed - vector.relaxed) < 0.0015)
        #expect(abs(evidence.surprise - vector.surprise) < 0.005 * vector.surprise)
        #expect(abs(evidence.soft - vector.soft) < 0.005 * vector.soft)
        #expect(abs(evidence.score - vector.score) <= 0.03)
    }

    /// Every other impression: of each set 60 genuine pairs and 720 of different fingers.
    @Test func fingersAreToldApart() throws {
        var pooled = Scores()
        for set in PublicTemplates.sets {
            let scores = try Scores(set, impressions: stride(from: 2, through: 8, by: 2))
            #expect(scores.equalErrorRate <= 0.06, "\(set)")
            pooled.genuine += scores.genuine
            pooled.impostor += scores.impostor
        }
        #expect(pooled.genuine.count == 240 && pooled.impostor.count == 2_880)
        #expect(pooled.equalErrorRate <= 0.04)
        #expect(pooled.impostor.count { $0 >= EnrolledFinger.threshold } == 0)
        #expect(pooled.genuine.count { $0 < EnrolledFinger.threshold } <= 36)
    }

    @Test func scoresAreTheSameInBothDirections() throws {
        let views = try ["101_1", "101_2", "102_3", "105_5", "108_6", "110_8"].map {
            try PublicTemplates.prepared("fvc2002/DB3_B", $0)
        }
        for first in views {
            for second in views {
                #expect(FingerprintMatcher.score(first, second) == FingerprintMatcher.score(second, first))
            }
        }
    }

    @Test func theOrderOfTheFileDoesNotMatter() throws {
        var generator = SeededGenerator(seed: 7)
        let other = try PublicTemplates.prepared("fvc2004/DB4_B", "103_1")
        for name in ["103_2", "103_3", "104_1"] {
            let view = try PublicTemplates.view("fvc2004/DB4_B", name)
            let score = FingerprintMatcher.score(PreparedTemplate(view), other)
            for _ in 0..<5 {
                let shuffled = Samples.view(view.minutiae.shuffled(using: &generator), like: view)
                #expect(FingerprintMatcher.score(PreparedTemplate(shuffled), other) == score)
            }
        }
    }

    @Test func severalImpressionsFindWhatOneMisses() throws {
        let enrolled = try (1...3).map { try template("105_\($0)") }
        var found = [0, 0]
        for impression in 4...8 {
            let probe = try template("105_\(impression)")
            if EnrolledFinger([enrolled[0]]).compare(with: probe).verdict == .matches { found[0] += 1 }
            if EnrolledFinger(enrolled).compare(with: probe).verdict == .matches { found[1] += 1 }
        }
        #expect(found[1] >= found[0] && found[1] >= 3)
    }

    private func template(_ name: String) throws -> FingerprintTemplate {
        try FingerprintTemplate(iso: PublicTemplates.bytes("fvc2002/DB3_B", name))
    }
}

/// The scores of all pairs among some impressions of one set.
private struct Scores {
    var genuine: [Double] = []
    var impostor: [Double] = []

    init() {}

    init(_ set: String, impressions: some Sequence<Int>) throws {
        let impressions = Array(impressions)
        let prepared = try (101...110).flatMap { finger in
            try impressions.map { (finger, try PublicTemplates.prepared(set, "\(finger)_\($0)")) }
        }
        for (index, one) in prepared.enumerated() {
            for other in prepared[..<index] {
                let score = FingerprintMatcher.score(one.1, other.1)
                if one.0 == other.0 { genuine.append(score) } else { impostor.append(score) }
            }
        }
    }

    /// The rate at the threshold where as large a part of the genuine pairs is refused as of the others is accepted.
    var equalErrorRate: Double {
        let rates = (genuine + impostor).map { threshold in
            (
                missed: Double(genuine.count { $0 < threshold }) / Double(genuine.count),
                passed: Double(impostor.count { $0 >= threshold }) / Double(impostor.count)
            )
        }
        let equal = rates.min { abs($0.missed - $0.passed) < abs($1.missed - $1.passed) }
        return equal.map { ($0.missed + $0.passed) / 2 } ?? 1
    }
}
