// The configuration file: a JSON object of settings.

import Foundation

enum SettingFile {
    /// The settings in the file, as text. A key that is none of ours must stop the start, not be passed over.
    static func read(_ file: String) throws -> [SettingKey: String] {
        guard let content = FileManager.default.contents(atPath: file) else {
            throw CommandFault("the configuration file '\(file)' cannot be read")
        }
        let scalars: [String: Scalar]
        do {
            scalars = try JSONDecoder().decode([String: Scalar].self, from: content)
        } catch {
            throw CommandFault(
                "the configuration file '\(file)' must be a JSON object of texts, whole numbers and true or false")
        }
        var texts: [SettingKey: String] = [:]
        for (name, scalar) in scalars.sorted(by: { $0.key < $1.key }) {
            guard let key = SettingKey.all.first(where: { $0.name == name }) else {
                throw CommandFault("the configuration file '\(file)' has an unknown key '\(name)'")
            }
            texts[key] = scalar.text
        }
        return texts
    }

    private struct Scalar: Decodable {
        let text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let flag = try? container.decode(Bool.self) {  // not a flag: one of the next two
                text = String(flag)
            } else if let number = try? container.decode(Int.self) {
                text = String(number)
            } else {
                text = try container.decode(String.self)
            }
        }
    }
}
