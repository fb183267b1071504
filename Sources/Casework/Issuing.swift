// Giving a paper its number, date and place in the dossier.

import Basics

/// Numbering of papers.
public enum Issuing {
    /// A paper of the office that holds the case, numbered as its entry says; without a signer where the system makes
    /// it by itself.
    public static func paper(_ kind: PaperKind, signer: Signatory?, _ context: CaseContext) throws -> Paper {
        guard let entry = context.procedure.papers[kind] else {
            throw Rejection.process("the procedure has no paper \(kind.rawValue)")
        }
        guard let code = context.state.office, let office = context.offices[code] else {
            throw Rejection.process("a paper needs an office that exists")
        }
        let number: Int? =
            switch entry.series {
            case .outgoing: try context.numbers.nextOutgoing(office: code, on: context.today)
            case .none: nil
            }
        return Paper(
            n: context.state.papers.count + 1, kind: kind, number: number, notation: entry.notation(of: office),
            date: context.today, office: code, signer: signer)
    }

    /// A paper that the process orders by itself, signed by who of the office did something last.
    static func paper(ordered kind: String, _ context: CaseContext) throws -> Paper {
        guard let signer = context.state.handledBy else {
            throw Rejection.process("nobody could sign the paper \(kind)")
        }
        return try paper(PaperKind(rawValue: kind), signer: signer, context)
    }

    /// The requester's own document, as its answers make it now.
    static func request(_ context: CaseContext) -> Paper {
        Paper(
            n: context.state.papers.count + 1, kind: .request, number: nil, notation: "", date: context.today,
            office: nil, signer: context.state.vouchedBy)
    }
}
