// Reads multipart/form-data, the encoding of forms with files, as the bytes arrive.

import Basics

/// The reader of multipart forms (RFC 7578): `append` each chunk as it comes, then `finish`. A fault shows at the first
/// byte that is too many, so an oversized upload can be refused before it has been received. Whoever goes on appending
/// gets the other fields as well (`partial`), for a page that shows what was typed again: a file that is too large is
/// passed over without being held.
public struct MultipartReader: Sendable {
    private enum State: Sendable {
        case preamble
        /// Behind a delimiter: `--` ends the form, a line end starts a part.
        case delimiter
        case headers
        case body(PartHead)
        case epilogue
        /// What it says of itself is not so; the rest means nothing.
        case broken
    }

    private let bounds: FormBounds
    /// CR LF, two hyphens, boundary.
    private let delimiter: [UInt8]
    private var state = State.preamble
    /// Bytes not yet understood: never more than a chunk, a delimiter and the headers of one part.
    private var pending: [UInt8] = [13, 10]
    private var content: [UInt8] = []
    private var received = 0
    private var textBytes = 0
    /// The part at hand is too large, or one too many.
    private var isPassedOver = false
    /// The first thing that is wrong.
    public private(set) var fault: FormDataFault?
    /// What could be read so far.
    public private(set) var partial = FormData()

    /// `contentType` is the header of the request; without a usable boundary the form is malformed.
    public init(contentType: String, bounds: FormBounds) throws(FormDataFault) {
        guard let boundary = PartHead.boundary(ofContentType: contentType) else { throw .malformed }
        self.bounds = bounds
        delimiter = [13, 10, 45, 45] + Array(boundary.utf8)
    }

    /// Takes the next bytes of the body.
    public mutating func append(_ chunk: some Collection<UInt8>) {
        received += chunk.count
        if received > bounds.bytesMax { note(.tooLarge) }
        var rest = chunk[...]
        while !rest.isEmpty {
            pending.append(contentsOf: rest.prefix(MultipartReader.pieceBytes))
            rest = rest.dropFirst(MultipartReader.pieceBytes)
            do throws(FormDataFault) {
                while try advance() {}
            } catch {
                note(error)
                state = .broken
                pending = []
            }
        }
    }

    private mutating func note(_ found: FormDataFault) {
        if fault == nil { fault = found }
    }

    /// A large chunk is taken in pieces, so that many small parts in it do not move the whole of it each time.
    private static let pieceBytes = 16 * 1024

    /// The form, once the body has ended; a body cut short is malformed.
    public consuming func finish() throws(FormDataFault) -> FormData {
        if let fault { throw fault }
        guard case .epilogue = state else { throw .malformed }
        return partial
    }

    /// Understands as much as it can of what is pending; `false` when it needs more.
    private mutating func advance() throws(FormDataFault) -> Bool {
        switch state {
        case .preamble: return skipPreamble()
        case .delimiter: return try readAfterDelimiter()
        case .headers: return try readHeaders()
        case .body(let head): return try readBody(head)
        case .epilogue, .broken:
            pending.removeAll()
            return false
        }
    }

    private mutating func skipPreamble() -> Bool {
        guard let found = pending[...].offset(of: delimiter) else {
            keepLast(delimiter.count - 1)
            return false
        }
        pending.removeFirst(found + delimiter.count)
        state = .delimiter
        return true
    }

    private mutating func readAfterDelimiter() throws(FormDataFault) -> Bool {
        // RFC 2046 lets white space stand between boundary and line end.
        let padding = pending.prefix { $0 == 32 || $0 == 9 }.count
        guard padding <= Limits.partHeaderBytesMax else { throw .malformed }
        guard pending.count >= padding + 2 else { return false }
        switch (pending[padding], pending[padding + 1]) {
        case (45, 45) where padding == 0: state = .epilogue
        case (13, 10): state = .headers
        default: throw .malformed
        }
        pending.removeFirst(padding + 2)
        return true
    }

    private mutating func readHeaders() throws(FormDataFault) -> Bool {
        guard let end = pending[...].offset(of: [13, 10, 13, 10]) else {
            guard pending.count <= Limits.partHeaderBytesMax else { throw .malformed }
            return false
        }
        guard end <= Limits.partHeaderBytesMax, let text = String(validating: pending[..<end], as: UTF8.self),
            let head = PartHead(headers: text)
        else { throw .malformed }
        pending.removeFirst(end + 4)
        content = []
        isPassedOver = partial.fields.count + partial.files.count >= bounds.fieldsMax
        if isPassedOver { note(.tooManyFields) }
        state = .body(head)
        return true
    }

    private mutating func readBody(_ head: PartHead) throws(FormDataFault) -> Bool {
        guard let end = pending[...].offset(of: delimiter) else {
            let safe = pending.count - (delimiter.count - 1)
            guard safe > 0 else { return false }
            take(safe, head)
            return false
        }
        take(end, head)
        pending.removeFirst(delimiter.count)
        try close(head)
        state = .delimiter
        return true
    }

    /// Moves `count` bytes from what is pending into the part.
    private mutating func take(_ count: Int, _ head: PartHead) {
        defer { pending.removeFirst(count) }
        if isPassedOver { return }
        if head.isFile {
            if content.count + count > bounds.fileBytesMax {
                note(.fileTooLarge(field: head.name))
                (content, isPassedOver) = ([], true)
            } else {
                content.append(contentsOf: pending[..<count])
            }
            return
        }
        // A text that is too long is shown again all the same, as far as a form goes.
        if content.count + count > bounds.textBytesMax { note(.tooLarge) }
        let room = min(count, max(0, bounds.bytesMax - textBytes - content.count))
        content.append(contentsOf: pending[..<room])
    }

    private mutating func close(_ head: PartHead) throws(FormDataFault) {
        defer { content = [] }
        if isPassedOver { return }
        guard let fileName = head.fileName else {
            guard let value = MultipartReader.text(content, isCut: fault != nil) else { throw .malformed }
            textBytes += content.count
            partial.fields.append(FormData.Field(name: head.name, value: value))
            return
        }
        // A file field left empty arrives as a nameless part without content.
        if fileName.isEmpty && content.isEmpty { return }
        guard partial.files.count < bounds.filesMax else {
            note(.tooManyFields)
            return
        }
        partial.files.append(
            UploadedFile(field: head.name, fileName: fileName, contentType: head.contentType, bytes: content))
    }

    /// A text that was cut off may end within a character.
    private static func text(_ bytes: [UInt8], isCut: Bool) -> String? {
        isCut ? String(decoding: bytes, as: UTF8.self) : String(validating: bytes, as: UTF8.self)
    }

    private mutating func keepLast(_ count: Int) {
        if pending.count > count { pending.removeFirst(pending.count - count) }
    }
}
