// How the log writes down who acts.

import Basics
import TestKit
import Testing

@testable import Casework

struct ActorEnvelopeTests {
    private typealias Who = ActorEnvelope.Who

    @Test func whoIsReadBackFromItsText() throws {
        let account = AccountID(at: Samples.monday, random: Array(repeating: 7, count: 10))
        let all: [(Who, String)] = [
            (.account(account), "account:\(account)"), (.machineOperator("lan"), "operator:lan"),
            (.machineOperator("Lan: đêm"), "operator:Lan: đêm"), (.client("one-stop:79"), "client:one-stop:79"),
            (.system, "system"), (.unknown, "unknown"),
        ]
        for (who, text) in all {
            #expect(who.text == text)
            #expect(Who(text) == who)
        }
    }

    @Test(arguments: ["", "System", "system:", "account", "account:7", "operator:", "client:", "king:a", ":"])
    func whatIsNobodyIsToldSo(text: String) {
        #expect(Who(text) == nil)
    }

    @Test func channelsKeepTheirWords() {
        #expect(
            ActorEnvelope.Channel.allCases.map(\.rawValue) == ["web", "command", "api", "paper", "timer", "worker"])
    }

    @Test func actorsCarryTheirEnvelope() {
        let account = AccountID(at: Samples.monday, random: Array(repeating: 7, count: 10))
        let person = Actor(account: account, name: "Lan", roles: [.filer])
        #expect(person.envelope == ActorEnvelope(.account(account), by: .web))
        #expect(person.account == account)
        #expect(Actor.system.envelope == ActorEnvelope(.system, by: .worker))
        #expect(Actor.system.account == nil)
        let operatorActor = Actor.machineOperator("lan")
        #expect(operatorActor.envelope == ActorEnvelope(.machineOperator("lan"), by: .command))
        #expect(operatorActor.roles.isEmpty)
    }
}
