// Reads the files of a ZIP from memory, with a bound on everything.

import Basics
import CZip

/// A file of an archive.
public struct ZIPEntry: Hashable, Sendable {
    /// Without its folder.
    public let name: String
    public let bytes: [UInt8]
}

/// One walk through an archive that lies in memory; nothing is ever written to a disk.
public struct ZIPReader {
    private let archive: OpaquePointer
    private let bounds: ZIPBounds

    /// The files whose names are wanted, in the order of the archive. Folders, and what macOS puts beside the files
    /// (`__MACOSX`), are passed over; all else must keep to the bounds, wanted or not.
    public static func entries(
        of bytes: [UInt8], within bounds: ZIPBounds, wanted: (_ name: String) -> Bool
    ) throws(ZIPFault) -> [ZIPEntry] {
        // No bytes at all are an archive of nothing to libzip.
        guard bytes.count >= endBytes else { throw .damaged }
        do {
            return try bytes.withUnsafeBytes { buffer in
                try open(buffer, bounds) { reader in try reader.entries(wanted) }
            }
        } catch let fault as ZIPFault {
            throw fault
        } catch {
            throw .damaged
        }
    }

    /// The end of the list of contents, which every archive has.
    private static let endBytes = 22

    private static func open<T>(
        _ buffer: UnsafeRawBufferPointer, _ bounds: ZIPBounds, _ body: (ZIPReader) throws -> T
    ) throws -> T {
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let source = zip_source_buffer_create(buffer.baseAddress, zip_uint64_t(buffer.count), 0, &error) else {
            throw ZIPFault.damaged
        }
        guard let archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error) else {
            // An archive that was opened owns its source; this one was not.
            zip_source_free(source)
            throw ZIPFault.damaged
        }
        defer { zip_discard(archive) }
        return try body(ZIPReader(archive: archive, bounds: bounds))
    }

    /// A file of the list of contents.
    private struct Listed {
        var index: zip_uint64_t
        var name: String
        var size: Int
    }

    private func entries(_ wanted: (String) -> Bool) throws(ZIPFault) -> [ZIPEntry] {
        let count = zip_get_num_entries(archive, 0)
        // Each file may have a folder of its own beside it.
        guard count >= 0, count <= 2 * bounds.filesMax else { throw .tooManyFiles }
        var listed: [Listed] = []
        var names: Set<String> = []
        var bytes = 0
        for index in 0..<zip_uint64_t(count) {
            guard let file = try file(index) else { continue }
            guard names.insert(file.name).inserted else { throw .nameTwice }
            bytes += file.size
            guard bytes <= bounds.bytesMax else { throw .tooLarge }
            listed.append(file)
            guard listed.count <= bounds.filesMax else { throw .tooManyFiles }
        }
        var read = 0
        var entries: [ZIPEntry] = []
        for file in listed where wanted(file.name) {
            let content = try content(of: file)
            read += content.count
            guard read <= bounds.bytesMax else { throw .tooLarge }
            entries.append(ZIPEntry(name: file.name, bytes: content))
        }
        return entries
    }

    /// What the list says of a file; `nil` for what is none.
    private func file(_ index: zip_uint64_t) throws(ZIPFault) -> Listed? {
        var status = zip_stat_t()
        guard zip_stat_index(archive, index, 0, &status) == 0, status.valid & Self.needed == Self.needed,
            let raw = zip_get_name(archive, index, ZIP_FL_ENC_RAW)
        else { throw .damaged }
        guard let name = try Self.fileName(raw) else { return nil }
        guard Int32(status.encryption_method) == ZIP_EM_NONE else { throw .encrypted }
        guard [ZIP_CM_STORE, ZIP_CM_DEFLATE].contains(Int32(status.comp_method)) else { throw .otherMethod }
        guard status.size <= zip_uint64_t(bounds.fileBytesMax) else { throw .fileTooLarge }
        return Listed(index: index, name: name, size: Int(status.size))
    }

    private static let needed = zip_uint64_t(ZIP_STAT_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD)

    /// The last part of a path; `nil` for a folder, and for what macOS adds.
    private static func fileName(_ raw: UnsafePointer<CChar>) throws(ZIPFault) -> String? {
        guard let path = String(validatingCString: raw) else { throw .badName }
        guard path.utf8.count <= Limits.zipNameBytesMax else { throw .nameTooLong }
        if path.hasPrefix("__MACOSX/") { return nil }
        let isFolder = path.hasSuffix("/")
        let parts = (isFolder ? path.dropLast() : path[...]).split(separator: "/", omittingEmptySubsequences: false)
        let isPlain = parts.allSatisfy { part in
            !part.isEmpty && part != "." && part != ".." && part.unicodeScalars.allSatisfy(isUsable)
        }
        guard isPlain, let last = parts.last else { throw .badName }
        guard parts.count <= (isFolder ? 1 : 2) else { throw .tooDeep }
        return isFolder ? nil : String(last).nfc
    }

    private static func isUsable(_ scalar: Unicode.Scalar) -> Bool {
        scalar != "\\" && scalar != ":" && scalar.properties.generalCategory != .control
    }

    /// Unpacks a file, and no more of it than the bounds allow, whatever the list said.
    private func content(of file: Listed) throws(ZIPFault) -> [UInt8] {
        guard let stream = zip_fopen_index(archive, file.index, 0) else { throw .damaged }
        defer { zip_fclose(stream) }
        let room = file.size + 1
        var count = 0
        var isBroken = false
        let content = [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
            while count < room {
                let read = zip_fread(stream, buffer.baseAddress.map { $0 + count }, zip_uint64_t(room - count))
                if read < 0 { isBroken = true }
                if read <= 0 { break }
                count += Int(read)
            }
            filled = count
        }
        guard !isBroken else { throw .damaged }
        guard count <= file.size else { throw .fileTooLarge }
        guard count == file.size else { throw .damaged }
        return content
    }
}
