// The four Tinos faces of all letters, without hints.

import CPangoCairo
import Foundation

/// A font configuration that knows the Tinos faces and nothing else, so that no other family can slip into a letter.
///
/// Made once a process: cairo keeps fonts by the name of their file for as long as the process runs, and the names are
/// those of memory files, which must not come to mean another face.
struct LetterFonts: Sendable {
    /// The configuration, or why there is none.
    static let shared = Result { () throws(LetterError) in try LetterFonts() }

    /// Never changed once it is made, and fontconfig's own locks guard what it looks up.
    nonisolated(unsafe) let configuration: OpaquePointer

    private init() throws(LetterError) {
        guard let configuration = FcConfigCreate() else { throw .drawingFailed("no font configuration") }
        let files = try Self.installedFiles()
        guard files.count >= 4 else { throw .fontMissing }
        for file in files {
            guard let font = FileManager.default.contents(atPath: file),
                let unhinted = UnhintedFont.make(from: Array(font))
            else { throw .fontMissing }
            let path = try Self.memoryFile(unhinted)
            guard FcConfigAppFontAddFile(configuration, path) != 0 else { throw .fontMissing }
        }
        self.configuration = configuration
    }

    /// The files of the family that are installed (Debian package `fonts-croscore`).
    private static func installedFiles() throws(LetterError) -> [String] {
        guard let pattern = FcPatternCreate(), let wanted = FcObjectSetCreate() else {
            throw .drawingFailed("no font pattern")
        }
        defer {
            FcPatternDestroy(pattern)
            FcObjectSetDestroy(wanted)
        }
        FcPatternAddString(pattern, FC_FAMILY, TextStyle.family)
        FcObjectSetAdd(wanted, FC_FILE)
        guard let found = FcFontList(nil, pattern, wanted) else { throw .fontMissing }
        defer { FcFontSetDestroy(found) }
        var files: Set<String> = []
        for index in 0..<Int(found.pointee.nfont) {
            var file: UnsafeMutablePointer<FcChar8>?
            if FcPatternGetString(found.pointee.fonts[index], FC_FILE, 0, &file) == FcResultMatch, let file {
                files.insert(String(cString: file))
            }
        }
        return files.sorted()
    }

    /// A file that lives in memory for as long as the process does: fontconfig, FreeType and HarfBuzz want a path.
    private static func memoryFile(_ bytes: [UInt8]) throws(LetterError) -> String {
        let descriptor = memfd_create("tinos", 0)
        guard descriptor >= 0 else { throw .drawingFailed("no memory file for a font") }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw .drawingFailed("a font cannot be kept in memory") }
            written += count
        }
        return "/proc/self/fd/\(descriptor)"
    }
}
