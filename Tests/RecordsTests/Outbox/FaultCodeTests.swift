// What an operator may read of a failure: the code, never what a person typed.

import Basics
import Casework
import Letters
import Registry
import Storage
import Testing

import struct Forms.Problem

@testable import Records

struct FaultCodeTests {
    private struct Other: Error { let name = "Nguyễn Văn A" }

    static let codes: [(any Error & Sendable, String)] = [
        (Rejection.notFound, "not-found"),
        (Rejection.forbidden(act: "Nguyễn Văn A"), "forbidden"),
        (Rejection.conflict(version: 7, stage: .filed), "conflict"),
        (Rejection.rule("four-eyes"), "rule:four-eyes"),
        (Rejection.invalid([Problem("full_name", .unknownChoice, ["value": "Nguyễn Văn A"])]), "invalid"),
        (Rejection.overQuota(SpentQuota(kind: .saves, limit: 1, until: LocalDate(days: 0))), "quota:saves"),
        (
            Rejection.process("the catalogue has no service provide.fields any more"),
            "process:the catalogue has no service provide.fields any more"
        ),
        (Rejection.process("the server has no action 'pay'"), "process:the server has no action 'pay'"),
        (Rejection.process("no term for a request of 2026-01-02"), "process:no term for a request of"),
        (
            Rejection.process("decisionFailed(node: \"a\", reason: \"cannot compare \\\"Nguyen Van A\\\"\")"),
            "process:decisionFailed"
        ),
        (Rejection.process("Lê Văn Bình"), "process:"),
        (Rejection.process("the person Lê Văn Bình"), "process:the person"),
        (Rejection.process("001090000001"), "process:"),
        (StorageError.conflict("x"), "storage:conflict"), (StorageError.busy("x"), "storage:busy"),
        (StorageError.unavailable("x"), "storage:unavailable"), (StorageError.corrupt("x"), "storage:corrupt"),
        (StorageError.erased("x"), "storage:erased"),
        (StorageError.constraint(.init(kind: .unique, detail: "x")), "storage:constraint"),
        (LetterError.drawingFailed("Nguyễn Văn A"), "letter:drawingFailed"),
        (LetterError.missingGlyphs(["Ω"]), "letter:missingGlyphs"),
        (FulfilmentRefusal.usedUp, "fulfilment:used-up"), (Other(), "error:Other"),
    ]

    @Test(arguments: codes.indices) func errorsBecomeCodesWithoutData(index: Int) {
        let (error, code) = Self.codes[index]
        #expect(FaultCode.of(error) == code)
    }
}
