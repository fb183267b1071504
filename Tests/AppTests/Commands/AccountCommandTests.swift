// `user` and `organization`.

import TestKit
import Testing

@Suite(.enabled(if: isProgramBuilt))
struct AccountCommandTests {
    private let password = "một mật khẩu đủ dài"

    @Test func anOrganisationGetsAnIdentifierItsFilerAnAccount() async throws {
        try await CommandSite.with { site in
            let id = try await site.succeed(
                "organization", "add", "--name", "Văn phòng công chứng A", "--address", "Hà Nội", "--class", "notary",
                "--province", "01"
            ).trimmingSuffix("\n")
            #expect(id.count == 36)
            #expect(
                try await site.succeed(
                    "user", "add", "nguyen.a", "--name", "Nguyễn A", "--role", "filer", "--organization", id,
                    input: password + "\n") == "added nguyen.a\n")
            let again = try await site.run(
                "user", "add", "nguyen.a", "--name", "Nguyễn B", "--role", "admin", input: password)
            expectFailure(again, "already")
            #expect(
                try await site.succeed("user", "password", "nguyen.a", input: "một mật khẩu khác\n")
                    == "changed the password of nguyen.a\n")
            #expect(try await site.succeed("audit", "verify").hasPrefix("sound: "))
        }
    }

    @Test func anOfficesPeopleNeedNoOrganisationSinceTheOfficesComeFromTheirFile() async throws {
        try await CommandSite.with { site in
            let output = try await site.run(
                "user", "add", "clerk", "--name", "Trần B", "--role", "clerk", "--role", "officer", "--office",
                "central", "--title", "CÁN BỘ", input: password)
            #expect(output.status == 0, "\(output.errors)")
        }
    }

    @Test func whatAnAccountCannotBeIsSaidAndNothingIsMade() async throws {
        try await CommandSite.with { site in
            func add(_ arguments: String..., input: String) async throws -> ProgramOutput {
                try await Program.run(["user", "add"] + arguments + ["--data", site.data], input: input)
            }
            expectFailure(try await add("a", "--name", "A", "--role", "admin", input: "short"), "at least 10")
            expectFailure(try await add("a", "--name", "A", "--role", "admin", input: ""), "no password")
            expectFailure(try await add("A B", "--name", "A", "--role", "admin", input: password), "account name")
            expectFailure(try await add("a", "--name", " ", "--role", "admin", input: password), "name is missing")
            expectFailure(try await add("a", "--name", "A", "--role", "clerk", input: password), "belong")
            expectFailure(
                try await add("a", "--name", "A", "--role", "clerk", "--office", "99", input: password), "no such")
            expectFailure(try await site.run("user", "password", "a", input: password), "no such account")
            let organization = try await site.run(
                "organization", "add", "--name", "A", "--address", "B", "--class", "notary", "--province", "99")
            expectFailure(organization, "province '99'")
        }
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
