// The demo's programs that call: their keys, so that the interfaces can be tried at once.

public import Basics
import Casework
public import Storage
import Tokens

extension DemoData {
    /// The demo organisation whose server calls.
    public static let callingOrganization: OrganizationID = organizationID("ca")

    /// Has a key of the demo's certification authority in a file and registered. Doing it again changes nothing.
    public static func prepareClient(at path: String, _ store: any Store, now: Timestamp) async throws {
        let (key, desk) = (try key(at: path), ClientKeyDesk(store: store))
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

    /// Has the keys of the demo's payment platform in two files of a folder: the private one for who plays it, and the
    /// public one for the server. Doing it again changes nothing.
    public static func preparePlatform(in folder: String) throws -> PaymentPlatform {
        let key = try key(at: "\(folder)/demo-payments.pem")
        let known = SecretFile(path: "\(folder)/demo-payments.pub.pem")
        if !known.exists { try known.write(key.publicKey.pem) }
        return PaymentPlatform(name: "demo-payments", keyFile: known.path)
    }

    /// The private key of that file, which is made the first time.
    private static func key(at path: String) throws -> PrivateKey {
        let file = SecretFile(path: path)
        if file.exists { return try PrivateKey(pem: try file.read()) }
        let key = try PrivateKey(generating: .es256)
        try file.write(try key.pem())
        return key
    }
}
