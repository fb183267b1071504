// One connection, held to the rules of HTTP and to bounds of time, whatever comes over it.

import Basics
import NIOCore
import NIOHTTP1

/// Stands behind the parser. It refuses requests that name no host or two (RFC 9112, section 3.2), has connections that
/// are not kept open closed after their answer (section 9.3), and closes those that hold somebody up: bodies that
/// trickle in, answers that nobody reads, requests that take too long in all.
///
/// Heads that trickle in and connections without a request are closed by the idle time of the server.
final class RequestGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// Whether nothing more is taken from this connection.
    private var isDeaf = false
    private var pace = RequestPace()
    private var watch: Scheduled<Void>?
    /// Whether the connection ends with the answer to the request that came last.
    private var isLast = false
    /// Whether that one is of HTTP/1.0.
    private var isOld = false

    func channelInactive(context: ChannelHandlerContext) {
        watch?.cancel()
        watch = nil
        context.fireChannelInactive()
    }

    // MARK: What comes in

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isDeaf else { return }
        switch unwrapInboundIn(data) {
        case .head(var head):
            guard Self.hasOneHost(head) else {
                isDeaf = true
                // The server answers what the parser refuses with 400, behind the answers that are still to come.
                return context.fireErrorCaught(HTTPParserError.invalidHeaderToken)
            }
            pace.begin(at: context.eventLoop.now)
            // A client of HTTP/1.0 knows an answer without a length by the end of the connection only.
            isOld = head.isOld
            if isOld || !head.isKeepAlive {
                isLast = true
                head.headers.replaceOrAdd(name: "Connection", value: "close")
            }
            context.fireChannelRead(wrapInboundOut(.head(head)))
        case .body(let bytes):
            pace.receive(bytes.readableBytes)
            context.fireChannelRead(data)
        case .end:
            pace.endReceiving()
            isDeaf = isLast
            context.fireChannelRead(data)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if pace.isBusy { startWatch(context) }
        context.fireChannelReadComplete()
    }

    /// Whether the request says whom it is for, once; one of HTTP/1.0 need not say it.
    private static func hasOneHost(_ head: HTTPRequestHead) -> Bool {
        let hosts = head.headers["Host"]
        guard let host = hosts.first else { return head.isOld }
        return hosts.count == 1 && !host.isEmpty && host.utf8.allSatisfy(isOfHost)
    }

    /// Letters, digits and what stands in names, addresses and before ports (RFC 3986, section 3.2.2).
    private static func isOfHost(_ byte: UInt8) -> Bool {
        let isLetter = (65...90).contains(byte) || (97...122).contains(byte)
        return isLetter || (48...58).contains(byte) || "-._~%[]".utf8.contains(byte)
    }

    // MARK: What goes out

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head) where isLast && pace.unanswered == 1:
            if isOld { head.version = .http1_0 }
            head.headers.replaceOrAdd(name: "Connection", value: "close")
            return context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .end: pace.answer(at: context.eventLoop.now)
        case .head, .body: break
        }
        context.write(data, promise: promise)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        pace.stall(context.channel.isWritable ? nil : context.eventLoop.now)
        if pace.isBusy { startWatch(context) }
        context.fireChannelWritabilityChanged()
    }

    // MARK: Bounds of time

    private func startWatch(_ context: ChannelHandlerContext) {
        guard watch == nil else { return }
        let box = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        watch = context.eventLoop.scheduleTask(in: .seconds(Limits.requestWatchSeconds)) {
            let (handler, context) = box.value
            handler.look(context)
        }
    }

    private func look(_ context: ChannelHandlerContext) {
        watch = nil
        if pace.isOverdue(at: context.eventLoop.now) { return context.close(promise: nil) }
        if pace.isBusy { startWatch(context) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent {
            // The server is to stop: it waits for answers, not for those who do not send or read.
            pace.isEnding = true
            let box = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
            context.eventLoop.scheduleTask(in: .seconds(Limits.endingRequestSeconds)) {
                let (handler, context) = box.value
                if handler.pace.isOverdue(at: context.eventLoop.now) { context.close(promise: nil) }
            }
        }
        context.fireUserInboundEventTriggered(event)
    }
}

extension HTTPRequestHead {
    /// Whether it is of HTTP/1.0.
    fileprivate var isOld: Bool { version.major < 1 || version.major == 1 && version.minor < 1 }
}
