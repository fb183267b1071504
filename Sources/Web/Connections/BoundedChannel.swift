// A connection of HTTP/1.1 as the server takes it.

import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// The library's channel with our guard behind its parser.
struct BoundedChannel: ServerChildChannel {
    let inner: HTTP1Channel
    let counts: ConnectionCounts

    struct Value: ServerChildChannelValue {
        let connection: HTTP1Channel.Value
        let isWelcome: Bool
        var channel: any Channel { connection.channel }
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        let isWelcome = counts.admit(channel)
        return inner.setup(channel: channel, logger: logger).flatMapThrowing { connection in
            let pipeline = channel.pipeline.syncOperations
            let parser = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try pipeline.addHandler(RequestGuard(), position: .after(parser))
            return Value(connection: connection, isWelcome: isWelcome)
        }
    }

    func handle(value: Value, logger: Logger) async {
        guard value.isWelcome else {
            // Whether that ends with an error or not, it ends.
            try? await value.connection.executeThenClose { _, _ in }
            return
        }
        await inner.handle(value: value.connection, logger: logger)
    }
}
