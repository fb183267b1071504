// The options that every command shares: where the data lies and where the files are.

import ArgumentParser

/// Settings as command line options; what is not given comes from elsewhere (`Settings.read`).
struct SiteOptions: ParsableArguments {
    @Option(help: "Folder of the database.")
    var data: String?

    @Option(help: "Database address, sqlite:PATH or postgresql://USER@HOST:PORT/NAME.")
    var database: String?

    @Option(help: "File that holds the password of a PostgreSQL database.")
    var databasePasswordFile: String?

    @Option(help: "Folder with Templates, Workflows and Public.")
    var root: String?

    @Option(help: "Configuration file (JSON).")
    var config: String?

    @Option(help: "Least severe log entries: debug, info, warning or error.")
    var logLevel: String?

    @Option(help: "Shape of log lines: plain or json.")
    var logFormat: String?

    /// All settings, with those of the command added.
    func settings(_ more: [SettingKey: String?] = [:]) throws -> Settings {
        let own: [SettingKey: String?] = [
            .data: data, .database: database, .databasePasswordFile: databasePasswordFile, .root: root,
            .logLevel: logLevel, .logFormat: logFormat,
        ]
        return try Settings.read(own.merging(more) { $1 }.compactMapValues { $0 }, configFile: config)
    }
}
