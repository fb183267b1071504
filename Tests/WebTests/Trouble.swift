// Pages that end in every kind of error, on addresses of the real site.

import Basics
import Casework
import Formats
import Hummingbird
import Storage

@testable import Web

struct Trouble: NeedsPages {
    var pages: Pages?

    func with(_ pages: Pages) -> any PageGroup { Trouble(pages: pages) }

    func add(to site: Site) {
        site.get(.showCase, .everyone) { context in throw try error(context.query("error") ?? "") }
        site.get(.tasks) { _ in .redirect(to: .home) }
        site.get(.incomingRegister, .roles([.clerk])) { _ in .redirect(to: .home) }
        site.post(.caseAct, .everyone, bounds: .texts) { form, _ in throw try self.error(form.first("error") ?? "") }
        site.post(
            .caseDocuments, .everyone, bounds: .document,
            refused: { fault, context in
                let page = Page(.login, title: "refused \(fault)", ["form": .none, "notice": .none])
                return try pages!.render(page.with(status: .contentTooLarge), context)
            },
            { form, _ in
                let file = form.file("document_file")
                let text = "\(file?.fileName ?? "-") \(file?.bytes.count ?? 0) \(form.first("document_number") ?? "-")"
                return Response(
                    status: .ok, headers: [.contentType: "text/plain"], body: .init(byteBuffer: .init(string: text)))
            })
    }

    private func error(_ name: String) throws -> any Error {
        switch name {
        case "forbidden": PageError.forbidden
        case "notFound": PageError.notFound
        case "conflict": PageError.conflict(location: "/tasks")
        case "tooLarge": PageError.tooLarge
        case "unsupported": PageError.unsupported
        case "unprocessable": PageError.unprocessable
        case "throttled": PageError.throttled(seconds: 9)
        case "unavailable": PageError.unavailable
        case "notSignedIn": PageError.notSignedIn
        case "storageConflict": StorageError.conflict("SECRET-OF-THE-SERVER")
        case "storageBusy": StorageError.busy("SECRET-OF-THE-SERVER")
        case "storageErased": StorageError.erased("SECRET-OF-THE-SERVER")
        case "render": RenderFault(template: "SECRET-OF-THE-SERVER", missing: [])
        default: TestFailure.expected
        }
    }
}
