// The settings there are: one list for the program, for unknown-key checks and for docs/settings.md.

import Basics

/// A setting: its name in the configuration file; `TRINHKY_<NAME>` in the environment, `--<name>` on the command line.
struct SettingKey: Hashable, Sendable {
    var name: String
    /// What holds when nobody says otherwise; empty where nothing does.
    var standard: String
    /// What it does, in one sentence, for the operator.
    var meaning: String

    var environmentName: String {
        "TRINHKY_" + name.uppercased().split(separator: "-").joined(separator: "_")
    }

    static let data = SettingKey(name: "data", standard: "data", meaning: "Folder of the database; made when missing.")
    static let database = SettingKey(
        name: "database", standard: "",
        meaning: "Database address, `sqlite:PATH`; empty means `trinhky.sqlite` in the data folder.")
    static let host = SettingKey(name: "host", standard: "127.0.0.1", meaning: "Address the server listens on.")
    static let port = SettingKey(
        name: "port", standard: "8080", meaning: "Port the server listens on; 0 picks a free one and prints it.")
    static let root = SettingKey(
        name: "root", standard: "",
        meaning: "Folder that holds `Templates`, `Workflows` and `Public`; empty means the working directory if it "
            + "does, else the nearest folder above the program that does.")
    static let secure = SettingKey(
        name: "secure", standard: "false",
        meaning: "The site is reached by HTTPS, through a proxy: cookies become secure and HSTS is sent.")
    static let demoAnywhere = SettingKey(
        name: "demo-anywhere", standard: "",
        meaning: "A database with demo data has known passwords and is served on loopback only, unless this says "
            + "`\(demoAnywhereWords)`.")
    static let logLevel = SettingKey(
        name: "log-level", standard: "info",
        meaning: "Least severe log entries written: `debug`, `info`, `warning` or `error`.")
    static let logFormat = SettingKey(
        name: "log-format", standard: "plain",
        meaning: "Shape of log lines on standard error: `plain` or `json`.")

    static let operatorName = SettingKey(
        name: "operator", standard: "",
        meaning: "Who the log says gave a command that changes something; empty means the name of the login.")

    static let vouchDays = SettingKey(
        name: "vouch-days", standard: String(Limits.vouchDays),
        meaning: "Days that the signing official of a requester has to vouch for a supplement, beyond its last day.")

    static let publicAddress = SettingKey(
        name: "public-address", standard: "",
        meaning: "Address by which everybody reaches the site, such as `https://dvc.example.vn`: letters print where "
            + "they can be checked. Empty: they print their code alone.")

    static let trustedProxies = SettingKey(
        name: "trusted-proxies", standard: "127.0.0.0/8 ::1",
        meaning: "Addresses, or ranges such as `10.0.0.0/8`, of the proxies whose `X-Forwarded-For` is believed when "
            + "`secure` is true.")

    static let all = [
        data, database, root, host, port, secure, trustedProxies, publicAddress, demoAnywhere, logLevel, logFormat,
        operatorName, vouchDays,
    ]

    /// What `demo-anywhere` must say: nobody types this without knowing what it means.
    static let demoAnywhereWords = "yes-with-known-passwords"
    /// Names the configuration file; it cannot stand in that file itself.
    static let configFileEnvironmentName = "TRINHKY_CONFIG"
}
