// The scanners that the rules stand on, held against small pieces of Swift.

import Testing

struct ScannerTests {
    private func code(_ text: String) -> [String] {
        SwiftCode.lines(of: TextFile(path: "Sample.swift", bytes: Array(text.utf8)))
    }

    @Test(arguments: [
        ("let a = 1  // try!", "let a = 1  "),
        ("let a = \"try!\"", "let a = \"\""),
        ("let a = \"\\\"try!\"; b", "let a = \"\"; b"),
        ("/* a /* b */ c */let d", "let d"),
        ("let a = #\"\\ \" try!\"#; b", "let a = \"\"; b"),
        ("#if DEBUG", "#if DEBUG"),
    ])
    func commentsAndWordsInStringsAreNoCode(text: String, expected: String) {
        #expect(code(text) == [expected])
    }

    @Test func anInterpolationIsCodeAlsoWithinAnotherString() {
        #expect(code("let a = \"x \\(f(\"y \\(try! g())\")) z\"; b") == ["let a = \"(f(\"(try! g())\"))\"; b"])
    }

    @Test func aLongStringKeepsItsLineEndsAndNothingElse() {
        #expect(code("let a = \"\"\"\n    try! \"quoted\"\n    \"\"\"\nb") == ["let a = \"", "", "\"", "b"])
    }

    @Test func functionsAreMeasuredFromTheirNameToTheirClosingBrace() {
        let lines = [
            "protocol P {", "    func required()", "    func alsoRequired(", "        _ a: Int", "    ) throws", "}",
            "struct S {", "    @discardableResult public static func long(", "        _ a: Int", "    )",
            "        -> Int", "    {", "        a", "    }", "    func short() { 1 }", "    var computed: Int {",
            "        1", "    }", "    var stored = 1", "}",
        ]
        let found = FunctionLength.all(in: lines).map { [$0.line, $0.lines] }
        #expect(found == [[8, 7], [16, 3]])
    }

    @Test func theManifestIsReadWithConstantsProductsAndSharedTestDependencies() {
        let text = """
            let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
            // library("Gone", ["A"]),
            library("A"),
            library("B", ["A", grdb]),
            .executableTarget(
                name: "C",
                dependencies: ["A", .product(name: "NIO", package: "swift-nio")],
                swiftSettings: strict),
            tests("BTests", ["B"]),
            """
        let manifest = Manifest(TextFile(path: "Package.swift", bytes: Array(text.utf8)))
        #expect(
            manifest.dependencies == ["A": [], "B": ["A", "GRDB"], "C": ["A", "NIO"], "BTests": ["TestKit", "B"]])
    }
}
