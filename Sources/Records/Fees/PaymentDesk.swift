// Taking in what a payment platform says.

public import Basics
import Casework
import Storage
import Tokens

/// Why a message of a payment platform is not taken in. Nothing is kept of it.
public enum PaymentRefusal: Error, Hashable, Sendable {
    /// It is not surely one of the platform; the reason is for the log.
    case unknownSender(reason: String)
    /// A claim is missing or cannot be read.
    case unreadable(claim: String)
    /// The transaction was told of before, with another case, sum or day.
    case otherBefore
}

/// What came of a payment.
public enum PaymentOutcome: Hashable, Sendable {
    /// The fee is paid, by this message or by the same one before.
    case recorded
    /// It paid nothing, and is kept for somebody to look after.
    case held(HeldPayment.Reason)
}

/// The desk of the payment platform (docs/api.md). Each message is a signed token (`typ` `payment+jwt`) for this server
/// alone; what it says counts once, however often it comes.
public struct PaymentDesk: Sendable {
    let desk: CaseDesk
    let platform: PaymentPlatform
    /// The server's name in tokens, and the address that messages go to.
    let audiences: [String]

    public init(desk: CaseDesk, platform: PaymentPlatform, audiences: [String]) {
        self.desk = desk
        self.platform = platform
        self.audiences = audiences
    }

    /// Whether the site has a platform.
    public var isOpen: Bool { platform.isThere }

    /// Takes one message in; what came of it is on disk when this returns. Throws `PaymentRefusal`.
    public func take(_ message: String, at now: Timestamp) async throws -> PaymentOutcome {
        let said = try read(message, at: now)
        let (known, id) = try await desk.store.read { db in
            (try db.outcome(of: said), try db.caseID(ofCode: said.caseCode))
        }
        if let known { return known }
        if let id {
            do {
                try await desk.change(id, by: .system, at: now) { context, db in try pay(said, context, db) }
            } catch let fault where Self.isOfCase(fault) {
                try await hold(said, for: .unreadableCase, at: now)
            }
        } else {
            try await hold(said, for: .unknownCase, at: now)
        }
        let outcome = try await desk.store.read { db in try db.outcome(of: said) }
        guard let outcome else { throw StorageError.corrupt("a payment that was taken in is nowhere") }
        return outcome
    }

    /// Whether the fault is the case's: the money is held whatever became of that.
    private static func isOfCase(_ fault: any Error) -> Bool {
        switch fault {
        case StorageError.erased, StorageError.corrupt: true
        default: fault is Rejection
        }
    }

    private func hold(_ said: PaymentMessage, for reason: HeldPayment.Reason, at now: Timestamp) async throws {
        try await desk.store.write { db in
            if try db.outcome(of: said) == nil { try db.hold(said, at: .central, for: reason, at: now) }
        }
    }

    private func pay(
        _ said: PaymentMessage, _ context: CaseContext, _ db: any Connection
    ) throws -> CaseDesk.Decided? {
        guard try db.outcome(of: said) == nil else { return nil }
        if let reason = said.obstacle(context.state) {
            try db.hold(said, at: context.state.office ?? .central, for: reason, at: context.now)
            return nil
        }
        let payment = FeePayment(
            means: .platform, reference: said.transaction, amount: said.amount, on: said.paidOn, by: nil)
        return CaseDesk.Decided(act: try Decide.pay(payment, context))
    }

    private func read(_ message: String, at now: Timestamp) throws -> PaymentMessage {
        do {
            let token = try ClientAssertion(message, types: ["payment+jwt"], isTypeNeeded: true)
            let expectation = ClientAssertion.Expectation(client: platform.name, audiences: audiences)
            return try PaymentMessage(try token.verified(by: try platform.keys(), as: expectation, at: now).claims, now)
        } catch let fault as AssertionFault {
            throw PaymentRefusal.unknownSender(reason: fault.code)
        }
    }
}
