// The settings there are: one list for the program, for unknown-key checks and for docs/settings.md.

import Basics
import Casework
import Records

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
        meaning: "Database address, `sqlite:PATH` or `postgresql://USER@HOST:PORT/NAME`, the latter with whatever else "
            + "libpq understands, such as `?sslmode=verify-full`; empty means `trinhky.sqlite` in the data folder.")
    static let databasePasswordFile = SettingKey(
        name: "database-password-file", standard: "",
        meaning: "File that holds the password of a PostgreSQL database in one line.")
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
    static let metricsPort = SettingKey(
        name: "metrics-port", standard: "",
        meaning: "Port that gives `/metrics` apart from the site, which then has none; 0 picks a free one and prints "
            + "it; empty leaves `/metrics` on the port of the site.")
    static let metricsHost = SettingKey(
        name: "metrics-host", standard: "127.0.0.1", meaning: "Address that `metrics-port` is listened to on.")
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

    static let idleDays = SettingKey(
        name: "idle-days", standard: String(Limits.idleDays),
        meaning: "Days without signing in after which an account is disabled; 0 for never. The last administrator and "
            + "demo accounts are left alone.")

    static let secondFactor = SettingKey(
        name: "second-factor", standard: "",
        meaning: "Roles whose accounts need a second factor, such as `approver official admin`; who has none is led to "
            + "set it up. Everybody else may have one.")

    static let publicAddress = SettingKey(
        name: "public-address", standard: "",
        meaning: "Address by which everybody reaches the site, such as `https://dvc.example.vn`: letters print where "
            + "they can be checked. Empty: they print their code alone.")

    static let trustedProxies = SettingKey(
        name: "trusted-proxies", standard: "127.0.0.0/8 ::1",
        meaning: "Addresses, or ranges such as `10.0.0.0/8`, of the proxies whose `X-Forwarded-For` is believed when "
            + "`secure` is true.")

    static let fingerprintKeys = SettingKey(
        name: "fingerprint-keys", standard: "",
        meaning: "File with the keys that fingerprints are sealed with, one a line, `ID BASE64`, the newest last; made "
            + "when the first fingerprint comes. Best on another disk, with a copy of its own: without it no "
            + "fingerprint can be compared any more. Empty: `fingerprint.keys` in the data folder.")

    static let assertionKeys = SettingKey(
        name: "assertion-keys", standard: "",
        meaning: "Folder with the secrets by which assertions are signed, persons get their pseudonyms and clients "
            + "their access tokens; made with the first start. All servers of a site share one. Without its "
            + "pseudonyms.key every recipient would know everybody by another name: keep a copy of it apart from the "
            + "database. Empty: `assertion-keys` in the data folder.")

    static let statisticsSecret = SettingKey(
        name: "statistics-secret", standard: "",
        meaning: "File with the secret that counts of the population are made unsharp by; made with the first count. "
            + "Whoever has it can take that off every table that ever left; with another one all counts would differ "
            + "anew, which gives as much away: keep a copy of it apart from the database. Empty: `statistics.key` in "
            + "the data folder.")

    static let payment = SettingKey(
        name: "payment", standard: "",
        meaning: "`before-result`: a result is kept back until its fee is paid; `after-result`: it may be opened at "
            + "once, and the fee is asked for beside that. Empty: `before-result`, but in the demo `after-result`.")

    static let paymentKeys = SettingKey(
        name: "payment-keys", standard: "",
        meaning: "File with the public keys of the payment platform (PEM, JWK or JWKS), whose signed messages say that "
            + "fees were paid; read with each message. Empty: the site has no platform, and clerks record payments.")

    static let paymentPlatform = SettingKey(
        name: "payment-platform", standard: "payment-platform",
        meaning: "Name by which the payment platform signs: `iss` and `sub` of its messages.")

    static let anchorFile = SettingKey(
        name: "anchor-file", standard: "",
        meaning: "File that the head of the log is written to, best on another disk or machine: `audit verify` "
            + "compares with its newest line. Empty: `trinhky.anchors` in the data folder, which whoever changes the "
            + "database can change too.")
    static let anchorCommand = SettingKey(
        name: "anchor-command", standard: "",
        meaning: "Command given to the shell with each head of the log as its input, such as one that sends it to "
            + "another office.")
    static let anchorMinutes = SettingKey(
        name: "anchor-minutes", standard: "60",
        meaning: "Minutes between two heads of the log that are written down; one more is at every clean stop.")

    /// What an organisation may do in a day of Viet Nam; beyond it pages say until when it has to wait.
    static func quota(_ kind: QuotaKind) -> SettingKey {
        let (name, meaning) =
            switch kind {
            case .drafts: ("drafts", "Requests that an organisation may begin in a day.")
            case .saves: ("saves", "Changes to its requests that an organisation may save in a day. Acts do not count.")
            case .uploads: ("uploads", "Documents that an organisation may upload in a day.")
            case .bytes:
                ("megabytes", "Megabytes of documents, lists and texts that an organisation may send in a day.")
            case .openings: ("openings", "Times that an organisation may open results in a day.")
            case .receptions: ("receptions", "Persons whom a clerk may receive at a desk in a day.")
            }
        return SettingKey(
            name: "quota-\(name)", standard: String(Quotas.standard[kind, default: 0]), meaning: meaning)
    }

    static let all =
        [
            data, database, databasePasswordFile, root, host, port, secure, trustedProxies, publicAddress, metricsPort,
            metricsHost,
            demoAnywhere, logLevel, logFormat, operatorName, vouchDays, anchorFile, anchorCommand, anchorMinutes,
            idleDays, secondFactor, fingerprintKeys, assertionKeys, statisticsSecret,
            payment, paymentKeys, paymentPlatform,
        ] + QuotaKind.allCases.map(quota)

    /// What `demo-anywhere` must say: nobody types this without knowing what it means.
    static let demoAnywhereWords = "yes-with-known-passwords"
    /// Names the configuration file; it cannot stand in that file itself.
    static let configFileEnvironmentName = "TRINHKY_CONFIG"
}
