// Every text of a letter, for checks and for whoever looks for its words.

extension LetterDocument {
    /// Calls `body` with each text that is printed, and with those of the information dictionary.
    public func forEachText(_ body: (String) -> Void) {
        body(title)
        body(author)
        if let foot { body(foot.text) }
        for block in blocks { block.forEachText(body) }
    }
}

extension LetterBlock {
    fileprivate func forEachText(_ body: (String) -> Void) {
        switch self {
        case .heading(let heading):
            for text in [heading.superior, heading.agency, heading.number, heading.subject, heading.placeAndDate] {
                body(text)
            }
        case .centred(let text), .basis(let text), .note(let text): body(text)
        case .addressee(let addressees): addressees.forEach(body)
        case .paragraph(let mark, let text):
            if let mark { body(mark.text) }
            body(text)
        case .row(let label, let value):
            body(label)
            body(value)
        case .table(let table):
            for column in table.columns { body(column.heading) }
            for row in table.rows { row.forEach(body) }
        case .closing(let distribution, let signatures):
            distribution.forEach(body)
            for signature in signatures {
                for text in [signature.authority, signature.title, signature.remark, signature.name] { body(text) }
            }
        case .cover(let cover):
            for text in [cover.superior, cover.agency, cover.name] + cover.lines { body(text) }
        case .title(let name, let abstract, let reference), .annex(let name, let abstract, let reference):
            body(name)
            body(abstract)
            body(reference)
        }
    }
}
