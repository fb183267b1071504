// The one-time set-up of libxml2 and the reading of its error records.

import Basics
import CLibXML2
import Foundation
import Synchronization

/// What `XMLReader` and `XMLSchema` share of libxml2.
enum XMLLibrary {
    /// Never the options that expand entities, load DTDs, follow inclusions or lift libxml2's own bounds.
    static let options = Int32(
        XML_PARSE_NONET.rawValue | XML_PARSE_NOCDATA.rawValue | XML_PARSE_BIG_LINES.rawValue)

    /// The only folder libxml2 may open files from, set while a schema is being loaded. libxml2 keeps one loader for
    /// the whole process, so the folder stands beside it and not in a context.
    static let readableFolder = Mutex<String?>(nil)

    /// Prepares libxml2 once and takes its power to open files and addresses away.
    static func start() { _ = started }

    private static let started: Void = {
        xmlInitParser()
        xmlSetExternalEntityLoader { address, _, context in
            guard let address else { return nil }
            let path = XMLLibrary.canonicalPath(String(cString: address))
            let isAllowed = XMLLibrary.readableFolder.withLock { folder in
                folder.map { path.hasPrefix($0 + "/") } ?? false
            }
            return isAllowed ? xmlNewInputFromFile(context, path) : nil
        }
    }()

    /// The absolute path without links or dots.
    static func canonicalPath(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
    }

    /// Of some faults libxml2 speaks in several lines.
    private static func oneLine(_ message: String) -> String {
        message.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty }
            .joined(separator: "; ")
    }

    /// A finding of libxml2 as ours.
    static func diagnostic(_ error: UnsafeMutablePointer<xmlError>?, file: String) -> Diagnostic? {
        guard let error = error?.pointee, let message = error.message else { return nil }
        return Diagnostic(
            error.level == XML_ERR_WARNING ? .warning : .error, file: file, line: Int(error.line),
            oneLine(String(cString: message)))
    }
}
