// The facts of a letter as the values that its template prints.

import Basics
import Casework
import Mustache

/// What a template sees: flat names, so that a template line reads like the sentence it makes. A name with nothing
/// behind it is `Missing`: sections skip it, and printing it is an error.
struct LetterModel {
    private(set) var values: [String: Any] = [:]
    private var text = FactText()
    private let missing: MissingFacts

    /// Characters in the facts that cannot stand in a letter.
    var forbidden: [Unicode.Scalar] { text.forbidden }

    init(_ facts: LetterFacts, legalBases: [String], missing: MissingFacts) {
        self.missing = missing
        values["legalBases"] = legalBases
        addPaper(facts)
        addParties(facts)
        addRequest(facts.request)
        addScope(facts)
        addDecision(facts)
        addResult(facts)
        addRegister(facts.register)
    }

    private mutating func addPaper(_ facts: LetterFacts) {
        values["kind"] = facts.kind.rawValue
        values["isDraft"] = facts.isDraft
        set("caseCode", facts.caseCode)
        values["numberLine"] = LetterWording.numberLine(facts.number, notation: text.line(facts.notation))
        values["placeAndDate"] = LetterWording.placeAndDate(
            text.line(facts.office.place), facts.date, year: facts.preparedOn.year)
        let created = facts.kind == .request ? facts.request?.documentDate : facts.date
        values["createdOn"] = (created ?? facts.preparedOn).description
        set("recipientMark", facts.recipientMark)
        set("verification", facts.verification)
        set("reference", facts.reference.map(LetterWording.reference))
    }

    private mutating func addParties(_ facts: LetterFacts) {
        set("officeName", facts.office.name)
        set("officeNameUpper", facts.office.name.nfc.uppercased())
        set("officeSuperior", facts.office.superior)
        set("officeLetterhead", facts.office.letterhead)
        set("officeAddress", facts.office.address)
        set("officeTelephone", facts.office.telephone)
        set("requesterName", facts.requester?.name)
        set("requesterNameUpper", facts.requester?.name.nfc.uppercased())
        set("requesterAddress", facts.requester?.address)
        set("requesterTelephone", facts.requester?.telephone)
        set("requesterEmail", facts.requester?.email)
        set("filerName", facts.filerName)
        set("signerAuthority", facts.signer?.authority)
        set("signerTitle", facts.signer?.title)
        set("signerName", facts.signer?.name)
        set("signerRemark", facts.signer?.remark)
        set("serviceCode", facts.service?.code)
        set("serviceName", facts.service?.name)
        set("serviceGroup", facts.service?.group)
    }

    private mutating func addRequest(_ request: LetterRequest?) {
        values["documentNumberLine"] = "Số: \(request?.documentNumber.map { text.line($0) } ?? LetterWording.gap)"
        set("documentNumber", request?.documentNumber)
        set("documentDate", request?.documentDate.map(LetterWording.date))
        set("signatoryName", request?.signatoryName)
        set("signatoryTitle", request?.signatoryTitle)
        set("signatoryTitleUpper", request?.signatoryTitle.nfc.uppercased())
        set("purposeLabel", request?.purposeLabel)
        setList("purposeParagraphs", text.paragraphs(request?.purposeText ?? ""))
        setList("legalBasisParagraphs", text.paragraphs(request?.legalBasis ?? ""))
        set("useFrom", request?.useFrom.map(LetterWording.date))
        set("useUntil", request?.useUntil.map(LetterWording.date))
    }

    private mutating func addScope(_ facts: LetterFacts) {
        values["requestPlaceAndDate"] = LetterWording.placeAndDate(
            text.line(facts.request?.place ?? ""), facts.request?.documentDate, year: facts.preparedOn.year)
        setPoints("fields", facts.fields)
        set("fieldsCount", facts.fields.isEmpty ? nil : LetterWording.twoDigits(facts.fields.count))
        let subjects = facts.subjects.enumerated().map { index, subject in
            [
                "number": String(index + 1), "personalID": text.line(subject.personalID),
                "fullName": text.line(subject.fullName), "birthDate": text.line(subject.birthDate),
                "extra": text.line(subject.extra),
            ]
        }
        setList("subjects", subjects)
        // A long list would tear the letter apart, so it becomes an annex.
        values["subjectsInText"] = !subjects.isEmpty && subjects.count <= 15
        values["subjectsInAnnex"] = subjects.count > 15
        values["subjectsHaveExtra"] = facts.subjects.contains { !$0.extra.isEmpty }
        set("subjectsTotal", facts.subjectsTotal.map(LetterWording.count))
        set("usesMax", facts.usesMax.map(LetterWording.count))
        let documents = facts.documents.enumerated().map { index, document in
            [
                "number": String(index + 1), "letter": LetterWording.pointLetter(index),
                "title": text.line(document.title), "copies": LetterWording.twoDigits(document.copies),
                "form": text.line(document.form),
            ]
        }
        setList("documents", documents)
        setPoints("undertakings", facts.undertakings)
    }

    private mutating func addDecision(_ facts: LetterFacts) {
        set("receivedAt", facts.receivedAt.map(LetterWording.moment))
        set("receivedOn", facts.receivedAt.map { LetterWording.date($0.date) })
        set("dueOn", facts.dueOn.map(LetterWording.date))
        set("workingDays", facts.workingDays.map(LetterWording.twoDigits))
        setList("reasons", text.paragraphs(facts.reason))
        set("article", facts.article)
        set("competencePosition", facts.competence?.position)
        set("competencePositionUpper", facts.competence?.position.nfc.uppercased())
        set("competenceArticle", facts.competence?.article)
        setPoints("wanted", facts.wanted)
        set("until", facts.until.map(LetterWording.date))

        let narrowing = facts.narrowedOut
        values["isNarrowed"] = narrowing != nil
        setPoints("narrowedFields", narrowing?.fields ?? [])
        set("narrowedSubjects", narrowing.flatMap { $0.subjects > 0 ? LetterWording.count($0.subjects) : nil })
        set("narrowedUntil", narrowing?.until.map(LetterWording.date))
        setList("narrowedReasons", text.paragraphs(narrowing?.reason ?? ""))
        let firstDuty = narrowing == nil ? 2 : 3
        values["dutiesArticle"] = String(firstDuty)
        values["agencyArticle"] = String(firstDuty + 1)
        values["effectArticle"] = String(firstDuty + 2)
    }

    private mutating func addResult(_ facts: LetterFacts) {
        let columns = facts.result?.columns ?? []
        let widths = columns.indices.map { columnWidth($0, of: facts.result?.rows ?? []) }
        setList(
            "resultColumns",
            zip(columns, widths).map { ["heading": text.line($0), "width": String($1)] })
        let rows = (facts.result?.rows ?? []).enumerated().map { index, cells in
            ["number": String(index + 1), "cells": cells.map { text.line($0) }] as [String: Any]
        }
        setList("resultRows", rows)
        set("answered", facts.result.map { LetterWording.count($0.answered) })
        set("unanswered", facts.result.map { LetterWording.count($0.unanswered) })
        set("releasedAt", facts.result?.releasedAt.map(LetterWording.moment))
    }

    /// The share of the width that a column of released data needs: about the square root of its longest cells, so that
    /// addresses get more room than years and no column starves.
    private func columnWidth(_ column: Int, of rows: [[String]]) -> Int {
        let longest = rows.prefix(200).reduce(0) { column < $1.count ? max($0, $1[column].count) : $0 }
        return max(3, Int(Double(longest).squareRoot().rounded()))
    }

    private mutating func addRegister(_ register: LetterRegister?) {
        set("registerYear", register.map { String($0.year) })
        set("registerFrom", register?.from.dayFirst)
        set("registerTo", register?.to.dayFirst)
        set("registerFirstNumber", register?.firstNumber)
        set("registerLastNumber", register?.lastNumber)
        set("registerVolume", register.map { LetterWording.twoDigits($0.volume) })
        setList("registerRows", (register?.rows ?? []).map { row in ["cells": row.map { text.line($0) }] })
    }

    private mutating func set(_ name: String, _ value: String?) {
        let line = value.map { text.line($0) } ?? ""
        values[name] = line.isEmpty ? missing.fact(name) : line
    }

    /// An empty list is skipped by sections, like any list; printing a list is a fault of the template.
    private mutating func setList(_ name: String, _ items: [Any]) {
        values[name] = items
        values["has\(name.prefix(1).uppercased())\(name.dropFirst())"] = !items.isEmpty
    }

    /// A list whose items know their letter and number, and the mark that ends them in place of their own.
    private mutating func setPoints(_ name: String, _ items: [String]) {
        let marks: Set<Character> = [".", ";", ",", " "]
        let texts = items.map { item in
            let line = text.line(item)
            return String(line.dropLast(line.reversed().prefix(while: marks.contains).count))
        }.filter { !$0.isEmpty }
        setList(
            name,
            texts.enumerated().map { index, item in
                [
                    "letter": LetterWording.pointLetter(index), "number": String(index + 1), "text": item,
                    "mark": index == texts.count - 1 ? "." : ";",
                ]
            })
    }
}

/// The names of facts that a template asked for in vain.
final class MissingFacts {
    private(set) var names: [String] = []

    func note(_ name: String) {
        if !names.contains(name) { names.append(name) }
    }

    /// A stand-in for a fact that this letter lacks.
    func fact(_ name: String) -> MissingFact { MissingFact(name: name, missing: self) }
}

/// A fact that this letter lacks: false in sections, an error when printed.
struct MissingFact: MustacheCustomRenderable {
    let name: String
    let missing: MissingFacts

    var isNull: Bool { true }

    var renderText: String {
        missing.note(name)
        return ""
    }
}

/// The bottom of the template's context: whatever name comes down to it and is not there is a mistake in the template.
struct LetterModelRoot: MustacheParent {
    let model: LetterModel
    let missing: MissingFacts

    func child(named name: String) -> Any? {
        if let value = model.values[name] { return value }
        missing.note(name)
        return nil
    }
}
