// Reads what a call asks.

import Basics
import Records
import Registry

/// The JSON of a call: what is not known in it is refused, so that nobody believes that it counted.
enum CallReading {
    /// Throws `APIRefusal` for the first thing that is wrong.
    static func read(_ bytes: [UInt8]) throws(APIRefusal) -> AssertionRequest {
        guard let object = try? JSONReader.object(bytes) else {  // what is wrong with it is said in one sentence
            throw APIRefusal(.invalidRequest, "the body is not one JSON object without doubled members")
        }
        try known(["grant", "nonce", "purpose", "person", "claims", "attributes"], object, in: "")
        guard let grant = GrantID(try text("grant", object, atMost: 36)) else {
            throw APIRefusal(.invalidRequest, "it is not the id of a grant", at: "grant")
        }
        let nonce = try text("nonce", object, atMost: Limits.nonceCharacters.upperBound)
        guard object["nonce"]?.string == nonce, nonce.utf8.count >= Limits.nonceCharacters.lowerBound,
            nonce.utf8.allSatisfy({ 0x21...0x7E ~= $0 })
        else {
            let least = Limits.nonceCharacters.lowerBound
            throw APIRefusal(.invalidRequest, "it has \(least) characters of ASCII or more and no blank", at: "nonce")
        }
        return AssertionRequest(
            grant: grant, nonce: nonce,
            purpose: try text("purpose", object, atMost: Limits.callPurposeCharactersMax), person: try person(object))
    }

    private static func person(_ object: JSONObject) throws(APIRefusal) -> PersonCall {
        guard let person = object["person"]?.object else {
            throw APIRefusal(.invalidRequest, "it must be an object", at: "person")
        }
        try known(SubjectKey.allCases.map(\.rawValue), person, in: "person.")
        guard let number = PersonalID(try text(SubjectKey.number.rawValue, person, in: "person.", atMost: 12)) else {
            throw APIRefusal(.invalidRequest, "it must be 12 digits", at: "person.personal_id")
        }
        // A year or a month alone is never comparable, and would say for nothing whether a number is known.
        guard let birth = PartialDate(try text(SubjectKey.birth.rawValue, person, in: "person.", atMost: 10)),
            birth.day != nil
        else {
            throw APIRefusal(.invalidRequest, "it must be a day such as 1990-05-17", at: "person.birth_date")
        }
        return PersonCall(
            personalID: number,
            fullName: try text(
                SubjectKey.name.rawValue, person, in: "person.", atMost: Limits.personNameCharactersMax),
            birthDate: birth, claims: try claims(object), values: try values(object))
    }

    private enum SubjectKey: String, CaseIterable {
        case number = "personal_id"
        case name = "full_name"
        case birth = "birth_date"
    }

    private static func claims(_ object: JSONObject) throws(APIRefusal) -> [PersonField: String] {
        guard let given = object["claims"] else { return [:] }
        guard let members = given.object else {
            throw APIRefusal(.invalidRequest, "it must be an object of texts", at: "claims")
        }
        var claims: [PersonField: String] = [:]
        for name in members.members.keys.map(\.text).sorted() {
            claims[try field(name, at: "claims")] = try text(
                name, members, in: "claims.", atMost: Limits.fieldCharactersMax)
        }
        return claims
    }

    private static func values(_ object: JSONObject) throws(APIRefusal) -> Set<PersonField> {
        guard let given = object["attributes"] else { return [] }
        var values: Set<PersonField> = []
        for value in given.array ?? [.null] {
            guard let name = value.string else {
                throw APIRefusal(.invalidRequest, "it must be a list of texts", at: "attributes")
            }
            guard values.insert(try field(name, at: "attributes")).inserted else {
                throw APIRefusal(.invalidRequest, "a field stands in it twice", at: "attributes")
            }
        }
        return values
    }

    /// What a stranger typed is not repeated.
    private static func field(_ name: String, at place: String) throws(APIRefusal) -> PersonField {
        guard let field = PersonField(rawValue: name) else {
            throw APIRefusal(.invalidRequest, "the registry has no such field", at: place)
        }
        return field
    }

    private static func known(_ names: [String], _ object: JSONObject, in place: String) throws(APIRefusal) {
        guard object.members.keys.allSatisfy({ names.contains($0.text) }) else {
            let all = names.joined(separator: ", ")
            throw APIRefusal(
                .invalidRequest, "only \(all) may stand here", at: place.isEmpty ? nil : String(place.dropLast()))
        }
    }

    /// A text that is not empty and has no character that nobody can print.
    private static func text(
        _ name: String, _ object: JSONObject, in place: String = "", atMost max: Int
    ) throws(APIRefusal) -> String {
        let field = place + name
        guard let text = object[name]?.string else { throw APIRefusal(.invalidRequest, "it must be a text", at: field) }
        let clean: String
        do {
            clean = try CleanText.clean(text, allowsLines: false)
        } catch {
            throw APIRefusal(.invalidRequest, "it has a character that cannot be printed", at: field)
        }
        guard !clean.isEmpty, clean.unicodeScalars.count <= max else {
            throw APIRefusal(.invalidRequest, "it must have 1 to \(max) characters", at: field)
        }
        return clean
    }
}
