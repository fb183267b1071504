// A value that has been read and checked.

public import Basics

/// The typed value of one field. Never a text with separators inside: what was a date stays a date.
public enum FieldValue: Hashable, Sendable {
    /// A text, a long text, or the code of the option chosen.
    case text(String)
    /// The codes of the options chosen, in the order of the form.
    case texts([String])
    case number(Int)
    case date(LocalDate)
    /// A declaration that was made. One that was not has no value.
    case ticked
    case attachments([AttachmentID])
    /// Rows of a table, each a text by column; empty cells are left out.
    case rows([[String: String]])
    /// The field was asked for, or hidden, and has no answer. It takes the place of an earlier answer when a page is
    /// saved over older ones (`Answers.merge`), and is no answer everywhere else.
    case cleared
}

extension FieldValue {
    /// The bytes of its texts.
    var byteCount: Int {
        switch self {
        case .text(let text): text.utf8.count
        case .texts(let texts): texts.reduce(0) { $0 + $1.utf8.count }
        case .rows(let rows): rows.joined().reduce(0) { $0 + $1.value.utf8.count }
        case .number, .date, .ticked, .attachments, .cleared: 0
        }
    }
}

extension FieldValue: Codable {
    private enum CodingKeys: String, CodingKey { case text, texts, number, date, ticked, attachments, rows, cleared }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let keys = container.allKeys
        guard keys.count == 1, let key = keys.first else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "one kind of value expected"))
        }
        switch key {
        case .text: self = .text(try container.decode(String.self, forKey: key))
        case .texts: self = .texts(try container.decode([String].self, forKey: key))
        case .number: self = .number(try container.decode(Int.self, forKey: key))
        case .date: self = .date(try container.decode(LocalDate.self, forKey: key))
        case .ticked: self = .ticked
        case .attachments: self = .attachments(try container.decode([AttachmentID].self, forKey: key))
        case .rows: self = .rows(try container.decode([[String: String]].self, forKey: key))
        case .cleared: self = .cleared
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .text(let value): try container.encode(value, forKey: .text)
        case .texts(let value): try container.encode(value, forKey: .texts)
        case .number(let value): try container.encode(value, forKey: .number)
        case .date(let value): try container.encode(value, forKey: .date)
        case .ticked: try container.encode(true, forKey: .ticked)
        case .attachments(let value): try container.encode(value, forKey: .attachments)
        case .rows(let value): try container.encode(value, forKey: .rows)
        case .cleared: try container.encode(true, forKey: .cleared)
        }
    }
}
