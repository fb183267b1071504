// Everything that the templates may print of a case.

public import Basics
public import Casework

/// The facts of one letter. The shell that issues letters fills it from the case; the composer turns it into markup.
/// Texts are given as people typed them: the composer normalises and escapes. What a kind of letter needs and lacks is
/// reported by name (`LetterError.factsMissing`), so most parts are optional here.
public struct LetterFacts: Codable, Hashable, Sendable {
    public var kind: LetterKind
    /// Mã hồ sơ; empty only for registers.
    public var caseCode = ""
    /// Whose letterhead and place stand on the paper; for a request, who is asked.
    public var office: Office
    public var requester: Organization?
    public var service: LetterService?
    /// The number from the outgoing register; `nil` in a preview.
    public var number: Int?
    /// What follows the slash, such as `QĐ-C06`.
    public var notation = ""
    /// The letter's date, given with the number; `nil` in a preview.
    public var date: LocalDate?
    /// The day the draft was made; gives the year of a preview and the law of the legal bases.
    public var preparedOn: LocalDate
    public var signer: LetterSigner?
    /// Who handed the dossier in, for the left signature of the slips.
    public var filerName: String?
    public var receivedAt: Timestamp?
    public var dueOn: LocalDate?
    /// The statutory term in working days.
    public var workingDays: Int?
    public var request: LetterRequest?
    /// Labels of the fields asked for (request) or granted (decision, notice).
    public var fields: [String] = []
    /// What the decision does not grant; `nil` for a full approval.
    public var narrowedOut: LetterNarrowing?
    /// The persons concerned; only the request prints them.
    public var subjects: [LetterSubject] = []
    /// How many persons in all, or how many are granted.
    public var subjectsTotal: Int?
    /// How many times each person's data may be asked for.
    public var usesMax: Int?
    public var documents: [LetterAttachment] = []
    /// The undertakings of the requester, as sentences.
    public var undertakings: [String] = []
    /// Why: of a supplement, a refusal. Line ends start a paragraph.
    public var reason = ""
    /// The article that a refusal rests on.
    public var article = ""
    /// Who is competent and by which rule.
    public var competence: LetterCompetence?
    /// What must be supplemented.
    public var wanted: [String] = []
    /// The last day for supplementing, or of the grant.
    public var until: LocalDate?
    /// An earlier paper this one refers to: the decision that a notice carries out, the notice a data sheet goes with.
    public var reference: LetterReference?
    public var result: LetterResult?
    /// Who received this copy, when, under which code: on every page of a data sheet.
    public var recipientMark: String?
    /// How to check that the paper is genuine, such as `Mã kiểm tra: 7K2M-90QX tại …/verify`: in the foot of every
    /// page.
    public var verification: String?
    public var register: LetterRegister?

    public init(kind: LetterKind, office: Office, preparedOn: LocalDate) {
        self.kind = kind
        self.office = office
        self.preparedOn = preparedOn
    }

    /// Whether the paper still waits for its number and date, and says so on every page.
    public var isDraft: Bool {
        switch kind {
        case .request: request?.documentNumber == nil || request?.documentDate == nil
        default: kind.isNumbered && (number == nil || date == nil)
        }
    }
}

/// The service asked for.
public struct LetterService: Codable, Hashable, Sendable {
    /// Its code in the catalogue.
    public var code: String
    /// Vietnamese name.
    public var name: String
    /// Vietnamese name of its group.
    public var group: String

    public init(code: String, name: String, group: String) {
        self.code = code
        self.name = name
        self.group = group
    }
}

/// Who signs for the office.
public struct LetterSigner: Codable, Hashable, Sendable {
    /// `KT. CỤC TRƯỞNG`; empty for the head.
    public var authority: String
    /// `PHÓ CỤC TRƯỞNG`.
    public var title: String
    public var name: String
    /// A remark under the title, such as `(Đã ký)`; empty for none.
    public var remark: String

    public init(authority: String, title: String, name: String, remark: String = "") {
        self.authority = authority
        self.title = title
        self.name = name
        self.remark = remark
    }
}

/// The organisation's written request.
public struct LetterRequest: Codable, Hashable, Sendable {
    /// The organisation's own number and notation, such as `15/CV-VPCC`; `nil` until it has given one.
    public var documentNumber: String?
    public var documentDate: LocalDate?
    /// Place before the date; empty for none.
    public var place = ""
    public var signatoryName = ""
    public var signatoryTitle = ""
    /// The coded purpose in words.
    public var purposeLabel = ""
    /// The purpose in the organisation's words. Line ends start a paragraph.
    public var purposeText = ""
    /// Line ends start a paragraph.
    public var legalBasis = ""
    public var useFrom: LocalDate?
    public var useUntil: LocalDate?

    public init() {}
}

/// What was asked for and not granted.
public struct LetterNarrowing: Codable, Hashable, Sendable {
    /// Labels of fields not granted.
    public var fields: [String] = []
    /// How many persons were not granted; 0 for none.
    public var subjects = 0
    /// The last day asked for, when a shorter period is granted.
    public var until: LocalDate?
    /// Line ends start a paragraph.
    public var reason = ""

    public init() {}
}

/// One person concerned.
public struct LetterSubject: Codable, Hashable, Sendable {
    public var personalID: String
    public var fullName: String
    /// As text: some people have only a year of birth.
    public var birthDate: String
    /// The claimed value to be matched, or a remark; may be empty.
    public var extra: String

    public init(personalID: String, fullName: String, birthDate: String, extra: String = "") {
        self.personalID = personalID
        self.fullName = fullName
        self.birthDate = birthDate
        self.extra = extra
    }
}

/// One paper of the dossier.
public struct LetterAttachment: Codable, Hashable, Sendable {
    public var title: String
    public var copies: Int
    /// `Bản chính`, `Bản sao`, `Bản điện tử`.
    public var form: String

    public init(title: String, copies: Int = 1, form: String = "Bản điện tử") {
        self.title = title
        self.copies = copies
        self.form = form
    }
}

/// Who may decide, and why they.
public struct LetterCompetence: Codable, Hashable, Sendable {
    /// As running text, such as `Giám đốc Công an thành phố Hà Nội`.
    public var position: String
    /// The rule of the decision table.
    public var rule: String
    /// The article, such as `khoản 2 Điều 9 Nghị định số 70/2024/NĐ-CP`.
    public var article: String

    public init(position: String, rule: String, article: String) {
        self.position = position
        self.rule = rule
        self.article = article
    }
}

/// Another paper, as letters name it.
public struct LetterReference: Codable, Hashable, Sendable {
    /// `Quyết định`, `Thông báo`.
    public var type: String
    /// With notation, such as `05/QĐ-C06`.
    public var number: String
    public var date: LocalDate

    public init(type: String, number: String, date: LocalDate) {
        self.type = type
        self.number = number
        self.date = date
    }
}

/// The released data.
public struct LetterResult: Codable, Hashable, Sendable {
    /// Column headings after `STT`.
    public var columns: [String]
    /// One row a person, as many cells as columns.
    public var rows: [[String]]
    /// Persons with an answer, and persons the database knows nothing of.
    public var answered: Int
    public var unanswered: Int
    public var releasedAt: Timestamp?

    public init(
        columns: [String] = [], rows: [[String]] = [], answered: Int, unanswered: Int, releasedAt: Timestamp? = nil
    ) {
        self.columns = columns
        self.rows = rows
        self.answered = answered
        self.unanswered = unanswered
        self.releasedAt = releasedAt
    }
}

/// An extract of a register, with its cover lines (Decree 30/2020, Appendix IV).
public struct LetterRegister: Codable, Hashable, Sendable {
    public var year: Int
    public var from: LocalDate
    public var to: LocalDate
    /// First and last running number; empty for a register without entries.
    public var firstNumber: String
    public var lastNumber: String
    /// Quyển số.
    public var volume: Int
    /// Ten cells a row, in the order of the statutory columns.
    public var rows: [[String]]

    public init(
        year: Int, from: LocalDate, to: LocalDate, firstNumber: String, lastNumber: String, volume: Int = 1,
        rows: [[String]]
    ) {
        self.year = year
        self.from = from
        self.to = to
        self.firstNumber = firstNumber
        self.lastNumber = lastNumber
        self.volume = volume
        self.rows = rows
    }
}
