// A file as the answer, under its own name.

import Basics
import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    /// A file as the whole answer. Nothing of it is to be kept by the browser or on the way. The name is given in full
    /// as RFC 6266 has it, and once more in plain letters for programs that read only those.
    static func file(_ bytes: [UInt8], type: String, name: String, isAttachment: Bool = false) -> Response {
        file(ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)), type, name, isAttachment: isAttachment)
    }

    /// The same, sent while it is made. An error on the way breaks the connection off, so that half a file is never
    /// taken for one.
    static func file(_ pieces: AsyncThrowingStream<[UInt8], any Error>, type: String, name: String) -> Response {
        file(ResponseBody(asyncSequence: pieces.map { ByteBuffer(bytes: $0) }), type, name, isAttachment: false)
    }

    /// The same, made no faster than it is taken: `make` hands each piece to `send` and goes on when it is on its way.
    static func file(
        type: String, name: String, _ make: @escaping @Sendable (_ send: SendPiece) async throws -> Void
    ) -> Response {
        let body = ResponseBody { writer in
            try await make { piece in try await writer.write(ByteBuffer(bytes: piece)) }
            try await writer.finish(nil)
        }
        return file(body, type, name, isAttachment: true)
    }

    /// Sends one piece of a file.
    typealias SendPiece = ([UInt8]) async throws -> Void

    private static func file(_ body: ResponseBody, _ type: String, _ name: String, isAttachment: Bool) -> Response {
        var headers = HTTPFields()
        headers[.contentType] = type
        let disposition = isAttachment ? "attachment" : "inline"
        let plain = FileName.plain(name)
        headers[.contentDisposition] =
            "\(disposition); filename=\"\(plain)\""
            + (plain == name ? "" : "; filename*=UTF-8''\(SitePath.encoded(name))")
        return Response(status: .ok, headers: headers, body: body)
    }
}

extension FileName {
    /// Without control characters and not longer than file systems take; whatever is cut, a PDF keeps its ending.
    static func ofPDF(_ name: String, max: Int) -> String {
        let ending = ".pdf"
        let clean = name.nfc.unicodeScalars.filter { !Self.isHidden($0) && $0 != "/" && $0 != "\\" }
        let text = String(String.UnicodeScalarView(clean)).trimmed
        let stem = text.lowercased().hasSuffix(ending) ? String(text.dropLast(ending.count)).trimmed : text
        return (stem.isEmpty ? "PDF" : String(stem.prefix(max - ending.count))) + ending
    }

    /// The name in ASCII that can stand between quotes.
    static func plain(_ name: String) -> String {
        String(name.map { $0.isASCII && !$0.isNewline && !"\"\\%".contains($0) ? $0 : "_" })
    }

    /// Control characters, and those that turn the direction of writing: `fdp.exe` must not look like another name.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
        default: false
        }
    }
}
