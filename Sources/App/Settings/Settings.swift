// What an operator chose: command line, then environment, then configuration file, then the standard.

import Basics
import Casework
import Configuration
import Foundation
import Logging
import Records

/// The settings of this run, all checked. `docs/settings.md` lists them.
struct Settings: Hashable, Sendable {
    var data: String
    var database: Database
    /// Holds `Templates`, `Workflows` and `Public`.
    var root: String
    var host: String
    var port: Int
    var isSecure: Bool
    var trustedProxies: [NetworkRange]
    /// Without a slash at its end; empty where letters name no address.
    var publicAddress: String
    /// Where measurements are given; `nil` on the port of the site.
    var metricsPort: Int?
    var metricsHost: String
    var allowsDemoAnywhere: Bool
    var logLevel: Logger.Level
    var logFormat: LogFormat
    /// Empty for the name of the login.
    var operatorName: String
    /// Days that a signing official has for a supplement beyond its last day.
    var vouchDays: Int
    /// Where the head of the log is written to.
    var anchorPath: String
    /// Empty for none.
    var anchorCommand: String
    var anchorMinutes: Int
    /// The keys that fingerprints are sealed with.
    var fingerprintKeys: FingerKeyFile
    /// The folder with the secrets of assertions.
    var assertionKeys: String
    /// The file with the secret of counts.
    var statisticsSecret: StatisticsSecret
    /// Whether results wait for their fees; `nil` where nothing was said.
    var payment: PaymentOrder?
    /// Who may say that fees were paid beside clerks.
    var paymentPlatform: PaymentPlatform
    /// What an organisation may do in a day, in units of each kind.
    var quotas: [QuotaKind: Int]
    /// What is demanded of accounts.
    var accountPolicy: AccountPolicy

    /// The same with another database.
    func on(_ database: Database) -> Settings {
        var settings = self
        settings.database = database
        return settings
    }

    /// Whether only this machine can reach the server.
    var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }

    /// The server's name in what it signs: the address by which it is reached.
    var issuer: String {
        publicAddress.isEmpty ? "http://\(host.contains(":") ? "[\(host)]" : host):\(port)" : publicAddress
    }

    /// Reads them. `chosen` holds what stood on the command line, `environment` all variables of the process.
    static func read(
        _ chosen: [SettingKey: String], configFile: String? = nil,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws -> Settings {
        try checkNames(of: environment)
        var providers: [any ConfigProvider] = [
            InMemoryProvider(name: "command line", values: values(chosen)),
            EnvironmentVariablesProvider(environmentVariables: environment),
        ]
        if let file = configFile ?? environment[SettingKey.configFileEnvironmentName] {
            providers.append(InMemoryProvider(name: file, values: values(try SettingFile.read(file))))
        }
        let config = ConfigReader(providers: providers)
        return try Settings { setting in
            config.string(forKey: ConfigKey(components(setting)), default: setting.standard)
        }
    }

    /// Checks each value. `text` gives a setting as it was written.
    private init(_ text: (SettingKey) -> String) throws {
        data = text(.data)
        host = text(.host)
        root = try text(.root).isEmpty ? SiteRoot.find() : SiteRoot.check(text(.root))
        guard !data.isEmpty else { throw CommandFault("the setting 'data' must name a folder") }
        database =
            try text(.database).isEmpty
            ? .file("\(data)/trinhky.sqlite")
            : Database(text(.database), passwordFile: text(.databasePasswordFile))
        guard !host.isEmpty else { throw CommandFault("the setting 'host' must be an address") }
        port = try Self.port(.port, text(.port))
        metricsPort = try text(.metricsPort).isEmpty ? nil : Self.port(.metricsPort, text(.metricsPort))
        metricsHost = text(.metricsHost)
        guard !metricsHost.isEmpty else { throw CommandFault("the setting 'metrics-host' must be an address") }
        guard let isSecure = Bool(text(.secure)) else {
            throw CommandFault("the setting 'secure' must be true or false, not '\(text(.secure))'")
        }
        self.isSecure = isSecure
        trustedProxies = try text(.trustedProxies).split { $0 == " " || $0 == "," }.map { word in
            guard let range = NetworkRange(String(word)) else {
                throw CommandFault("the setting 'trusted-proxies' must be addresses or ranges, not '\(word)'")
            }
            return range
        }
        publicAddress = try Self.address(text(.publicAddress))
        allowsDemoAnywhere = try Self.demoAnywhere(text(.demoAnywhere))
        let level = Logger.Level(rawValue: text(.logLevel))
        guard let level, [.debug, .info, .warning, .error].contains(level) else {
            throw CommandFault(
                "the setting 'log-level' must be debug, info, warning or error, not '\(text(.logLevel))'")
        }
        logLevel = level
        guard let format = LogFormat(rawValue: text(.logFormat)) else {
            throw CommandFault("the setting 'log-format' must be plain or json, not '\(text(.logFormat))'")
        }
        logFormat = format
        operatorName = try Self.name(text(.operatorName))
        guard let vouchDays = Int(text(.vouchDays)), (0...90).contains(vouchDays) else {
            throw CommandFault("the setting 'vouch-days' must be a number from 0 to 90, not '\(text(.vouchDays))'")
        }
        self.vouchDays = vouchDays
        anchorPath = text(.anchorFile).isEmpty ? "\(data)/trinhky.anchors" : text(.anchorFile)
        anchorCommand = text(.anchorCommand)
        guard let minutes = Int(text(.anchorMinutes)), (1...10_080).contains(minutes) else {
            throw CommandFault(
                "the setting 'anchor-minutes' must be a number from 1 to 10080, not '\(text(.anchorMinutes))'")
        }
        anchorMinutes = minutes
        quotas = try Dictionary(
            uniqueKeysWithValues: QuotaKind.allCases.map { kind in (kind, try Self.quota(text, .quota(kind))) })
        accountPolicy = try Self.policy(text)
        fingerprintKeys = Self.keys(text(.fingerprintKeys), data)
        assertionKeys = Self.folder(text(.assertionKeys), data)
        statisticsSecret = Self.secret(text(.statisticsSecret), data)
        payment = try Self.payment(text(.payment))
        paymentPlatform = PaymentPlatform(name: text(.paymentPlatform), keyFile: text(.paymentKeys))
    }

    private static func name(_ text: String) throws -> String {
        let name = text.trimmed
        guard name.count <= Limits.operatorNameCharactersMax,
            name.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
        else { throw CommandFault("the setting 'operator' must be a name of one line and at most 64 characters") }
        return name
    }

    private static func demoAnywhere(_ text: String) throws -> Bool {
        guard ["", SettingKey.demoAnywhereWords].contains(text) else {
            throw CommandFault("the setting 'demo-anywhere' must be '\(SettingKey.demoAnywhereWords)' or absent")
        }
        return !text.isEmpty
    }

    private static func payment(_ text: String) throws -> PaymentOrder? {
        guard !text.isEmpty else { return nil }
        guard let order = PaymentOrder(rawValue: text) else {
            throw CommandFault("the setting 'payment' must be before-result or after-result, not '\(text)'")
        }
        return order
    }

    private static func folder(_ path: String, _ data: String) -> String {
        path.isEmpty ? "\(data)/assertion-keys" : path
    }

    private static func secret(_ path: String, _ data: String) -> StatisticsSecret {
        StatisticsSecret(path: path.isEmpty ? "\(data)/statistics.key" : path)
    }

    private static func keys(_ path: String, _ data: String) -> FingerKeyFile {
        FingerKeyFile(path: path.isEmpty ? "\(data)/fingerprint.keys" : path)
    }

    private static func policy(_ text: (SettingKey) -> String) throws -> AccountPolicy {
        guard let idleDays = Int(text(.idleDays)), (0...3650).contains(idleDays) else {
            throw CommandFault("the setting 'idle-days' must be a number from 0 to 3650, not '\(text(.idleDays))'")
        }
        let roles = try text(.secondFactor).split { $0 == " " || $0 == "," }.map { word in
            guard let role = Role(rawValue: String(word)), role != .system else {
                throw CommandFault("the setting 'second-factor' must be roles, not '\(word)'")
            }
            return role
        }
        return AccountPolicy(idleDays: idleDays, secondFactorRoles: Set(roles))
    }

    private static func quota(_ text: (SettingKey) -> String, _ key: SettingKey) throws -> Int {
        guard let limit = Int(text(key)), (1...quotaMax).contains(limit) else {
            throw CommandFault(
                "the setting '\(key.name)' must be a number from 1 to \(quotaMax), not '\(text(key))'")
        }
        return limit
    }

    /// Beyond any organisation, and far from what a count of bytes can hold.
    static let quotaMax = 100_000_000

    private static func port(_ key: SettingKey, _ text: String) throws -> Int {
        guard let port = Int(text), (0...65_535).contains(port) else {
            throw CommandFault("the setting '\(key.name)' must be a number from 0 to 65535, not '\(text)'")
        }
        return port
    }

    private static func address(_ text: String) throws -> String {
        guard !text.isEmpty else { return "" }
        let address = text.hasSuffix("/") ? String(text.dropLast()) : text
        guard address.utf8.count <= Limits.publicAddressBytesMax,
            address.wholeMatch(of: #/https?:\/\/[a-z0-9.\-]+(?::\d{1,5})?(?:\/[A-Za-z0-9._~\-]+)*/#) != nil
        else {
            throw CommandFault(
                "the setting 'public-address' must be an address like 'https://dvc.example.vn', not '\(text)'")
        }
        return address
    }

    /// A misspelt variable must stop the start, not be passed over.
    private static func checkNames(of environment: [String: String]) throws {
        let known = Set(SettingKey.all.map(\.environmentName) + [SettingKey.configFileEnvironmentName])
        let unknown = environment.keys.filter { $0.hasPrefix("TRINHKY_") && !known.contains($0) }
        if let name = unknown.min() { throw CommandFault("there is no setting for the environment variable \(name)") }
    }

    private static func values(_ texts: [SettingKey: String]) -> [AbsoluteConfigKey: ConfigValue] {
        Dictionary(
            uniqueKeysWithValues: texts.map { key, text in
                (AbsoluteConfigKey(components(key)), ConfigValue(.string(text), isSecret: false))
            })
    }

    /// The configuration library joins these with `_`, in capitals, for the environment.
    private static func components(_ setting: SettingKey) -> [String] {
        ["trinhky"] + setting.name.split(separator: "-").map(String.init)
    }
}
