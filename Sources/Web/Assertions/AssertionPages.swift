// The interface for servers: who calls, and one signed assertion a call (docs/api.md).

import Basics
import Formats
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Records
import Storage
import Tokens

/// `POST /api/v1/token`, `POST /api/v1/assertions`, `/.well-known/jwks.json`. Every answer is JSON; a refusal says in
/// one word what is wrong, where, and nothing of any person.
struct AssertionPages: PageGroup {
    let environment: AssertionEnvironment

    func add(to site: Site) {
        site.call(.token) { request, context in
            await APIAnswer.answering(context) { try await token(request, context) }
        }
        site.call(.assertions) { request, context in
            await APIAnswer.answering(context) { try await assertion(request) }
        }
        site.get(.publishedKeys, .everyone) { context in
            await APIAnswer.answering(context) {
                let set = try environment.desk.published(at: environment.clock())
                var response = APIAnswer.response(set.json, type: "application/jwk-set+json")
                response.headers[.cacheControl] = "public, max-age=300"
                return response
            }
        }
    }

    // MARK: Who calls

    private static let grantType = "client_credentials"
    private static let assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

    /// OAuth 2.0 client credentials with `private_key_jwt` (RFC 6749 section 4.4, RFC 7523).
    private func token(_ request: Request, _ context: PageContext) async throws -> Response {
        let bounds = FormBounds(
            bytesMax: Limits.tokenRequestBytesMax, textBytesMax: Limits.tokenRequestBytesMax, fileBytesMax: 0,
            filesMax: 0,
            fieldsMax: Limits.formFieldsMax)
        let read = await FormReading.read(request, bounds: bounds, isTrusted: false)
        guard read.fault == nil else { throw APIRefusal(.invalidRequest, "the body is no form, or too large") }
        func one(_ name: String) throws(APIRefusal) -> String {
            let values = read.form.all(name)
            guard values.count == 1 else { throw APIRefusal(.invalidRequest, "\(name) must stand in it once") }
            return values[0]
        }
        guard try one("grant_type") == Self.grantType else {
            throw APIRefusal(.unsupportedGrantType, "grant_type must be \(Self.grantType)")
        }
        guard try one("client_assertion_type") == Self.assertionType else {
            throw APIRefusal(.invalidRequest, "client_assertion_type must be \(Self.assertionType)")
        }
        let assertion = try one("client_assertion")
        let client = try read.form.first("client_id").map { _ throws(APIRefusal) in try one("client_id") }
        do {
            let token = try await environment.desk.accessToken(assertion, of: client, at: environment.clock())
            return APIAnswer.secret([
                JSONMember("access_token", token), JSONMember("token_type", "Bearer"),
                JSONMember("expires_in", Int64(Limits.accessTokenSeconds)),
            ])
        } catch let refusal as ClientRefusal {
            // To whom it may concern all are one; why, is for the operator.
            context.logger.notice("a client was refused", metadata: ["reason": "\(refusal.code)"])
            throw APIRefusal(.invalidClient, "the client is not known by this assertion")
        }
    }

    // MARK: What is answered

    private func assertion(_ request: Request) async throws -> Response {
        guard let token = Self.bearer(request.headers[.authorization]) else {
            throw APIRefusal(.unknownToken, "an access token is needed: Authorization: Bearer …")
        }
        let caller: Caller
        do {
            caller = try environment.desk.caller(token, at: environment.clock())
        } catch let refusal as CallRefusal {
            throw APIRefusal(refusal)
        }
        let call = try CallReading.read(try await APIAnswer.body(of: request, atMost: Limits.callBytesMax))
        do {
            let made = try await environment.desk.assertion(call, by: caller, at: environment.clock())
            return APIAnswer.secret([
                JSONMember("assertion", made.token), JSONMember("id", made.release.text),
                JSONMember("expires_in", Int64(Limits.assertionSeconds)),
            ])
        } catch let refusal as CallRefusal {
            throw APIRefusal(refusal, of: call)
        }
    }

    private static func bearer(_ header: String?) -> String? {
        guard let parts = header?.split(separator: " "), parts.count == 2, parts[0].lowercased() == "bearer" else {
            return nil
        }
        return String(parts[1])
    }
}
