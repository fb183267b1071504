// Reading stored events of every version there ever was.

import Basics
import Synchronization

/// Why a stored event cannot be read; names its type and version, never its content.
public struct UnreadableEvent: Error, Hashable, Sendable {
    public let reason: String
}

extension CaseEvent {
    /// The version in which events of a type are written now. Whoever changes what is stored of one gives it the next
    /// number here, and the shape before goes to `OldEventShapes` (docs/decisions/013-event-versions.md).
    public static func version(of type: String) -> Int { versions[type] ?? 1 }

    /// Those that ever changed.
    private static let versions: [String: Int] = [:]
}

/// The one way from an entry of the log to an event.
public enum CaseEventReader {
    public static func read(type: String, version: Int, payload: String) throws(UnreadableEvent) -> CaseEvent {
        try read(StoredShape(type: type, version: version), payload, old: OldEventShapes.readers)
    }

    static func read(
        _ shape: StoredShape, _ payload: String, old: [StoredShape: OldEventShapes.Reader]
    ) throws(UnreadableEvent) -> CaseEvent {
        if let known = recall(shape, payload) { return known }
        guard CaseEvent.names.contains(shape.type) else {
            throw UnreadableEvent(reason: "this program knows no event '\(shape.type)' (version \(shape.version))")
        }
        let event: CaseEvent
        do {
            if let reader = old[shape] {
                event = try reader(payload)
            } else if shape.version == CaseEvent.version(of: shape.type) {
                event = try TapeDecoder.value(of: payload)
            } else {
                throw UnreadableEvent(reason: "this program does not know version \(shape.version) of '\(shape.type)'")
            }
        } catch let error as UnreadableEvent {
            throw error
        } catch {
            // What the decoder says may quote the content.
            throw UnreadableEvent(reason: "an event '\(shape.type)' is not of the shape of version \(shape.version)")
        }
        guard event.name == shape.type else {
            throw UnreadableEvent(
                reason: "an event '\(shape.type)' (version \(shape.version)) holds one of another type")
        }
        keep(event, shape, payload)
        return event
    }

    // MARK: What was read lately

    /// Cases take the same ways through a process, the same people begin, send, answer for and accept them, and whoever
    /// asks again asks for the same purpose with the same boxes ticked: so these are said in the very same bytes again
    /// and again. Reading them was most of the work of folding a case.
    private static let recent = Mutex(RecentValues<ByteText, CaseEvent>(max: Limits.recentEventsMax))
    private static let repeated: Set = ["created", "draftSaved", "submitted", "vouched", "accepted", "processed"]

    private static func isRepeated(_ shape: StoredShape, _ payload: String) -> Bool {
        repeated.contains(shape.type) && shape.version == CaseEvent.version(of: shape.type)
            && payload.utf8.count <= Limits.recentEventBytesMax
    }

    private static func recall(_ shape: StoredShape, _ payload: String) -> CaseEvent? {
        guard isRepeated(shape, payload) else { return nil }
        let event = recent.withLock { $0.recall(ByteText(payload)) }
        // The same bytes under another name are for the reader to refuse.
        return event?.name == shape.type ? event : nil
    }

    private static func keep(_ event: CaseEvent, _ shape: StoredShape, _ payload: String) {
        if isRepeated(shape, payload) { recent.withLock { $0.keep(event, for: ByteText(payload)) } }
    }
}
