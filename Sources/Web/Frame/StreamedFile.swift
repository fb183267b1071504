// A file that is sent while it is made.

import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    /// A file in pieces. An error on the way breaks the connection off, so that half a file is never taken for one.
    static func file(_ pieces: AsyncThrowingStream<[UInt8], any Error>, type: String, name: String) -> Response {
        var headers = HTTPFields()
        headers[.contentType] = type
        headers[.contentDisposition] = "inline; filename=\"\(name)\""
        return Response(
            status: .ok, headers: headers, body: .init(asyncSequence: pieces.map { ByteBuffer(bytes: $0) }))
    }
}
