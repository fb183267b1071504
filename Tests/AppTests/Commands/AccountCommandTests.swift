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

    @Test func accountsAreListedShownChangedDisabledAndEnabled() async throws {
        try await CommandSite.with { site in
            func line(_ username: String) async throws -> [String] {
                let list = try await site.succeed("user", "list").split(separator: "\n").map(String.init)
                let line = try #require(list.first { $0.hasPrefix("\(username)\t") })
                return line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            }
            for name in ["quan", "tri"] {
                _ = try await site.succeed(
                    "user", "add", name, "--name", "Trần \(name)", "--role", "admin", input: password)
            }
            #expect(try await line("quan").prefix(5) == ["quan", "temporary", "admin", "", "0"])
            #expect(
                try await site.succeed(
                    "user", "change", "tri", "--name", "Lê Trí", "--role", "clerk", "--office", "01", "--title",
                    "CÁN BỘ")
                    == "changed tri\n")
            #expect(try await line("tri").dropFirst().prefix(3) == ["temporary", "clerk", "01"])
            #expect(try await line("tri").last == "Lê Trí")
            let shown = try await site.succeed("user", "show", "TRI")
            #expect(shown.contains("unit: 01 Công an thành phố Hà Nội\n") && shown.contains("position: CÁN BỘ\n"))
            #expect(try await site.succeed("user", "sign-out", "tri") == "signed out tri\n")
            #expect(try await site.succeed("user", "disable", "tri", "--operator", "Lan") == "disabled tri\n")
            #expect(
                try await site.succeed("user", "list", "--state", "disabled", "--search", "le tri").hasPrefix("tri\t"))
            #expect(try await site.succeed("user", "list", "--search", "nobody").isEmpty)
            expectFailure(try await site.run("user", "disable", "quan"), "last administrator")
            expectFailure(try await site.run("user", "change", "quan", "--role", "inspector"), "last administrator")
            #expect(try await site.succeed("user", "enable", "tri") == "enabled tri\n")
            expectFailure(
                try await site.run("user", "change", "tri", "--role", "clerk", "--role", "inspector"), "may not meet")
            expectFailure(try await site.run("user", "show", "nobody"), "no such account")
            #expect(try await site.succeed("user", "reset-second-factor", "tri").hasSuffix("tri\n"))
            #expect(try await site.succeed("audit", "verify").hasPrefix("sound: "))
        }
    }

    @Test func organizationsAreListedAndChanged() async throws {
        try await CommandSite.with { site in
            let id = try await site.succeed(
                "organization", "add", "--name", "Công ty A", "--address", "Hà Nội", "--class", "telecom", "--province",
                "01"
            ).trimmingSuffix("\n")
            #expect(
                try await site.succeed(
                    "organization", "change", id, "--name", "Công ty B", "--level", "commune", "--commune", "00070")
                    == "changed \(id)\n")
            #expect(
                try await site.succeed("organization", "list")
                    == "\(id)\ttelecom\tcommune\t01\t00070\tCông ty B\n")
            _ = try await site.succeed("organization", "change", id, "--commune", "")
            #expect(try await site.succeed("organization", "list").contains("\tcommune\t01\t\tCông ty B"))
            for (arguments, words) in [
                (["--superior", id], "below"), (["--name", " "], "name"), (["--province", "99"], "province '99'"),
                (["--email", "không phải"], "e-mail"),
            ] {
                let output = try await Program.run(
                    ["organization", "change", id] + arguments + ["--data", site.data])
                expectFailure(output, words)
            }
            expectFailure(
                try await site.run("organization", "change", "0197f3a0-0000-7000-8000-000000000000", "--name", "C"),
                "no such organisation")
        }
    }

    @Test func whatAnAccountCannotBeIsSaidAndNothingIsMade() async throws {
        try await CommandSite.with { site in
            func add(_ arguments: String..., input: String) async throws -> ProgramOutput {
                try await Program.run(["user", "add"] + arguments + ["--data", site.data], input: input)
            }
            expectFailure(try await add("a", "--name", "A", "--role", "admin", input: "short"), "at least 10")
            expectFailure(try await add("a", "--name", "A", "--role", "admin", input: ""), "no password")
            expectFailure(try await add("a", "--name", "A", "--role", "admin", input: "matkhau@2026"), "too common")
            expectFailure(
                try await add("lan.nguyen", "--name", "Nguyễn Lan", "--role", "admin", input: "Nguyễn Lan 90"), "name")
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
