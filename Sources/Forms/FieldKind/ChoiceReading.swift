// Reading what was chosen among options.

import Basics

extension FieldReader {
    func choice(_ options: Options) -> Reading {
        let codes = chosen()
        guard codes.count <= 1 else { return .problem(Problem(field.key, .givenTwice)) }
        guard let code = codes.first else { return missing(.chooseOne) }
        guard options.contains(code) else { return .problem(unknown(code)) }
        return .value(.text(code))
    }

    /// Some of the options, kept in the order of the form, each once.
    func choices(_ options: Options) -> Reading {
        let codes = Set(chosen())
        if codes.isEmpty { return missing(.chooseAtLeastOne) }
        let unknown = codes.filter { !options.contains($0) }.sorted()
        guard unknown.isEmpty else { return Reading(value: nil, problems: unknown.map(self.unknown)) }
        return .value(.texts(options.options.map(\.code).filter(codes.contains)))
    }

    private func chosen() -> [String] { source.values(field.key).map(\.trimmed).filter { !$0.isEmpty } }

    private func unknown(_ code: String) -> Problem {
        Problem(field.key, .unknownChoice, ["value": CleanText.quotable(code)])
    }
}
