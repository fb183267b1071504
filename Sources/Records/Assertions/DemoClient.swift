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

    /// Has the keys of the demo's payment platform in two files of a folder: the private one for who plays it, and the
    /// public one for the server. Doing it again changes nothing.
    public static func preparePlatform(in folder: String) throws -> PaymentPlatform {
        let (own, known) = (
            SecretFile(path: "\(folder)/demo-payments.pem"), SecretFile(path: "\(folder)/demo-payments.pub.pem")
        )
        let key = own.exists ? try PrivateKey(pem: try own.read()) : try PrivateKey(generating: .es256)
        if !own.exists { try own.write(try key.pem()) }
        if !known.exists { try known.write(key.publicKey.pem) }
        return PaymentPlatform(name: "demo-payments", keyFile: known.path)
    }
}
