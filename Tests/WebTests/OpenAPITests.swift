// The contract of the interface for servers says what the server does.

import Basics
import Foundation
import HTTPTypes
import Registry
import TestKit
import Testing

@testable import Web

struct OpenAPITests {
    private static let path = repositoryRoot.appending(path: "Public/api/v1/openapi.json")

    private func contract() throws -> JSONObject { try JSONReader.object(Array(try Data(contentsOf: Self.path))) }

    /// The words of a refusal by their status, for each operation.
    private func refusals() throws -> [String: Set<Int>] {
        var statuses: [String: Set<Int>] = [:]
        for path in try #require(try contract()["paths"]?.object).members.values {
            for operation in try #require(path.object).members.values {
                for (status, response) in try #require(operation.object?["responses"]?.object).members {
                    let schema = response.object?["content"]?.object?["application/json"]?.object?["schema"]?.object
                    let words = schema?["allOf"]?.array?.last?.object?["properties"]?.object?["error"]?.object?["enum"]
                    for word in words?.array?.compactMap(\.string) ?? [] {
                        statuses[word, default: []].insert(try #require(Int(status.text)))
                    }
                }
            }
        }
        return statuses
    }

    @Test func everyRefusalStandsInIt() throws {
        let codes = APIRefusal.Code.allCases.map { ($0.rawValue, Set([$0.status.code])) }
        #expect(try refusals() == Dictionary(uniqueKeysWithValues: codes))
    }

    @Test func theManualHasThemToo() throws {
        let manual = try String(contentsOf: repositoryRoot.appending(path: "docs/api.md"), encoding: .utf8)
        for code in APIRefusal.Code.allCases {
            #expect(manual.contains("`\(code.rawValue)`") && manual.contains("\(code.status.code)"))
        }
    }

    @Test func fieldsAndBoundsAreOurs() throws {
        let schemas = try #require(try contract()["components"]?.object?["schemas"]?.object)
        let fields = schemas["Field"]?.object?["enum"]?.array?.compactMap(\.string)
        #expect(fields == PersonField.allCases.map(\.rawValue))
        let call = try #require(schemas["Call"]?.object?["properties"]?.object)
        #expect(call["nonce"]?.object?["minLength"] == .number(String(Limits.nonceCharacters.lowerBound)))
        #expect(call["nonce"]?.object?["maxLength"] == .number(String(Limits.nonceCharacters.upperBound)))
        #expect(call["purpose"]?.object?["maxLength"] == .number(String(Limits.callPurposeCharactersMax)))
        let answer = schemas["TokenAnswer"]?.object?["properties"]?.object?["expires_in"]?.object?["const"]
        #expect(answer == .number(String(Limits.accessTokenSeconds)))
    }

    @Test func itsPathsAreRoutes() throws {
        let paths = try #require(try contract()["paths"]?.object).members
        for (path, operations) in paths {
            let methods = SiteRoute.methods(at: path.text).map { $0.rawValue.lowercased() }
            #expect(methods == operations.object?.members.keys.map(\.text))
        }
        #expect(paths.count == 4)
    }
}
