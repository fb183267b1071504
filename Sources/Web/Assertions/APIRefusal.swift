// Why the interface for servers does not do what it is asked.

import HTTPTypes
import Records
import Registry

/// A refusal: one word for programs, a sentence for who writes them, and the member that it concerns.
struct APIRefusal: Error, Hashable {
    /// The words and their statuses; `Public/api/v1/openapi.json` and docs/api.md have the same.
    enum Code: String, CaseIterable {
        // Of OAuth (RFC 6749 section 5.2, RFC 6750 section 3.1).
        case invalidRequest = "invalid_request"
        case unsupportedGrantType = "unsupported_grant_type"
        case invalidClient = "invalid_client"
        case unknownToken = "invalid_token"
        case unavailable = "temporarily_unavailable"
        case failed = "server_error"
        // Of this interface.
        case unsupportedType = "unsupported_type"
        case unknownGrant = "unknown_grant"
        case notGranted = "not_granted"
        case notYetValid = "grant_not_yet_valid"
        case expired = "grant_expired"
        case usedUp = "grant_used_up"
        case suspended = "grant_suspended"
        case revoked = "grant_revoked"
        case otherScope = "grant_of_another_kind"
        case nonceUsed = "nonce_used"
        // Of the payment platform's messages.
        case noPlatform = "no_platform"
        case unknownSender = "unknown_sender"
        case toldOtherwise = "transaction_told_otherwise"

        var status: HTTPResponse.Status {
            switch self {
            case .invalidRequest, .unsupportedGrantType: .badRequest
            case .invalidClient, .unknownToken: .unauthorized
            case .unknownGrant, .noPlatform: .notFound
            case .notGranted, .notYetValid, .expired, .usedUp, .suspended, .revoked, .otherScope,
                .unknownSender:
                .forbidden
            case .nonceUsed, .toldOtherwise: .conflict
            case .unsupportedType: .unsupportedMediaType
            case .unavailable: .serviceUnavailable
            case .failed: .internalServerError
            }
        }
    }

    let code: Code
    let description: String
    /// The member of the call, as a path: `person.birth_date`.
    let field: String?

    init(_ code: Code, _ description: String, at field: String? = nil) {
        self.code = code
        self.description = description
        self.field = field
    }

    /// - Parameter call: what was asked, where it was read already.
    init(_ refusal: CallRefusal, of call: AssertionRequest? = nil) {
        func place(_ field: PersonField) -> String {
            call?.person.values.contains(field) ?? false ? "attributes" : "claims.\(field.rawValue)"
        }
        switch refusal {
        case .unknownToken: self.init(.unknownToken, "the access token has expired, or its key counts no more")
        case .nonceUsed: self.init(.nonceUsed, "a call with this nonce was made: make another", at: "nonce")
        case .fault(.notGranted(let field)):
            self.init(.notGranted, "the grant does not have \(field.rawValue) so", at: place(field))
        case .fault(.claimedAndWanted(let field)):
            self.init(.invalidRequest, "\(field.rawValue) is claimed and wanted at once", at: place(field))
        case .fault(.notReadable(let field)):
            self.init(.invalidRequest, "the claim cannot be read as such a value", at: place(field))
        case .shut(let reason): self.init(reason)
        }
    }

    private init(_ reason: FulfilmentRefusal) {
        switch reason {
        case .notYetValid: self.init(.notYetValid, "the grant may not be used yet", at: "grant")
        case .expired: self.init(.expired, "the last day of the grant is over", at: "grant")
        case .usedUp: self.init(.usedUp, "all calls that the grant allows were made", at: "grant")
        case .suspended: self.init(.suspended, "the grant is suspended until it is resumed", at: "grant")
        case .revoked: self.init(.revoked, "the grant was revoked", at: "grant")
        case .unknownGrant: self.init(.unknownGrant, "the client has no such grant", at: "grant")
        case .otherScope, .otherList, .unpaid: self.init(.otherScope, "the grant is not one for calls", at: "grant")
        }
    }
}
