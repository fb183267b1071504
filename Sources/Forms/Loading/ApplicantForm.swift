// The form an organisation fills in, as short pages.

/// A form read from a procedure's `form.xml`: pages in the order of the task list.
public struct ApplicantForm: Hashable, Sendable {
    /// One page: one idea.
    public struct Page: Hashable, Sendable {
        /// Its name in addresses: `/cases/{id}/<key>`.
        public var key: String
        public var form: Form
        /// What the service must have for the page to be shown; `nil` for every service.
        public var need: Need?
        /// Where it begins in its file.
        public var line: Int

        public init(key: String, form: Form, need: Need? = nil, line: Int = 0) {
            self.key = key
            self.form = form
            self.need = need
            self.line = line
        }
    }

    /// Why a page may not be needed.
    public enum Need: String, CaseIterable, Sendable {
        /// Only services that let the requester choose among fields show the page.
        case selectableFields = "selectable-fields"
        /// Only services about a list of persons.
        case persons
        /// Only services that the recipient's server calls, a person at a time.
        case calls
        /// Only services that answer with tables of counts.
        case tables
    }

    public var id: String
    public var pages: [Page]
    public var provenance: Provenance

    public init(id: String, pages: [Page], provenance: Provenance) {
        self.id = id
        self.pages = pages
        self.provenance = provenance
    }

    public func page(_ key: String) -> Page? { pages.first { $0.key == key } }

    /// The field of this key, wherever it stands in the form.
    public func field(_ key: String) -> Field? { pages.lazy.compactMap { $0.form.field(key) }.first }

    /// What those people are asked of it.
    public func asked(of audience: Audience) -> ApplicantForm {
        var asked = self
        asked.pages = pages.compactMap { page in
            var page = page
            page.form.fields.removeAll { $0.askedOf.map { $0 != audience } ?? false }
            for index in page.form.fields.indices { page.form.fields[index].askedOf = nil }
            return page.form.fields.isEmpty ? nil : page
        }
        return asked
    }

    /// The pages of a service that has those features.
    public func pages(having features: Set<Need>) -> [Page] {
        pages.filter { $0.need.map(features.contains) ?? true }
    }
}
