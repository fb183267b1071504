// The files of Public/: few and small, so they are read once and served from memory.

import Basics
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Style sheet, images and `robots.txt`, with headers that let browsers keep them until they change.
public struct StaticFiles: Sendable {
    struct File: Sendable {
        let contentType: String
        let body: ByteBuffer
        /// Eight hexadecimal digits of the content's digest.
        let mark: String
    }

    private let files: [String: File]

    private static let types = [
        "css": "text/css; charset=utf-8", "svg": "image/svg+xml", "png": "image/png", "ico": "image/x-icon",
        "txt": "text/plain; charset=utf-8", "json": "application/json", "woff2": "font/woff2",
    ]

    /// Reads `Public/` under `root`. Files of other kinds than those above are left alone.
    public init(root: String) throws {
        let folder = URL(fileURLWithPath: "\(root)/Public").resolvingSymlinksInPath().path
        var files: [String: File] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            guard let type = StaticFiles.types[(path as NSString).pathExtension],
                let data = FileManager.default.contents(atPath: "\(folder)/\(path)")
            else { continue }
            let bytes = [UInt8](data)
            let mark = String(Digest(of: bytes).hex.prefix(8))
            files["/\(path)"] = File(contentType: type, body: ByteBuffer(bytes: bytes), mark: mark)
        }
        self.files = files
    }

    func file(at path: String) -> File? { files[path] }

    /// The address of a file with a mark of its content: it never changes under this address.
    func address(of path: String) -> String {
        files[path].map { "\(path)?v=\($0.mark)" } ?? path
    }
}

/// Answers for the files before anything else is looked up.
struct StaticFileServing: RouterMiddleware {
    let files: StaticFiles

    func handle(
        _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        guard request.method == .get || request.method == .head, let file = files.file(at: request.uri.path) else {
            return try await next(request, context)
        }
        context.coreContext.endpointPath.value = "static"
        let isMarked = request.uri.query == "v=\(file.mark)"
        var headers: HTTPFields = [
            .contentType: file.contentType, .eTag: "\"\(file.mark)\"",
            .cacheControl: isMarked ? "public, max-age=31536000, immutable" : "public, max-age=300",
        ]
        if request.headers[.ifNoneMatch] == "\"\(file.mark)\"" {
            return Response(status: .notModified, headers: headers)
        }
        guard request.method == .get else {
            headers[.contentLength] = String(file.body.readableBytes)
            return Response(status: .ok, headers: headers)
        }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: file.body))
    }
}
