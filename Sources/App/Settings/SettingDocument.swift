// docs/settings.md, printed from the list of settings; a test holds the two together.

enum SettingDocument {
    static let text = """
        <!-- Printed from Sources/App/Settings/SettingKey.swift; `make golden` writes it anew. -->
        # Settings

        A setting is taken from the first of these places that names it:

        1. the command line: `--<setting> VALUE` (`--secure` alone means `true`);
        2. the environment: the variable in the table;
        3. the configuration file named by `--config FILE` or `TRINHKY_CONFIG`: a JSON object such as
           `{"port": 8080, "log-format": "json"}`;
        4. the standard.

        A key or a `TRINHKY_` variable that is not in the table stops the program, and so does a value it cannot use:
        exit code 1 with one line on standard error.

        | setting | environment | standard | meaning |
        |---|---|---|---|
        \(rows)

        """

    private static var rows: String {
        SettingKey.all.map { key in
            let standard = key.standard.isEmpty ? "–" : "`\(key.standard)`"
            return "| `\(key.name)` | `\(key.environmentName)` | \(standard) | \(key.meaning) |"
        }.joined(separator: "\n")
    }
}
