// Settings: which place wins, and what stops the start.

import Casework
import Foundation
import Logging
import TestKit
import Testing

@testable import App

struct SettingsTests {
    private let plain = ["PATH": "/usr/bin", "TRINHKY_ROOT": Program.root]

    private func read(
        _ chosen: [SettingKey: String] = [:], file: String? = nil, _ more: [String: String] = [:]
    ) throws -> Settings {
        try Settings.read(chosen, configFile: file, environment: plain.merging(more) { $1 })
    }

    private func withFile<T>(_ content: String, _ body: (String) throws -> T) throws -> T {
        let folder = try Program.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }  // the system clears what is left
        try content.write(toFile: "\(folder)/config.json", atomically: true, encoding: .utf8)
        return try body("\(folder)/config.json")
    }

    @Test func theStandardsHoldWhenNobodySaysOtherwise() throws {
        let settings = try read()
        #expect(settings.port == 8080)
        #expect(settings.host == "127.0.0.1")
        #expect(settings.database == .file("data/trinhky.sqlite"))
        #expect(!settings.isSecure && !settings.allowsDemoAnywhere && settings.isLoopback)
        #expect(settings.logLevel == .info)
        #expect(settings.logFormat == .plain)
    }

    @Test func theCommandLineWinsOverTheEnvironmentThatOverTheFileThatOverTheStandard() throws {
        try withFile(#"{"port": 1, "host": "::1", "log-level": "error", "secure": true}"#) { file in
            let settings = try read([.port: "3"], file: file, ["TRINHKY_PORT": "2", "TRINHKY_HOST": "localhost"])
            #expect(settings.port == 3)
            #expect(settings.host == "localhost")
            #expect(settings.logLevel == .error)
            #expect(settings.isSecure)
            #expect(settings.data == "data")
        }
    }

    @Test func operatorComesFromTheOptionTheEnvironmentOrTheLogin() throws {
        #expect(try read().operatorActor == .machineOperator(NSUserName()))
        #expect(try read([:], ["TRINHKY_OPERATOR": "Huy"]).operatorActor == .machineOperator("Huy"))
        #expect(try read([.operatorName: "Lan"], ["TRINHKY_OPERATOR": "Huy"]).operatorActor == .machineOperator("Lan"))
    }

    @Test func theEnvironmentMayNameTheConfigurationFile() throws {
        try withFile(#"{"port": 4}"#) { file in
            let settings = try read([:], ["TRINHKY_CONFIG": file])
            #expect(settings.port == 4)
        }
    }

    @Test(arguments: SettingKey.all)
    func everySettingCanComeFromEachPlace(key: SettingKey) throws {
        let values = [
            "port": "99", "secure": "true", "root": Program.root, "database": "sqlite:/tmp/x", "log-level": "warning",
            "demo-anywhere": SettingKey.demoAnywhereWords, "log-format": "json", "vouch-days": "7",
            "anchor-minutes": "7", "idle-days": "7", "second-factor": "admin",
            "public-address": "https://dvc.example.vn", "trusted-proxies": "10.0.0.0/8, 192.0.2.1",
            "metrics-port": "98", "payment": "after-result",
        ]
        let value = values[key.name] ?? (key.name.hasPrefix("quota-") ? "7" : "value")
        let chosen = try read([key: value])
        #expect(try read([:], [key.environmentName: value]) == chosen)
        try withFile("{\"\(key.name)\": \"\(value)\"}") { file in
            var environment = plain
            if key == .root { environment["TRINHKY_ROOT"] = nil }
            let read = try Settings.read([:], configFile: file, environment: environment)
            #expect(read == chosen)
        }
        // The one is always given in tests, the other goes with a database on a server.
        if ![.root, .databasePasswordFile].contains(key) { #expect(try read() != chosen) }
    }

    @Test(arguments: [
        (SettingKey.port, "70000"), (.port, "-1"), (.port, "http"), (.secure, "yes"), (.logLevel, "loud"),
        (.anchorMinutes, "0"), (.anchorMinutes, "x"), (.idleDays, "-1"), (.idleDays, "x"), (.secondFactor, "king"),
        (.logLevel, "trace"), (.logFormat, "xml"),
        (.payment, "later"), (.database, "mysql://x"), (.database, "sqlite:"), (.host, ""),
        (.database, "postgresql://["), (.data, ""), (.root, "/nonexistent"), (.demoAnywhere, "yes"), (.vouchDays, "-1"),
        (.vouchDays, "91"),
        (.quota(.saves), "0"), (.quota(.bytes), "x"), (.quota(.drafts), "100000001"),
        (.metricsPort, "http"), (.metricsPort, "65536"), (.metricsHost, ""),
        (.trustedProxies, "proxy.example"), (.publicAddress, "dvc.example.vn"),
        (.publicAddress, "https://dvc.example.vn/?q"), (.publicAddress, "ftp://x"),
    ])
    func aValueThatCannotBeUsedStopsTheStart(key: SettingKey, value: String) throws {
        let fault = try #require(throws: CommandFault.self) { try read([key: value]) }
        #expect(!fault.description.contains("\n"))
    }

    @Test func aMisspeltVariableOrKeyStopsTheStartByItsName() throws {
        let variable = try #require(throws: CommandFault.self) { try read([:], ["TRINHKY_PROT": "1"]) }
        #expect(variable.description.contains("TRINHKY_PROT"))
        try withFile(#"{"prot": 1}"#) { file in
            let key = #expect(throws: CommandFault.self) { try read(file: file) }
            #expect(key?.description.contains("'prot'") == true)
        }
    }

    @Test(arguments: ["", "[]", "{", #"{"port": 1.5}"#, #"{"port": [1]}"#, #"{"port": null}"#])
    func aConfigurationFileThatIsNoneIsRefused(content: String) throws {
        try withFile(content) { file in
            _ = #expect(throws: CommandFault.self) { try read(file: file) }
        }
        #expect(throws: CommandFault.self) { try read(file: "/nonexistent.json") }
    }

    @Test(arguments: [
        ("127.0.0.1", true), ("127.9.9.9", true), ("::1", true), ("localhost", true), ("0.0.0.0", false),
        ("::", false), ("192.168.1.4", false), ("localhost.example", false),
    ])
    func loopbackIsToldFromElsewhere(host: String, isLoopback: Bool) throws {
        #expect(try read([.host: host]).isLoopback == isLoopback)
    }

    @Test func theDatabaseAddressWinsOverTheDataFolder() throws {
        #expect(try read([.data: "/srv/a"]).database == .file("/srv/a/trinhky.sqlite"))
        #expect(try read([.data: "/srv/a", .database: "sqlite:/srv/b.db"]).database == .file("/srv/b.db"))
        #expect(
            try read([.database: "postgresql://tk@db.vn/tk", .databasePasswordFile: "/etc/tk/password"]).database
                == .server("postgresql://tk@db.vn/tk", passwordFile: "/etc/tk/password"))
    }
}
