// Answering for a request: an organisation by its official, a person by themselves.

/// What it comes to that somebody answers for the request as it reads now.
enum Vouching {
    /// Once it is filed, the changed request becomes a paper of its own in the place of the earlier one, which stays.
    static func events(_ context: CaseContext) -> [CaseEvent] {
        let vouched = CaseEvent.vouched(by: context.signatory, content: RequestedContent(context))
        guard context.state.code != nil else { return [vouched] }
        var request = Issuing.request(context)
        request.signer = context.signatory
        let replaced = context.state.papers.last { $0.kind == request.kind }
        return [vouched, .paperIssued(paper: request)]
            + (replaced.map { [.paperReplaced(paper: $0.n, by: request.n)] } ?? [])
    }
}
