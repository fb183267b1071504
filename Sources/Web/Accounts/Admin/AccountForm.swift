// The form of an account: what was typed, what is offered, what comes of it.

import Basics
import Casework
import Formats
import Forms
import Records

/// An account as its form has it.
struct AccountForm {
    var username = ""
    var name = ""
    var roles: Set<String> = []
    /// `organization:ID`, `office:CODE`, or empty.
    var unit = ""
    var unitSearch = ""
    var title = ""
    var authority = ""

    init() {}

    init(_ account: Account) {
        username = account.username
        name = account.name
        roles = Set(account.roles.map(\.rawValue))
        unit = AccountForm.code(account.organization) ?? AccountForm.code(account.office) ?? ""
        title = account.position?.title ?? ""
        authority = account.position?.authority ?? ""
    }

    init(_ form: FormData) {
        username = form.line("username")
        name = form.line("name")
        roles = Set(form.fields.filter { $0.name == "role" }.map(\.value))
        unit = form.line("unit")
        unitSearch = form.line(OptionSearch.input("unit"))
        title = form.line("title")
        authority = form.line("authority")
    }

    /// What was typed, as the account would have it. What no page offers is left out: it is then missing.
    var details: AccountDetails {
        let parts = unit.split(separator: ":", maxSplits: 1).map(String.init)
        let code = parts.count == 2 ? parts[1] : ""
        return AccountDetails(
            name: name, roles: Set(roles.compactMap(Role.init(rawValue:))),
            organization: parts.first == "organization" ? OrganizationID(code) : nil,
            office: parts.first == "office" ? OfficeCode(code) : nil,
            position: title.isEmpty ? nil : Position(title: title, authority: authority))
    }

    /// A signature block needs a title under what stands above it.
    var lacksTitle: Bool { title.isEmpty && !authority.isEmpty }

    func fields(_ units: [Option], isNew: Bool, _ t: Strings) -> [FieldView] {
        let username = FieldView.text(
            "username", label: t("accounts.field.username"), hint: t("accounts.field.username-hint"),
            value: self.username
        ).with(autocomplete: "off", width: .medium)
        let roles = FieldView.checkboxes(
            "role", label: t("accounts.field.role"), hint: t("accounts.field.role-hint"),
            options: Role.allCases.filter { $0 != .system && $0 != .citizen }.map {
                OptionView(
                    $0.rawValue, t.name(of: $0), hint: t("accounts.role-hint.\($0.rawValue)"),
                    isChosen: self.roles.contains($0.rawValue))
            })
        let none = Option("", .text(BilingualText(vi: t("accounts.field.no-unit"), en: t("accounts.field.no-unit"))))
        let unit = OptionSearch(unitSearch).view(
            "unit", label: t("accounts.field.unit"), hint: t("accounts.field.unit-hint"), options: [none] + units,
            chosen: self.unit, t)
        let rest: [FieldView] = [
            .text("name", label: t("accounts.field.name"), hint: t("accounts.field.name-hint"), value: name)
                .with(autocomplete: "off"),
            roles, unit,
            .text("title", label: t("accounts.field.title"), hint: t("accounts.field.title-hint"), value: title)
                .with(width: .medium, isOptional: true),
            .text(
                "authority", label: t("accounts.field.authority"), hint: t("accounts.field.authority-hint"),
                value: authority
            ).with(width: .medium, isOptional: true),
        ]
        let password = FieldView.password(
            "new_password", label: t("accounts.step.password.typed"), hint: t("accounts.step.password.typed-hint"),
            autocomplete: "new-password"
        ).with(isOptional: true)
        return isNew ? [username] + rest + [password] : rest
    }

    /// All units that an account can belong to.
    static func units(_ organizations: [Organization], _ offices: [Office]) -> [Option] {
        offices.map { Option("office:\($0.code)", .text($0.names)) }
            + organizations.map {
                Option("organization:\($0.id)", .text(BilingualText(vi: $0.name, en: $0.name)))
            }
    }

    private static func code(_ organization: OrganizationID?) -> String? { organization.map { "organization:\($0)" } }
    private static func code(_ office: OfficeCode?) -> String? { office.map { "office:\($0)" } }
}
