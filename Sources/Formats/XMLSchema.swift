// Validates XML against an XML Schema (XSD) that stands in a folder, with its inclusions from the same folder.

public import Basics
import CLibXML2
import Foundation
import Synchronization

/// A loaded schema. It may be used from many tasks; validations of one schema run one after another, since libxml2 does
/// not promise more. Loading reads files: this is for tests, not for a request.
public struct XMLSchema: Sendable {
    private let schema: LoadedSchema

    /// Loads the schema file at `path`; what it includes or imports must stand in the same folder or below it.
    public init(path: String) throws(XMLFault) {
        XMLLibrary.start()
        let path = XMLLibrary.canonicalPath(path)
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let findings = FindingList(file: path)
        let loaded = XMLSchema.loading.withLock { _ in
            XMLLibrary.readableFolder.withLock { $0 = folder }
            defer { XMLLibrary.readableFolder.withLock { $0 = nil } }
            return XMLSchema.parse(path, findings)
        }
        guard let loaded, !findings.diagnostics.hasErrors else {
            throw XMLFault(
                diagnostics: findings.diagnostics.hasErrors
                    ? findings.diagnostics : [Diagnostic(file: path, line: 0, "the schema cannot be read")])
        }
        schema = loaded
    }

    /// What keeps `bytes` from being valid, with lines; nothing when it is valid. Text that `XMLReader` refuses is not
    /// validated at all: its findings are given instead.
    public func validate(_ bytes: [UInt8], file: String) -> [Diagnostic] {
        do throws(XMLFault) { _ = try XMLReader.read(bytes, file: file) } catch { return error.diagnostics }
        let findings = FindingList(file: file)
        let document = xmlReadMemory(bytes, Int32(bytes.count), nil, nil, XMLLibrary.options)
        defer { xmlFreeDoc(document) }
        let result = schema.pointer.withLock { schema -> Int32 in
            guard let document, let context = xmlSchemaNewValidCtxt(schema.pointer) else { return -1 }
            defer { xmlSchemaFreeValidCtxt(context) }
            xmlSchemaSetValidStructuredErrors(
                context, { FindingList.add($0, $1) }, Unmanaged.passUnretained(findings).toOpaque())
            return withExtendedLifetime(findings) { xmlSchemaValidateDoc(context, document) }
        }
        if result != 0, findings.diagnostics.isEmpty {
            return [Diagnostic(file: file, line: 0, "the file cannot be validated")]
        }
        return findings.diagnostics
    }

    /// Held while a schema is loaded: the folder that libxml2 may read is one for the whole process.
    private static let loading = Mutex<Void>(())

    private static func parse(_ path: String, _ findings: FindingList) -> LoadedSchema? {
        guard let context = xmlSchemaNewParserCtxt(path) else { return nil }
        defer { xmlSchemaFreeParserCtxt(context) }
        let list = Unmanaged.passUnretained(findings).toOpaque()
        xmlSchemaSetParserStructuredErrors(context, { FindingList.add($0, $1) }, list)
        // Schema files that are no XML at all are reported to this thread's handler, and to standard error without one.
        xmlSetStructuredErrorFunc(list) { FindingList.add($0, $1) }
        defer { xmlSetStructuredErrorFunc(nil, nil) }
        return withExtendedLifetime(findings) { xmlSchemaParse(context).map { LoadedSchema($0) } }
    }
}

/// Owns a schema of libxml2.
private final class LoadedSchema: Sendable {
    /// The pointer leaves the lock only for a validation that runs inside it.
    struct Pointer: @unchecked Sendable { let pointer: xmlSchemaPtr }

    let pointer: Mutex<Pointer>

    init(_ pointer: xmlSchemaPtr) { self.pointer = Mutex(Pointer(pointer: pointer)) }

    deinit { pointer.withLock { xmlSchemaFree($0.pointer) } }
}

/// Where libxml2's error callback puts what it finds.
private final class FindingList {
    let file: String
    private(set) var diagnostics: [Diagnostic] = []

    init(file: String) { self.file = file }

    static func add(_ list: UnsafeMutableRawPointer?, _ error: UnsafeMutablePointer<xmlError>?) {
        guard let list else { return }
        let own = Unmanaged<FindingList>.fromOpaque(list).takeUnretainedValue()
        guard own.diagnostics.count < Limits.rowProblemsMax,
            let finding = XMLLibrary.diagnostic(error, file: own.file)
        else { return }
        own.diagnostics.append(finding)
    }
}
