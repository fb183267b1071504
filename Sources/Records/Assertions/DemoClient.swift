// The demo's server that calls: its key, so that the interface can be tried at once.

public import Basics
import Casework
public import Storage
import Tokens

extension DemoData {
    /// The demo organisation whose server calls.
    public static let callingOrganization: OrganizationID = organizationID("ca")

    /// Has a key of the demo's certification authority in a file and registered. Doing it again changes nothing.
    public static func prepareClient(at path: String, _ store: any Store, now: Timestamp) async throws {
        let (file, desk) = (SecretFile(path: path), ClientKeyDesk(store: store))
        let key = file.exists ? try PrivateKey(pem: try file.read()) : try PrivateKey(generating: .es256)
        if !file.exists { try file.write(try key.pem()) }
        let there = try await store.read { db in try db.clientKeys(of: callingOrganization) }
        guard !there.contains(where: { $0.registered.key == key.publicKey }) else { return }
        let actor = Actor.system(by: .command)
        try await desk.offer(key.publicKey.pem, of: callingOrganization, by: actor, at: now)
        let offered = try await store.read { db in
            try db.clientKeys(of: callingOrganization).filter { $0.standing == .offered }
        }
        for one in offered where one.registered.key == key.publicKey {
            try await desk.decide(one.id, isConfirmed: true, by: actor, at: now)
        }
    }
}
