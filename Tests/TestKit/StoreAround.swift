// A store around another one, for tests that change one thing about it.

public import Storage

/// Does what `inner` does; a test's own kind says what is different.
public protocol StoreAround: Store {
    var inner: any Store { get }
}

extension StoreAround {
    public var dialect: Dialect { inner.dialect }

    public func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await inner.read(body)
    }

    @discardableResult
    public func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await inner.write(body)
    }

    public func integrityProblems() async throws -> [String] { try await inner.integrityProblems() }

    public func schema() async throws -> [String: String] { try await inner.schema() }

    public func schema(madeBy statements: [String]) async throws -> [String: String] {
        try await inner.schema(madeBy: statements)
    }

    public func backup(to path: String, noting: @Sendable (_ copy: String) async throws -> Void) async throws {
        try await inner.backup(to: path, noting: noting)
    }

    public func close() async throws { try await inner.close() }
}
