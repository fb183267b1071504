// Evaluates decisions asked for in JSON lines: what `trinhky dmn evaluate --batch` does.

public import Basics
import FEEL

/// Answers requests one line at a time and keeps the models it has read.
public final class DecisionBatch {
    private var models: [String: Result<DecisionModel, BatchFault>] = [:]
    private let now: Timestamp?
    private let files: (String) -> [String]
    private let report: (Diagnostic) -> Void

    /// `now` is what `now()` and `today()` say in every evaluation; `files` gives the names of the files in a folder,
    /// among which an import without a location is looked for; `report` is told once what is wrong with a model.
    public init(
        now: Timestamp?, files: @escaping (String) -> [String], report: @escaping (Diagnostic) -> Void = { _ in }
    ) {
        self.now = now
        self.files = files
        self.report = report
    }

    /// The answer to `{"model":PATH,"decision":NAME,"input":{…}}`: `{"result":…}` or `{"error":"…"}`, without a line
    /// break. `load` gives the bytes of the file at a path.
    public func run(line: String, load: (String) throws -> [UInt8]) -> String {
        do {
            return JSONText.object([("result", try answer(line, load))])
        } catch {
            return JSONText.object([("error", .string(error.message))])
        }
    }

    private func answer(_ line: String, _ load: (String) throws -> [UInt8]) throws(BatchFault) -> JSONValue {
        let request = try members(of: line)
        guard case .string(let path) = request["model"], case .string(let name) = request["decision"] else {
            throw BatchFault("'model' and 'decision' must be given as texts")
        }
        var input: [String: Value] = [:]
        switch request["input"] {
        case .object(let values): for (name, value) in values { input[Vocabulary.canonical(name)] = Value(value) }
        case .null, nil: break
        default: throw BatchFault("'input' must be an object")
        }
        let model = try model(path, load)
        if let fault = model.fault(of: name) { throw BatchFault(fault.description) }
        do {
            return JSONValue(try model.evaluate(name, input: input, now: now).value)
        } catch {
            throw BatchFault(error.description)
        }
    }

    private func members(of line: String) throws(BatchFault) -> [String: JSONValue] {
        do {
            guard case .object(let members) = try JSONReader.read(line) else { throw JSONFault.syntax }
            return Dictionary(members) { _, last in last }
        } catch JSONFault.range(let place) {
            throw BatchFault("the number at '\(place)' is out of range")
        } catch {
            throw BatchFault("the line is no JSON object")
        }
    }

    private func model(_ path: String, _ load: (String) throws -> [UInt8]) throws(BatchFault) -> DecisionModel {
        if let known = models[path] { return try known.get() }
        let result = read(path, load)
        models[path] = result
        return try result.get()
    }

    private func read(_ path: String, _ load: (String) throws -> [UInt8]) -> Result<DecisionModel, BatchFault> {
        let bytes: [UInt8]
        do {
            bytes = try load(path)
        } catch {
            return .failure(BatchFault("\(path) cannot be read: \(error)"))
        }
        // Here one bad expression makes its own decision null, as FEEL says, not the whole model useless.
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        let (model, diagnostics) = withoutActuallyEscaping(load) { load in
            func file(_ location: String) -> ImportedFile? {
                let path = Self.plain(folder + location)
                // What cannot be loaded is a finding of the loader, which names the import.
                return (try? load(path)).map { ImportedFile(file: path, bytes: $0) }
            }
            let source = ImportSource(
                at: file, all: { self.files(folder).filter { $0.hasSuffix(".dmn") }.sorted().compactMap(file) })
            return DecisionLoader.read(bytes, file: Self.plain(path), imports: source)
        }
        for diagnostic in diagnostics where diagnostic.severity == .error { report(diagnostic) }
        if let model { return .success(model) }
        let faults = diagnostics.filter { $0.severity == .error }.map(\.description)
        return .failure(BatchFault(faults.joined(separator: "; ")))
    }

    /// The path without steps that lead nowhere, so that one file has one name.
    private static func plain(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/", omittingEmptySubsequences: false) where part != "." {
            if part == "..", let last = parts.last, last != "..", !last.isEmpty {
                parts.removeLast()
            } else if !part.isEmpty || parts.isEmpty {
                parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }
}

/// Why a line has no result.
private struct BatchFault: Error {
    let message: String

    init(_ message: String) { self.message = message }
}
