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

    @Test func declarationsStandInTheirTypesAndNotInBodies() {
        let lines = code(
            """
            public struct S: Codable {
                static let a = [1], b = { let c = 1 }
                var d: Int { let e = 1; return e }
                override func f<T>(_ g: (T) -> Int = { 1 }, h i: [T: Int]) { struct N {} }
                enum E: String { case j, k(l: Int), m = "x"
                    var n: Int { switch self { case .j: 1 } } }
            }
            extension Q.R { func o() }
            """)
        let (found, coded) = DeclarationReader.read(SwiftToken.all(in: lines))
        #expect(found.map(\.name) == ["S", "a", "d", "f", "N", "E", "j", "k", "m", "n", "o"])
        #expect(found.map(\.isStored) == found.map { _ in false })
        #expect(found[3].modifiers == ["override"])
        #expect(found[3].parameters.map(\.label) == ["_", "h"])
        #expect(found[3].parameters.map(\.mayBeMissing) == [true, false])
        #expect(found[6].types == ["S", "E"] && found[10].types == ["R"])
        #expect(coded == ["S"])
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
