// A server of an organisation that asks for signed assertions, by HTTP from the request to the last call.

import Basics
import Foundation
import TestKit
import Testing

@testable import Tokens

extension WholeJob {
    @Suite struct Calls {
        /// An approval for so many calls, with a key of the organisation that counts.
        private struct Access {
            let site: JobSite
            let dossier: Dossier
            let grant: String
            let client: String
            let issuer: String
            let key: PrivateKey

            init(_ calls: Int, _ fields: [String] = ["sex", "permanent_residence"]) async throws {
                site = try JobSite.here()
                let route = Route.ministry
                dossier = try await site.fulfilled(
                    Request(service: "eid.assertion", persons: [], fields: fields, calls: calls), route)
                let page = try await dossier.page(as: route.filer)
                grant = String(
                    try #require(page.words.firstMatch(of: /Mã quyền \(grant\) ([0-9a-f-]{36})/)).output.1)
                key = try PrivateKey(generating: .es256)
                let desk = try await site.signIn(route.official)
                let keys = try await desk.get("/organization/keys")
                client = String(
                    try #require(keys.words.firstMatch(of: /client_id\) ([0-9a-f-]{36})/)).output.1)
                issuer = String(try #require(keys.words.firstMatch(of: /iss, aud\) (\S+)/)).output.1)
                let handed = try await desk.post("/organization/keys", [("key", key.publicKey.pem)])
                try handed.expectRedirect("the key was not taken")
                try await decide("confirm")
            }

            /// An administrator's word on the key, whose thumbprint they were told by another way.
            func decide(_ step: String, password: String = Desks.password) async throws {
                let admin = try await site.signIn("admin")
                let list = try await site.wholeList("/admin/keys", as: "admin")
                var found: String?
                for link in list.links where link.hasSuffix("/confirm") || link.hasSuffix("/withdraw") {
                    let page = try await admin.get(link)
                    if page.words.contains(key.publicKey.thumbprint) { found = link }
                }
                let link = try #require(found).split(separator: "/").dropLast().joined(separator: "/")
                try await admin.get("/\(link)/\(step)")
                let answer = try await admin.post("/\(link)/\(step)", [("password", password)])
                #expect(answer.status == (password == Desks.password ? 303 : 422))
            }

            func proof(by other: PrivateKey? = nil, audience: String? = nil, seconds: Int = 60) throws -> String {
                let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
                return try TokenSigner(other ?? key).token([
                    JSONMember("iss", client), JSONMember("sub", client), JSONMember("aud", audience ?? issuer),
                    JSONMember("exp", now.adding(seconds: seconds)),
                    JSONMember("jti", Hex.encode(Random.bytes(16))),
                ])
            }

            func token(_ proof: String) async throws -> HTTPAnswer {
                try await site.browser().post(
                    "/api/v1/token",
                    [
                        ("grant_type", "client_credentials"),
                        ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
                        ("client_assertion", proof),
                    ])
            }

            func bearer() async throws -> String {
                let answer = try await token(proof())
                try #require(answer.status == 200, "\(answer.text)")
                return try #require(try Calls.json(answer)["access_token"]?.string)
            }

            func call(_ body: String, bearing token: String?, type: String = "application/json") async throws
                -> HTTPAnswer
            {
                let authorization = token.map { [("Authorization", "Bearer \($0)")] } ?? []
                return try await site.browser().send(
                    "POST", "/api/v1/assertions", headers: [("Content-Type", type)] + authorization,
                    body: Array(body.utf8))
            }

            func body(
                _ person: Citizen, nonce: String = Hex.encode(Random.bytes(16)), claims: String = "{}",
                attributes: String = #"["permanent_residence"]"#
            ) -> String {
                """
                {"grant":"\(grant)","nonce":"\(nonce)","purpose":"Cấp chứng thư số","person":{"personal_id":\
                "\(person.id)","full_name":"\(person["full_name"])","birth_date":"\(person["birth_date"])"},\
                "claims":\(claims),"attributes":\(attributes)}
                """
            }
        }

        private static func json(_ answer: HTTPAnswer) throws -> JSONObject { try JSONReader.object(answer.body) }

        /// What an assertion says, once its signature was one of the published keys.
        private func claims(_ answer: HTTPAnswer, _ site: JobSite) async throws -> JSONObject {
            let token = try #require(try Self.json(answer)["assertion"]?.string)
            let parts = token.split(separator: ".", omittingEmptySubsequences: false)
            let head = try JSONReader.object(try #require(Base64URL.decode(parts[0].utf8)))
            #expect(head["typ"]?.string == "eid-assertion+jwt")
            let published = try await site.browser().get("/.well-known/jwks.json")
            #expect(published.header("Content-Type") == "application/jwk-set+json")
            let key = try #require(
                try RegisteredKey.read(published.text).first { $0.id == head["kid"]?.string })
            let signed = Array("\(parts[0]).\(parts[1])".utf8)
            #expect(key.key.verifies(try #require(Base64URL.decode(parts[2].utf8)), of: signed[...]))
            return try JSONReader.object(try #require(Base64URL.decode(parts[1].utf8)))
        }

        @Test func aServerCallsAsOftenAsItsApprovalSays() async throws {
            let access = try await Access(2)
            let (site, person) = (access.site, access.site.citizens[120])
            let token = try await access.bearer()
            let first = try await access.call(
                access.body(person, nonce: "nonce-of-the-first-call", claims: #"{"sex":"male"}"#), bearing: token)
            #expect(first.status == 200 && first.header("Cache-Control") == "no-store", "\(first.text)")
            let claims = try await claims(first, site)
            #expect(claims["aud"]?.string == access.client && claims["nonce"]?.string == "nonce-of-the-first-call")
            #expect(claims["identity"]?.object?["verdict"]?.string == "true")
            #expect(
                claims["confirmed"]?.object?["sex"]?.object?["verdict"]?.string
                    == (person["sex"] == "male" ? "true" : "false"))
            #expect(
                claims["attributes"]?.object?["permanent_residence"]?.object?["value"]?.string
                    == person["permanent_residence"])
            let again = try await access.call(
                access.body(person, nonce: "nonce-of-the-first-call"), bearing: token)
            #expect(again.status == 409 && again.text.contains(#""error":"nonce_used""#))
            #expect(try await access.call(access.body(person), bearing: token).status == 200)
            let third = try await access.call(access.body(person), bearing: token)
            #expect(third.status == 403 && third.text.contains(#""error":"grant_used_up""#))
            let page = try await access.dossier.page(as: access.dossier.route.filer)
            #expect(page.words.contains("Đã khai thác 2 lần, còn 0 lần"))
            #expect(!page.links.contains("\(access.dossier.path)/result"), "its answers are with the server")

            // When and for what it called stands on a page; whom it asked about does not.
            #expect(page.links.contains("\(access.dossier.path)/calls"))
            for username in [access.dossier.route.filer, access.dossier.route.approver, "inspector"] {
                let calls = try await site.page("\(access.dossier.path)/calls", as: username)
                #expect(calls.status == 200 && calls.words.contains("Xác định được công dân"), "\(username)")
                #expect(!calls.text.contains(person.id) && !calls.text.contains(person["full_name"]), "\(username)")
            }
            #expect(try await site.page("\(access.dossier.path)/calls", as: "filer-notary").status == 404)
        }

        @Test func aMeasureOfTheApproverReachesTheNextCall() async throws {
            let access = try await Access(10)
            let token = try await access.bearer()
            let person = access.site.citizens[121]
            #expect(try await access.call(access.body(person), bearing: token).status == 200)
            let reason = [("reason", "Có dấu hiệu sử dụng thông tin sai mục đích")]
            try await access.dossier.act(
                "suspend-grant", by: access.dossier.route.approver, reason, to: "fulfilled")
            let stopped = try await access.call(access.body(person), bearing: token)
            #expect(stopped.status == 403 && stopped.text.contains(#""error":"grant_suspended""#))
            try await access.dossier.act("resume-grant", by: access.dossier.route.approver, reason, to: "fulfilled")
            #expect(try await access.call(access.body(person), bearing: token).status == 200)
            try await access.decide("withdraw")
            let unknown = try await access.call(access.body(person), bearing: token)
            #expect(unknown.status == 401 && unknown.header("WWW-Authenticate") == #"Bearer error="invalid_token""#)
        }

        @Test func whoCannotProveThatTheyAreTheClientGetsNoToken() async throws {
            let access = try await Access(10)
            let good = try access.proof()
            #expect(try await access.token(good).status == 200)
            let parts = good.split(separator: ".")
            for proof in [
                good, try access.proof(by: PrivateKey(generating: .es256)),
                try access.proof(audience: "https://other.example"), try access.proof(seconds: -120),
                try access.proof(seconds: 86_400), "\(parts[0]).\(parts[1]).", "e30.e30.e30", "x",
                String(repeating: "a", count: 9_000),
            ] {
                let answer = try await access.token(proof)
                #expect(answer.status == 401 && answer.text.contains(#""error":"invalid_client""#), "\(answer.text)")
                #expect(answer.header("WWW-Authenticate") != nil)
            }
            let browser = access.site.browser()
            #expect(try await browser.post("/api/v1/token", [("grant_type", "password")]).status == 400)
            #expect(try await browser.get("/api/v1/token").status == 405)
        }

        @Test func whatACallMayNotSayIsNamed() async throws {
            let access = try await Access(10, ["sex"])
            let (person, token) = (access.site.citizens[122], try await access.bearer())
            let good = access.body(person, attributes: "[]")
            let wrong: [(body: String, status: Int, error: String, field: String?)] = [
                ("", 400, "invalid_request", nil), ("[]", 400, "invalid_request", nil),
                (good.replacing("\"nonce\"", with: "\"grant\""), 400, "invalid_request", nil),
                (good.replacing("Cấp chứng thư số", with: " "), 400, "invalid_request", "purpose"),
                (good.replacing(person.id, with: "12345"), 400, "invalid_request", "person.personal_id"),
                (good.replacing(person["birth_date"], with: "hôm qua"), 400, "invalid_request", "person.birth_date"),
                (access.body(person, nonce: "short"), 400, "invalid_request", "nonce"),
                (access.body(person, claims: #"{"sex":"?"}"#, attributes: "[]"), 400, "invalid_request", "claims.sex"),
                (access.body(person, claims: #"{"shoe_size":"42"}"#), 400, "invalid_request", "claims"),
                (access.body(person, attributes: #"["sex","sex"]"#), 400, "invalid_request", "attributes"),
                (access.body(person), 403, "not_granted", "attributes"),
                (
                    access.body(person, claims: #"{"blood_type":"A"}"#, attributes: "[]"), 403, "not_granted",
                    "claims.blood_type"
                ),
                (
                    good.replacing(person["birth_date"], with: person["birth_date"].prefix(4)), 400, "invalid_request",
                    "person.birth_date"
                ),
                (access.body(person, nonce: " padded-nonce-of-a-call "), 400, "invalid_request", "nonce"),
                (
                    good.replacing(access.grant, with: "01a235fb-d83d-7441-8116-a0e76166a6ac"), 404, "unknown_grant",
                    "grant"
                ),
                (good + String(repeating: " ", count: Limits.callBytesMax), 400, "invalid_request", nil),
            ]
            for (body, status, error, field) in wrong {
                let answer = try await access.call(body, bearing: token)
                let object = try Self.json(answer)
                #expect(answer.status == status && object["error"]?.string == error, "\(answer.text)")
                #expect(object["field"]?.string == field, "\(answer.text)")
                #expect(!answer.text.contains(person["full_name"]) && !answer.text.contains(person.id))
            }
            #expect(try await access.call(good, bearing: token, type: "text/plain").status == 415)
            #expect(try await access.call(good, bearing: nil).status == 401)
            #expect(try await access.call(good, bearing: "x.y").status == 401)
            let page = try await access.dossier.page(as: access.dossier.route.filer)
            #expect(page.words.contains("Đã khai thác 0 lần, còn 10 lần"))
        }

        @Test func keysAreForTheirPeopleAndTheAdministrator() async throws {
            let access = try await Access(1)
            try await access.decide("withdraw", password: "sai")
            for username in ["clerk-central", "citizen", "inspector"] {
                #expect(try await access.site.page("/organization/keys", as: username).status == 404)
                #expect(try await access.site.page("/admin/keys", as: username).status == 404)
            }
            #expect(try await access.site.page("/admin/keys", as: Route.ministry.official).status == 404)
            let own = try await access.site.page("/organization/keys", as: Route.ministry.filer)
            let theirs = try await access.site.page("/organization/keys", as: "filer-notary")
            #expect(own.words.contains(access.key.publicKey.thumbprint))
            #expect(!theirs.words.contains(access.key.publicKey.thumbprint))
            let withdrawal = try #require(own.links.first { $0.hasSuffix("/withdrawal") })
            #expect(try await access.site.page(withdrawal, as: "filer-notary").status == 404)
            let desk = try await access.site.signIn("filer-notary")
            try await desk.get("/organization/keys")
            let secret = try await desk.post("/organization/keys", [("key", try access.key.pem())])
            #expect(secret.status == 422 && secret.words.contains("khóa bí mật"))
            #expect(!secret.text.contains("PRIVATE KEY"), "and it is not shown again")
        }

        @Test func whereAServerCallsNobodyIsListed() async throws {
            let site = try JobSite.here()
            let draft = try await site.draft("eid.assertion", Route.ministry)
            let desk = try await site.desk(Route.ministry.filer)
            let page = try await desk.get(draft.path)
            #expect(page.links.contains("\(draft.path)/pages/calls") && !page.links.contains("\(draft.path)/subjects"))
            let keys = site.citizens[124].keys
            let listed = try await desk.post("\(draft.path)/subjects", keys.map { ($0.key, $0.value) })
            #expect(listed.status == 404)
            for body in ["1", "abc", ""] {
                let answer = try await desk.post("\(draft.path)/pages/calls", [("calls", body)])
                #expect(answer.status == (body == "1" ? 303 : 422))
            }
        }

        @Test func programsAreToldOfTroubleInJSON() async throws {
            let browser = try JobSite.here().browser()
            for (method, path, status) in [
                ("GET", "/api/v1/assertions", 405), ("PUT", "/api/v1/token", 405), ("GET", "/api/v1/nothing", 404),
            ] {
                let answer = try await browser.send(method, path)
                #expect(answer.status == status && answer.header("Content-Type") == "application/json", "\(path)")
            }
            let huge = try await browser.send(
                "POST", "/api/v1/token", headers: [("Content-Type", "text/plain"), ("Content-Length", "30000000")])
            #expect(huge.status == 413 && huge.header("Content-Type") == "application/json")
        }

        private static let tools = ["/usr/bin/bash", "/usr/bin/curl", "/usr/bin/openssl"]

        @Test(.enabled(if: tools.allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }))
        func theScriptOfTheManualDoesWhatItSays() async throws {
            let access = try await Access(5)
            let (site, person) = (access.site, access.site.citizens[123])
            let file = "\(site.data.folder)/client-\(Hex.encode(Random.bytes(4))).pem"
            try Data(try access.key.pem().utf8).write(to: URL(filePath: file))
            let script = try await Program.run(
                tool: "/usr/bin/env",
                [
                    "ISSUER=\(access.issuer)", "KID=\(access.key.publicKey.thumbprint)", "/usr/bin/bash",
                    "\(Program.root)/docs/examples/assert.sh", "http://127.0.0.1:\(site.servers[0].port)",
                    access.client, file, access.grant,
                    """
                    {"personal_id":"\(person.id)","full_name":"\(person["full_name"])",\
                    "birth_date":"\(person["birth_date"])"}
                    """,
                    #"{"sex":"female"}"#, #"["permanent_residence"]"#,
                ])
            #expect(script.status == 0, "\(script.errors)")
            let claims = try JSONReader.object(Array(script.output.dropLast()))
            #expect(
                claims["attributes"]?.object?["permanent_residence"]?.object?["value"]?.string
                    == person["permanent_residence"])
        }

        /// Where `.ci/schemathesis` installs a program that nobody here wrote.
        private static let contractTester = "\(Program.root)/.build/schemathesis/bin/schemathesis"

        @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: contractTester), "run .ci/schemathesis"))
        func theServerDoesWhatTheContractSays() async throws {
            let access = try await Access(5)
            let address = "http://127.0.0.1:\(access.site.servers[0].port)"
            // What a valid token is cannot be said by a schema: all that it makes up are refused.
            let tried = try await Program.run(
                tool: "/usr/bin/env",
                [
                    // It leaves files of its own where it runs.
                    "-C", access.site.data.folder, Self.contractTester, "run", "\(address)/api/v1/openapi.json",
                    "--url", address, "--max-examples", "20", "--seed", "1",
                    "--generation-database", "none", "--no-color", "--exclude-checks", "positive_data_acceptance",
                    "--header", "Authorization: Bearer \(try await access.bearer())",
                ], withinSeconds: 600)
            #expect(tried.status == 0, "\(tried.text.suffix(4_000)) \(tried.errors)")
        }
    }
}
