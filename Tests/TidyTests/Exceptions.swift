// Where a rule does not hold, and why. A line here is a decision: keep the list short.

/// Files and modules that a rule passes over.
enum Exceptions {
    /// Where text may become SQL as it is: drivers, the schema, and copying, which knows tables by a list in the code.
    static let rawSQL = ["Sources/Storage", "Sources/Records/Migrations/", "Sources/Records/Copying/"]

    /// Modules of the toolchain that every target may use.
    static let toolchain: Set<String> = ["Foundation", "FoundationEssentials", "Synchronization", "Dispatch"]
    /// Modules of the toolchain for tests alone.
    static let testToolchain: Set<String> = ["Testing", "FoundationNetworking", "Glibc"]

    /// Declared only to be built before the tests: they start the program as a process.
    static let notImported: Set<String> = ["App"]

    /// Which targets may know a library, where not everybody may (docs/architecture.md).
    static let owners: [String: Set<String>] = [
        "GRDB": ["StorageSQLite"],
        "CPostgres": ["StoragePostgres"],
        "CPangoCairo": ["Letters"],
        "CLibXML2": ["Formats"],
        "Hummingbird": ["Web", "App"],
        "NIOCore": ["Web", "App"],
        "NIOHTTP1": ["Web"],
        "NIOPosix": ["Web"],
        "ArgumentParser": ["App"],
        "Configuration": ["App"],
        "Mustache": ["Web", "Letters"],
        "StorageSQLite": ["App"],
        "StoragePostgres": ["App"],
    ]

    /// Targets without input and output. `Basics` is left out, since it defines what the others must not call.
    static let pureTargets: Set<String> = [
        "Formats", "FEEL", "Forms", "Fingerprints", "Tokens", "Workflow", "Registry", "Statistics", "Casework",
    ]
    /// What reads a clock, chance, the environment or files.
    static let impureWords = [
        "Random.", ".random(", "SystemRandomNumberGenerator", "UUID()", "Date()", "Date.now", "ContinuousClock",
        "FileManager", "FileHandle", "ProcessInfo", "contentsOfFile", "getenv(",
    ]

    /// Names that the compiler or a library calls, and no code of ours.
    static let calledFromOutside: Set<String> = [
        "callAsFunction", "appendInterpolation",  // the compiler
        "decodeIfPresent", "nestedContainer", "nestedUnkeyedContainer", "superDecoder",  // Decodable
        "validate",  // ArgumentParser
        "renderText", "escapeText",  // Mustache
        "log",  // Logging
        "InboundIn", "InboundOut", "OutboundIn", "OutboundOut", "channelInactive", "channelRead",  // NIO
        "channelReadComplete", "channelWritabilityChanged", "userInboundEventTriggered",  // NIO
        "setup",  // Hummingbird
        "makeRecorder", "destroyCounter", "destroyRecorder", "destroyTimer", "destroyMeter", "reset",  // Metrics
    ]
    /// What only tests use, and why it stands in Sources all the same.
    static let forTests: Set<String> = [
        // printed by `make golden`
        "SettingDocument", "RoutesDocument", "PermissionsPage", "WorkflowTables", "markdown", "document",
        "cheapest",  // a cost of passwords that tests can pay
        "XMLSchema",  // holds our files against the schemas of BPMN and DMN, which are not ours to ship
    ]
    /// Values that a file of `Workflows` may give, and that no shipped one happens to give.
    static let wordsOfOtherFiles: Set<String> = [
        "V-repo"  // a mark of evidence
    ]

    /// Literals that only look like the name of an act or of a node.
    static let sameWord: [String: Set<String>] = [
        "Sources/Casework/Catalogue/ServiceEntry.swift": ["transfer"],  // a group of services
        // What the server asks a procedure for by name, where there is no process to say it.
        "Sources/Casework/Watch/WatchReport.swift": ["watch"],
        "Sources/Casework/Stage.swift": ["rejected-at-intake"],  // a stage, whose node is called the same
        "Sources/Web/Pages/Fields.swift": ["accept", "submit"],  // what a template calls an attribute and a button
    ]

    /// What may stand at the top level.
    static let topLevel: Set<String> = [
        "Package.swift", "Sources", "Tests", "Public", "Templates", "Workflows", "docs", "README.md", "CONTRIBUTING.md",
        "CHANGELOG.md", "Makefile", ".ci", ".editorconfig", ".gitignore", ".swift-format",
    ]
}
