// The files of a procedure with a change in them, as an analyst could make it.

public import Basics
public import Casework

extension ProcedureFiles {
    /// The text of a file.
    public func text(_ path: String) throws -> String {
        guard let bytes = files[path] else { throw UnusableFile(description: "there is no file \(path)") }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// With another text wherever one stands in a file, which must hold it.
    public func replacing(_ old: String, with new: String, in path: String) throws -> ProcedureFiles {
        let text = try text(path)
        guard text.contains(old) else { throw UnusableFile(description: "\(path) has no \(old)") }
        var changed = self
        changed.files[path] = Array(text.replacing(old, with: new).utf8)
        return changed
    }

    /// File and line of the first place of a text in a file, which must hold it.
    public func place(of text: String, in path: String) throws -> (file: String, line: Int) {
        let content = try self.text(path)
        guard let found = content.firstRange(of: text) else {
            throw UnusableFile(description: "\(path) has no \(text)")
        }
        return (place(path), content[..<found.lowerBound].utf8.count { $0 == UInt8(ascii: "\n") } + 1)
    }

    /// The procedure they make, and all that is said of them.
    public func load() -> (procedure: Procedure?, findings: [Diagnostic]) {
        Procedure.load(self)
    }
}
