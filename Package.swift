// swift-tools-version: 6.2
import PackageDescription

/// Flags of every Swift target of this package: the same strictness everywhere, and no warning goes unread.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// A library target of this package; `dependencies` name what stands below it (docs/architecture.md).
func library(_ name: String, _ dependencies: [Target.Dependency] = [], embedding: [Resource] = []) -> Target {
    .target(name: name, dependencies: dependencies, resources: embedding, swiftSettings: strict)
}

/// The tests of one target; all of them may use `TestKit`.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: ["TestKit"] + dependencies, swiftSettings: strict)
}

let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let configuration: Target.Dependency = .product(name: "Configuration", package: "swift-configuration")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioEmbedded: Target.Dependency = .product(name: "NIOEmbedded", package: "swift-nio")

let package = Package(
    name: "trinhky",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "trinhky", targets: ["App"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache.git", from: "2.1.1"),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration.git", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics.git", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CPangoCairo", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev"])]),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(name: "CSpawn"),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),

        library("Basics", ["COpenSSL", "CSodium"]),
        library("Programs", ["CSpawn"]),
        library("Formats", ["Basics", "CLibXML2", "CZip"]),
        library("FEEL", ["Basics"]),
        library("Forms", ["Basics", "Formats", "FEEL"]),
        library("Workflow", ["Basics", "Formats", "FEEL"]),
        library("Fingerprints", ["Basics"]),
        library("Tokens", ["Basics", "COpenSSL"]),
        library("Registry", ["Basics", "Formats"]),
        library("Statistics", ["Basics", "Formats", "Registry"]),
        library("Casework", ["Basics", "Formats", "FEEL", "Forms", "Workflow", "Registry", "Statistics"]),
        library("Storage", ["Basics"]),
        library("StorageSQLite", ["Basics", "Storage", grdb, sqlite]),
        library("StoragePostgres", ["Basics", "Storage", "CPostgres"]),
        library("Letters", ["Basics", "Formats", "Casework", "CPangoCairo", "CQREncode", mustache]),
        library(
            "Records",
            [
                "Basics", "Formats", "Forms", "Workflow", "Fingerprints", "Tokens", "Registry", "Statistics",
                "Casework", "Storage", "Letters", "Programs", "CSodium",
            ],
            embedding: [
                .embedInCode("Accounts/Passwords/common-passwords.txt"), .embedInCode("Audit/schema-postgresql.json"),
            ]),
        library(
            "Web",
            [
                "Basics", "Formats", "Forms", "Workflow", "Tokens", "Registry", "Statistics", "Casework", "Storage",
                "Records", "Letters", hummingbird, hummingbirdCore, mustache, logging, metrics, httpTypes, nioCore,
                nioHTTP1,
            ]),
        .executableTarget(
            name: "App",
            dependencies: [
                "Basics", "FEEL", "Forms", "Fingerprints", "Tokens", "Workflow", "Registry", "Casework",
                "Statistics", "Storage", "StorageSQLite", "StoragePostgres", "Letters", "Programs", "Records", "Web",
                hummingbird, hummingbirdCore, arguments, configuration, logging, lifecycle, signals, nioCore,
            ],
            swiftSettings: strict),

        .target(
            name: "TestKit",
            dependencies: [
                "Basics", "Formats", "FEEL", "Forms", "Registry", "Workflow", "Casework", "Storage", "StorageSQLite",
                "StoragePostgres", "CPostgres", "Programs",
            ],
            path: "Tests/TestKit", swiftSettings: strict),
        tests("BasicsTests", ["Basics"]),
        tests("FormatsTests", ["Basics", "Formats"]),
        tests("FEELTests", ["Basics", "FEEL"]),
        tests("FormsTests", ["Basics", "Formats", "Forms"]),
        tests("WorkflowTests", ["Basics", "Formats", "FEEL", "Workflow"]),
        tests("FingerprintsTests", ["Basics", "Fingerprints"]),
        tests("TokensTests", ["Basics", "Tokens"]),
        tests("RegistryTests", ["Basics", "Formats", "Registry"]),
        tests("StatisticsTests", ["Basics", "Formats", "Registry", "Statistics"]),
        tests("CaseworkTests", ["Basics", "FEEL", "Forms", "Workflow", "Registry", "Casework"]),
        tests("StorageTests", ["Basics", "Storage", "StorageSQLite", "StoragePostgres"]),
        tests("LettersTests", ["Basics", "Formats", "Casework", "Letters", "Programs"]),
        tests(
            "RecordsTests",
            [
                "Basics", "Formats", "FEEL", "Forms", "Workflow", "Fingerprints", "Tokens", "Registry", "Statistics",
                "Casework", "Storage", "StorageSQLite", "StoragePostgres", "Letters", "Programs", "Records",
            ]),
        tests(
            "WebTests",
            [
                "Basics", "Formats", "Forms", "Registry", "Casework", "Storage", "Records", "Web", hummingbird, logging,
                metrics, httpTypes, nioCore, nioHTTP1, nioEmbedded,
            ]),
        tests(
            "AppTests",
            [
                "Basics", "Fingerprints", "Tokens", "Workflow", "Casework", "Storage", "StorageSQLite",
                "StoragePostgres", "Programs", "Records", "Web", "App", logging,
            ]),
        tests("TidyTests", []),
    ]
)
