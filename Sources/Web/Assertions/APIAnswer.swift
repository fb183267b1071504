// Bodies of the interface for servers, in and out.

import Basics
import HTTPTypes
import Hummingbird
import NIOCore
import Storage

enum APIAnswer {
    static func response(
        _ body: [UInt8], _ status: HTTPResponse.Status = .ok, type: String = "application/json"
    ) -> Response {
        Response(status: status, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }

    /// What nobody on the way may keep.
    static func secret(_ members: [JSONMember]) -> Response {
        var response = response(JSONWriter.object(members))
        response.headers[.cacheControl] = "no-store"
        return response
    }

    static func refusal(_ refusal: APIRefusal) -> Response {
        var members = [
            JSONMember("error", refusal.code.rawValue), JSONMember("error_description", refusal.description),
        ]
        if let field = refusal.field { members.append(JSONMember("field", field)) }
        var response = response(JSONWriter.object(members), refusal.code.status)
        response.headers[.cacheControl] = "no-store"
        switch refusal.code {
        case .unknownToken: response.headers[.wwwAuthenticate] = "Bearer error=\"\(refusal.code.rawValue)\""
        // RFC 9110 wants a challenge with every 401, RFC 6749 names none for this way of proving.
        case .invalidClient: response.headers[.wwwAuthenticate] = "Bearer"
        case .unavailable: response.headers[.retryAfter] = "5"
        default: break
        }
        return response
    }

    /// Whatever happens, the answer is JSON.
    static func answering(
        _ context: PageContext, _ work: () async throws -> Response
    ) async -> Response {
        do {
            return try await work()
        } catch let known as APIRefusal {
            return refusal(known)
        } catch {
            context.log(failure: error)
            switch error as? StorageError {
            case .busy, .unavailable: return refusal(APIRefusal(.unavailable, "try again a little later"))
            default:
                return refusal(APIRefusal(.failed, "the server failed: reference \(context.reference)"))
            }
        }
    }

    /// The bytes of a body of that type, at most so many.
    static func body(
        of request: Request, type wanted: String = "application/json", atMost limit: Int
    ) async throws -> [UInt8] {
        let type = (request.headers[.contentType] ?? "").prefix { $0 != ";" && $0 != " " }.lowercased()
        guard type == wanted else {
            throw APIRefusal(.unsupportedType, "the body must be \(wanted)")
        }
        var bytes: [UInt8] = []
        do {
            for try await chunk in request.body {
                guard bytes.count + chunk.readableBytes <= limit else {
                    throw APIRefusal(.invalidRequest, "a body has at most \(limit) bytes")
                }
                bytes.append(contentsOf: chunk.readableBytesView)
            }
        } catch let refusal as APIRefusal {
            throw refusal
        } catch {
            // Whoever sent it has gone, or sent no HTTP.
            throw APIRefusal(.invalidRequest, "the body ended before its end")
        }
        return bytes
    }
}
