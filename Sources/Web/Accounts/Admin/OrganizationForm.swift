// The form of an organisation: what was typed, what is offered, what comes of it.

import Basics
import Casework
import Formats
import Forms
import Records
import Registry

struct OrganizationForm {
    var name = ""
    var address = ""
    var telephone = ""
    var email = ""
    var requesterClass = ""
    var level = AdministrativeLevel.none.rawValue
    var province = ""
    var commune = ""
    var communeSearch = ""
    var superior = ""
    var superiorSearch = ""

    init() {}

    init(_ organization: Organization) {
        name = organization.name
        address = organization.address
        telephone = organization.telephone
        email = organization.email
        requesterClass = organization.requesterClass.rawValue
        level = organization.level.rawValue
        province = organization.province
        commune = organization.commune ?? ""
        superior = organization.superior?.text ?? ""
    }

    init(_ form: FormData) {
        name = form.line("name")
        address = form.line("address")
        telephone = form.line("telephone")
        email = form.line("email")
        requesterClass = form.line("class")
        level = form.line("level")
        province = form.line("province")
        commune = form.line("commune")
        communeSearch = form.line(OptionSearch.input("commune"))
        superior = form.line("superior")
        superiorSearch = form.line(OptionSearch.input("superior"))
    }

    /// What was typed as an organisation; `nil` while something has no meaning.
    func organization(_ id: OrganizationID) -> Organization? {
        guard let requesterClass = RequesterClass(ofOrganization: requesterClass),
            let level = AdministrativeLevel(rawValue: level)
        else { return nil }
        return Organization(
            id: id, name: name, address: address, telephone: telephone, email: email, requesterClass: requesterClass,
            level: level, province: province, commune: commune.isEmpty ? nil : commune,
            superior: superior.isEmpty ? nil : OrganizationID(superior))
    }

    func problems(_ provinces: Provinces, on day: LocalDate) -> [OrganizationProblem] {
        var problems: [OrganizationProblem] = []
        if RequesterClass(ofOrganization: requesterClass) == nil { problems.append(.classMissing) }
        if AdministrativeLevel(rawValue: level) == nil { problems.append(.levelMissing) }
        if provinces.province(province, on: day) == nil { problems.append(.unknownProvince) }
        if !superior.isEmpty, OrganizationID(superior) == nil { problems.append(.unknownSuperior) }
        let anybody = OrganizationID(at: Timestamp(milliseconds: 0), random: [UInt8](repeating: 0, count: 10))
        var shape = self
        // Those two have been looked at; the rest is judged without them.
        if RequesterClass(ofOrganization: requesterClass) == nil {
            shape.requesterClass = RequesterClass.other.rawValue
        }
        if AdministrativeLevel(rawValue: level) == nil { shape.level = AdministrativeLevel.none.rawValue }
        return problems + (shape.organization(anybody)?.problems ?? [])
    }

    func fields(
        _ others: [Organization], _ provinces: [Province], _ communes: Communes?, _ t: Strings
    ) -> [FieldView] {
        let classes = RequesterClass.ofOrganizations.map {
            OptionView($0.rawValue, t("accounts.class.\($0.rawValue)"), isChosen: $0.rawValue == requesterClass)
        }
        let levels = AdministrativeLevel.allCases.map {
            OptionView($0.rawValue, t("accounts.level.\($0.rawValue)"), isChosen: $0.rawValue == level)
        }
        let choose = OptionView("", t("acts.choose"))
        let none = t("accounts.organization.no-superior")
        let superiors =
            [Option("", .text(BilingualText(vi: none, en: none)))]
            + others.map { Option($0.id.text, .text(BilingualText(vi: $0.name, en: $0.name))) }
        return [
            .text(
                "name", label: t("accounts.organization.name"), hint: t("accounts.organization.name-hint"),
                value: name),
            .text("address", label: t("accounts.organization.address"), value: address),
            .text("telephone", label: t("accounts.organization.telephone"), value: telephone)
                .with(width: .medium, isOptional: true),
            .text("email", label: t("accounts.organization.email"), value: email)
                .with(width: .medium, isOptional: true),
            .select("class", label: t("accounts.organization.class"), options: [choose] + classes),
            .radios("level", label: t("accounts.organization.level"), options: levels),
            .select(
                "province", label: t("accounts.organization.province"),
                options: [choose] + provinces.map { OptionView($0.code, t($0.name), isChosen: $0.code == province) }),
            communes.map { communeField($0, provinces, t) }
                ?? .text(
                    "commune", label: t("accounts.organization.commune"),
                    hint: t("accounts.organization.commune-hint"), value: commune
                ).with(width: .medium, isNumeric: true, isOptional: true),
            OptionSearch(superiorSearch).view(
                "superior", label: t("accounts.organization.superior"), options: superiors, chosen: superior, t),
        ]
    }
}

extension OrganizationForm {
    /// One of the list of communes, by words of its name and its province.
    private func communeField(_ communes: Communes, _ provinces: [Province], _ t: Strings) -> FieldView {
        let names = Dictionary(provinces.map { ($0.code, $0) }) { first, _ in first }
        let none = t("accounts.organization.no-commune")
        let options = communes.all.map { commune in
            let province = names[commune.province].map { ", \($0.printedName)" } ?? ""
            let name = "\(commune.name)\(province) (\(commune.code))"
            return Option(commune.code, .text(BilingualText(vi: name, en: name)))
        }
        return OptionSearch(communeSearch).view(
            "commune", label: t("accounts.organization.commune"), hint: t("accounts.organization.commune-search-hint"),
            options: [Option("", .text(BilingualText(vi: none, en: none)))] + options, chosen: commune, t)
    }
}

extension OrganizationProblem {
    /// At which field of the form it is, and what to say there.
    func view(_ t: Strings) -> ProblemView {
        let (field, key, parameters): (String?, String, [String: String]) =
            switch self {
            case .nameMissing: ("name", "organization-name-missing", [:])
            case .addressMissing: ("address", "address-missing", [:])
            case .tooLong(let part, let max): (part.rawValue, "too-long", ["max": String(max)])
            case .textNotUsable(let part): (part.rawValue, "text-not-usable", [:])
            case .emailNotUsable: ("email", "email-not-usable", [:])
            case .classMissing: ("class", "class-missing", [:])
            case .levelMissing: ("level", "level-missing", [:])
            case .unknownProvince: ("province", "province-missing", [:])
            case .communeNotUsable: ("commune", "commune-not-usable", [:])
            case .communeElsewhere: ("commune", "commune-elsewhere", [:])
            case .unknownSuperior: ("superior", "superior-unknown", [:])
            case .superiorBelow: ("superior", "superior-below", [:])
            case .unknown: (nil, "organization-unknown", [:])
            }
        return ProblemView(field: field, text: t("accounts.problem.\(key)", parameters))
    }
}
