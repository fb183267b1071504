// What a signed assertion says.

import Basics
import Registry
import Tokens

/// The claims of one assertion, in the order in which they are written.
struct AssertionClaims {
    let issuer: String
    let client: OrganizationID
    let request: AssertionRequest
    let grant: Grant
    let answer: AnswerRow
    let release: ReleaseID
    let at: Timestamp
    let secrets: AssertionKeys

    var expires: Timestamp { at.adding(seconds: Limits.assertionSeconds) }

    /// `sub` only where the keys identified a person: the recipient's own name for them.
    var members: [JSONMember] {
        var members = [JSONMember("iss", issuer)]
        if answer.isIdentified { members.append(JSONMember("sub", subject)) }
        members += [
            JSONMember("aud", client.text), JSONMember("iat", at), JSONMember("exp", expires),
            JSONMember("jti", release.text), JSONMember("nonce", request.nonce),
            JSONMember("purpose", request.purpose), JSONMember("grant", grant.id.text),
        ]
        if let decision = grant.decision {
            members.append(
                JSONMember(
                    "decision",
                    [JSONMember("number", decision.number), JSONMember("date", decision.date.description)]))
        }
        if let verdict = answer.verdict { members.append(JSONMember("identity", Self.members(verdict))) }
        members.append(JSONMember("confirmed", confirmed))
        members.append(JSONMember("attributes", attributes))
        return members
    }

    private var subject: String {
        guard let names = PairwiseSubject(key: secrets.pseudonymKey, recipient: client.text) else {
            preconditionFailure("the secret was looked at when it was read")
        }
        return names.subject(of: answer.personalID.description)
    }

    private var confirmed: [JSONMember] {
        answer.fields.compactMap { field in
            guard case .verdict(let verdict) = field.answer else { return nil }
            return JSONMember(field.field.rawValue, Self.members(verdict))
        }
    }

    /// What there is no value of stands with the reason.
    private var attributes: [JSONMember] {
        answer.fields.compactMap { field in
            switch field.answer {
            case .verdict: nil
            case .value(let value): JSONMember(field.field.rawValue, [JSONMember("value", value.data)])
            case .noData(let reason): JSONMember(field.field.rawValue, [JSONMember("reason", reason.rawValue)])
            }
        }
    }

    private static func members(_ verdict: Verdict) -> [JSONMember] {
        [JSONMember("verdict", verdict.value.rawValue)]
            + (verdict.reason.map { [JSONMember("reason", $0.rawValue)] } ?? [])
    }
}
