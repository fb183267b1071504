// The numbers of FEEL against another implementation of the same standard.

import FEEL
import Foundation
import Testing

@Suite struct DecimalTests {
    private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("decimal-cases.py")
    private static let count = 10_000

    /// Where Python is; `nil` on machines without it.
    private static let python = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { "\($0)/python3" }.first { FileManager.default.isExecutableFile(atPath: $0) }

    /// Tens of thousands of sums, quotients, powers, logarithms and roundings, made by seed and reckoned by Python.
    @Test(.enabled(if: python != nil, "python3 is missing"), arguments: 1...4)
    func numbersAreThoseOfPython(seed: Int) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Self.python))
        process.arguments = [Self.script.path, "\(seed)", "\(Self.count)"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
        #expect(lines.count == Self.count)
        var wrong: [String] = []
        for line in lines {
            let parts = line.split(separator: "\t").map(String.init)
            let expected = Decimal128(parts[1])
            let found = value(of: parts[0])
            if found != (expected?.description ?? "null") { wrong.append("\(line), found \(found)") }
        }
        #expect(wrong == [])
    }

    @Test func digitsAreKept() {
        check([
            ("10 / 286", "0.03496503496503496503496503496503497"),
            ("0.01 / 8355043.87", "1.196881806438677622407265708348698E-9"),
            ("-190967520.420111 / 17696210.91378766744288701689", "-10.79143559886722839246261228548778"),
            ("0.1 + 0.2", "0.3"), ("1E+34 + 1", "1" + String(repeating: "0", count: 34)),
            ("2 ** 0.5", "1.414213562373095048801688724209698"),
            ("exp(1)", "2.718281828459045235360287471352662"), ("log(10)", "2.302585092994045684017991454684364"),
            ("sqrt(2)", "1.414213562373095048801688724209698"), ("2 ** -49", "1.776356839400250464677810668945312E-15"),
        ])
    }

    /// Small numbers are small, not nothing, up to the end of the range.
    @Test func nothingVanishes() {
        check([
            ("0.00000000000000000000000000000000000000001 * 2", "2E-41"), ("1.5 * 10 ** -41", "1.5E-41"),
            ("10 ** -74 * 10 ** -74", "1E-148"), ("10 ** -100", "1E-100"), ("10 ** 6144", "1E+6144"),
            ("10 ** 6145", "null"), ("10 ** -6176", "1E-6176"), ("9E+6144 * 2", "null"), ("-9E+6144 - 9E+6144", "null"),
            ("1E-6100 / 1E+76", "1E-6176"), ("1E-6200", "syntax error"), ("1E+6145", "syntax error"),
            ("modulo(1E+6000, 7)", "1"), ("modulo(-5, 3)", "1"), ("modulo(5, -3)", "-1"), ("modulo(5.5, 2.25)", "1"),
            ("odd(9999999999999999999999999999999999)", "true"), ("even(1E+6000)", "true"), ("even(1.5)", "null"),
        ])
    }

    @Test func numbersArePrintedPlainly() {
        check([
            ("1200", "1200"), ("1.10", "1.1"), ("100E-2", "1"), ("0.00", "0"), ("-0", "0"),
            ("1E+39", "1" + String(repeating: "0", count: 39)),
            ("1E+40", "1E+40"), ("12E-41", "1.2E-40"), ("1E-40", "0." + String(repeating: "0", count: 39) + "1"),
            ("string(1.50)", "\"1.5\""),
        ])
    }

    @Test func equalNumbersAreOne() {
        #expect(Set([Decimal128("1.0"), Decimal128("1"), Decimal128("10E-1")]).count == 1)
        #expect(Decimal128("") == nil && Decimal128("1.2.3") == nil && Decimal128("e5") == nil)
    }
}
