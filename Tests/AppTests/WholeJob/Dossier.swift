// One request on its way through the whole job, done the way people do it: open a page, fill in its form, send it.

import Basics
import Foundation
import TestKit
import Testing

/// What is asked for.
struct Request: Sendable {
    var service: String
    var persons: [[String: String]]
    /// The column of claimed values, where the service confirms one.
    var claim: String?
    var fields: [String] = []
    var purpose = "Thực hiện thủ tục hành chính theo thẩm quyền"
    var daysOfUse = 180
    /// How often a server may call, where nobody is listed.
    var calls: Int?

    /// The file of persons.
    var file: [UInt8] { CSVFile.bytes(Citizen.keyColumns + [claim].compactMap { $0 }, persons) }
}

/// Who takes a request through: an organisation and the office that is competent.
struct Route: Sendable {
    var organization: String
    var office: String

    var filer: String { "filer-\(organization)" }
    var official: String { "official-\(organization)" }
    var clerk: String { "clerk-\(office)" }
    var officer: String { "officer-\(office)" }
    var approver: String { "approver-\(office)" }

    static let notary = Route(organization: "notary", office: "01")
    static let ministry = Route(organization: "ministry", office: "central")
    static let department = Route(organization: "department", office: "79")
}

/// Today as the server sees it: in Viet Nam.
enum Today {
    static var date: LocalDate {
        Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)).date
    }

    /// The three inputs of a date so many days from today.
    static func inputs(_ name: String, inDays days: Int) -> [(String, String)] {
        let date = date.adding(days: days)
        return [
            ("\(name)_day", String(date.day)), ("\(name)_month", String(date.month)),
            ("\(name)_year", String(date.year)),
        ]
    }
}

/// A dossier at its address.
struct Dossier: Sendable {
    let site: JobSite
    let route: Route
    let id: String

    var path: String { "/cases/\(id)" }

    func page(as username: String) async throws -> HTTPAnswer { try await site.page(path, as: username) }

    /// The page of the case, which must be in that state.
    @discardableResult
    func expect(_ state: String, as username: String, _ place: SourceLocation = #_sourceLocation) async throws
        -> HTTPAnswer
    {
        let page = try await page(as: username)
        #expect(page.status == 200, sourceLocation: place)
        #expect(page.main("data-state") == state, sourceLocation: place)
        return page
    }

    /// Opens the page of an act and sends its form; gives whatever comes back.
    func attempt(_ act: String, by username: String, _ fields: [(String, String)] = []) async throws -> HTTPAnswer {
        let desk = try await site.desk(username)
        let form = try await desk.get("\(path)/acts/\(act)")
        let version = form.input("version").map { [("version", $0)] } ?? []
        return try await desk.post("\(path)/acts/\(act)", version + fields)
    }

    /// What asks for the password again.
    private static let proven: Set = ["vouch", "sign", "issue", "suspend-grant", "resume-grant", "revoke-grant"]

    /// Does an act that must succeed and leave the case in that state; where it asks for the password, with that.
    @discardableResult
    func act(
        _ act: String, by username: String, _ fields: [(String, String)] = [], to state: String,
        _ place: SourceLocation = #_sourceLocation
    ) async throws -> HTTPAnswer {
        let proof = Self.proven.contains(act) ? [("password", Desks.password)] : []
        let answer = try await attempt(act, by: username, fields + proof)
        try #require(
            answer.status == 303,
            "\(act): \(answer.status) \(answer.header("Retry-After") ?? "") \(answer.words.prefix(400))",
            sourceLocation: place)
        #expect(answer.location?.hasPrefix(path) == true, sourceLocation: place)
        return try await expect(state, as: username, place)
    }

    /// Asks for the paper that an act would make.
    func preview(_ act: String, by username: String, _ fields: [(String, String)] = []) async throws -> HTTPAnswer {
        let desk = try await site.desk(username)
        let form = try await desk.get("\(path)/acts/\(act)")
        #expect(form.text.contains("formaction=\"\(path)/acts/\(act)/preview\" formtarget=\"_blank\""))
        let version = form.input("version").map { [("version", $0)] } ?? []
        return try await desk.post("\(path)/acts/\(act)/preview", version + fields)
    }

    func letter(_ n: Int, as username: String) async throws -> HTTPAnswer {
        for _ in 0..<5 {
            let answer = try await site.page("\(path)/letters/\(n).pdf", as: username)
            // On a machine that does much else, drawing may take longer than a reader is kept waiting.
            guard answer.status == 503 else { return answer }
        }
        throw ProgramFailure(description: "letter \(n) is never drawn")
    }

    /// The words of a paper of the dossier.
    func words(ofLetter n: Int, as username: String) async throws -> String {
        let letter = try await letter(n, as: username)
        try #require(letter.status == 200)
        #expect(letter.header("Content-Type") == "application/pdf")
        return try await PDFReader.words(letter.body)
    }
}

extension HTTPAnswer {
    /// Ends what rests on it, which is a fault unless somebody looks after it, as where servers are killed.
    func expectRedirect(_ otherwise: String) throws {
        if status != 303 { throw ProgramFailure(description: "\(otherwise): \(status) \(words.prefix(600))") }
    }
}

// MARK: Taking it through

extension JobSite {
    /// A new draft.
    func draft(_ service: String, _ route: Route) async throws -> Dossier {
        let desk = try await desk(route.filer)
        let answer = try await desk.post("/cases", [("service", service)])
        try answer.expectRedirect("no draft of \(service)")
        let id = try #require(answer.location?.split(separator: "/").last)
        return Dossier(site: self, route: route, id: String(id))
    }

    /// A draft with every page filled in.
    func filled(_ request: Request, _ route: Route) async throws -> Dossier {
        let dossier = try await draft(request.service, route)
        try await dossier.fill(request)
        return dossier
    }

    /// A request that was submitted and vouched for.
    func filed(_ request: Request, _ route: Route) async throws -> Dossier {
        let dossier = try await filled(request, route)
        try await dossier.act("submit", by: route.filer, to: "awaiting-vouch")
        try await dossier.act("vouch", by: route.official, to: "filed")
        return dossier
    }

    /// A request in the hands of the case officer.
    func accepted(_ request: Request, _ route: Route) async throws -> Dossier {
        let dossier = try await filed(request, route)
        try await dossier.act("accept", by: route.clerk, to: "accepted")
        return dossier
    }

    /// A request that went the whole way; its result is there.
    func fulfilled(_ request: Request, _ route: Route) async throws -> Dossier {
        let dossier = try await accepted(request, route)
        try await dossier.act("propose-approval", by: route.officer, to: "proposed")
        try await dossier.sign(by: route.approver)
        try await dossier.issue()
        return dossier
    }
}

extension Dossier {
    /// Fills in every page of the draft.
    func fill(_ request: Request) async throws {
        try await fill(request, from: [Dossier.list(request.file)])
    }

    /// The same with these files on the page of persons.
    func fill(from files: [HTTPFile]) async throws {
        try await fill(Request(service: "", persons: []), from: files)
    }

    private func fill(_ request: Request, from files: [HTTPFile]) async throws {
        let desk = try await site.desk(route.filer)
        let purpose = [
            ("purpose_code", "administrative-procedure"), ("purpose_text", request.purpose),
            ("legal_basis", "Điều 10 Luật Căn cước số 26/2023/QH15"),
        ]
        try await expectSaved(
            desk.post("\(path)/purpose", purpose + Today.inputs("use_until", inDays: request.daysOfUse)))
        if let calls = request.calls {
            try await expectSaved(desk.post("\(path)/pages/calls", [("calls", String(calls))]))
        } else {
            try await expectSaved(desk.upload("\(path)/subjects", [], files: files))
        }
        if !request.fields.isEmpty {
            try await expectSaved(desk.post("\(path)/fields", request.fields.map { ("fields", $0) }))
        }
        try await expectSaved(desk.upload("\(path)/documents", Dossier.documentFields, files: []))
        let undertakings = ["purpose", "no_copy", "no_third_party", "security"].map { ("undertake_\($0)", "true") }
        try await expectSaved(desk.post("\(path)/undertakings", undertakings))
    }

    static var documentFields: [(String, String)] {
        [
            ("document_number", "145/CV-VP"), ("signatory_name", "Trần Quốc Bảo"),
            ("signatory_title", "Trưởng văn phòng"),
        ] + Today.inputs("document_date", inDays: -1)
    }

    /// Sends a file of persons.
    func upload(_ file: [UInt8]) async throws -> HTTPAnswer {
        try await site.desk(route.filer).upload("\(path)/subjects", [], files: [Dossier.list(file)])
    }

    private static func list(_ file: [UInt8]) -> HTTPFile {
        HTTPFile(field: "subjects_file", fileName: "danh-sach.csv", contentType: "text/csv", bytes: file)
    }

    private func expectSaved(_ answer: HTTPAnswer) throws {
        try answer.expectRedirect("a page was not saved")
        #expect(answer.location == path)
    }

    func sign(by username: String) async throws {
        try await act("sign", by: username, to: "signed")
    }

    /// Issues the decision. What follows from it may take a moment.
    func issue() async throws {
        let answer = try await attempt("issue", by: route.clerk, [("password", Desks.password)])
        try #require(answer.status == 303, "issue: \(answer.status) \(answer.words.prefix(400))")
        try await untilCarriedOut()
    }

    /// Waits until the server has done what follows from an issued decision, or from one that is only signed where the
    /// server puts a record right.
    func untilCarriedOut(
        seenBy username: String? = nil, to ends: Set<String> = ["fulfilled", "refused"]
    ) async throws {
        for _ in 0..<2_400 {
            let state = try await page(as: username ?? route.filer).main("data-state")
            if let state, ends.contains(state) { return }
            try #require(state == "issued" || state == "signed")
            try await Task.sleep(for: .milliseconds(25))
        }
        Issue.record("the decision was issued and nothing followed")
    }

    /// The result as a file, as its recipient gets it.
    func result() async throws -> CSVFile {
        let answer = try await site.page("\(path)/result.csv", as: route.filer)
        try #require(answer.status == 200)
        return try CSVFile(answer.body)
    }
}
