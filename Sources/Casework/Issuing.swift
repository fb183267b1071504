// Giving a paper its number, date and place in the dossier.

import Basics

/// Numbering of papers.
public enum Issuing {
    /// A paper of the office that holds the case, numbered from its outgoing register.
    public static func paper(_ kind: PaperKind, signer: Signatory, _ context: CaseContext) throws -> CaseEvent {
        guard let code = context.state.office, let office = context.offices[code] else {
            throw Rejection.process("a paper needs an office that exists")
        }
        let number = try context.numbers.nextOutgoing(office: code, on: context.today)
        return .paperIssued(
            paper: Paper(
                n: context.state.papers.count + 1, kind: kind, number: number,
                notation: notation(kind, of: office), date: context.today, office: code, signer: signer))
    }

    /// A paper that the process orders by itself, signed by who of the office did something last.
    static func paper(ordered kind: String, _ context: CaseContext) throws -> CaseEvent {
        guard let kind = PaperKind(rawValue: kind), let signer = context.state.handledBy else {
            throw Rejection.process("a paper \(kind) cannot be issued here")
        }
        return try paper(kind, signer: signer, context)
    }

    /// The requester's own document, as its answers make it now.
    static func request(_ context: CaseContext) -> CaseEvent {
        .paperIssued(
            paper: Paper(
                n: context.state.papers.count + 1, kind: .request, number: nil, notation: "", date: context.today,
                office: nil, signer: context.state.vouchedBy))
    }

    /// What follows the slash of the number: type and agency, or — for a letter without a type name — agency and the
    /// unit that drafted it, which in a province is its PC06 (domain: §0).
    public static func notation(_ kind: PaperKind, of office: Office) -> String {
        if let type = kind.abbreviation { return "\(type)-\(office.abbreviation)" }
        return office.code == .central ? office.abbreviation : "\(office.abbreviation)-PC06"
    }
}
