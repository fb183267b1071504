// Where the payment platform says that a fee was paid (docs/api.md, "Payments").

public import Basics
import Hummingbird
import Logging
public import Records

/// `POST /api/v1/payments`: a signed message, answered in JSON. What is genuine is always taken in, so that the
/// platform need not send it again; whether it paid the fee is in the answer.
struct PaymentPages: PageGroup {
    let desk: PaymentDesk
    let clock: @Sendable () -> Timestamp

    func add(to site: Site) {
        site.call(.payments) { request, context in
            await APIAnswer.answering(context) { try await take(request, context) }
        }
    }

    private func take(_ request: Request, _ context: PageContext) async throws -> Response {
        guard desk.isOpen else { throw APIRefusal(.noPlatform, "this site has no payment platform") }
        let body = try await APIAnswer.body(
            of: request, type: "application/jwt", atMost: Limits.paymentMessageBytesMax)
        do {
            let message = String(decoding: body, as: UTF8.self)
            switch try await desk.take(message, at: clock()) {
            case .recorded: return APIAnswer.secret([JSONMember("status", "recorded")])
            case .held(let reason):
                return APIAnswer.secret([JSONMember("status", "held"), JSONMember("reason", reason.rawValue)])
            }
        } catch let refusal as PaymentRefusal {
            throw Self.refusal(refusal, context)
        }
    }

    private static func refusal(_ refusal: PaymentRefusal, _ context: PageContext) -> APIRefusal {
        switch refusal {
        case .unknownSender(let reason):
            // To whom it may concern all are one; why, is for the operator.
            context.logger.notice("a payment was refused", metadata: ["reason": "\(reason)"])
            return APIRefusal(.unknownSender, "the message is not surely one of the payment platform")
        case .unreadable(let claim):
            return APIRefusal(.invalidRequest, "the claim is missing, or is no such thing", at: claim)
        case .otherBefore:
            return APIRefusal(
                .toldOtherwise, "the transaction was told of before with another case, sum or day", at: "transaction")
        }
    }
}

/// What programs say of fees, for the composition.
public enum PaymentPageGroups {
    public static func all(_ desk: PaymentDesk, clock: @escaping @Sendable () -> Timestamp) -> [any PageGroup] {
        [PaymentPages(desk: desk, clock: clock)]
    }
}
