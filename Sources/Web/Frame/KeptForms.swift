// Keeps what somebody typed or chose until it can be taken: nothing typed is lost.

public import Basics
import Formats
import Synchronization

/// Forms that could not be taken yet, each under a random token: those of a session that had ended, and lists that wait
/// for an answer. In memory alone, bounded in number, bytes and time; passwords are never among them.
public final class KeptForms: Sendable {
    private struct Kept {
        var form: FormData
        var path: String
        var username: String
        var at: Timestamp
        var bytes: Int
    }

    private struct State {
        var forms: [String: Kept] = [:]
        /// The tokens in the order they came.
        var order: [String] = []
        var bytes = 0

        mutating func drop(_ token: String) {
            guard let kept = forms.removeValue(forKey: token) else { return }
            bytes -= kept.bytes
            order.removeAll { $0 == token }
        }
    }

    private let state = Mutex(State())
    private let clock: @Sendable () -> Timestamp

    public init(clock: @escaping @Sendable () -> Timestamp) { self.clock = clock }

    /// Keeps a form of that person for the page at `path`. When there is no more room, the oldest goes.
    func keep(_ form: FormData, at path: String, for person: SignedIn) -> String {
        let token = Random.token()
        let kept = Kept(
            form: form.withoutSecrets, path: path, username: person.username, at: clock(), bytes: form.bytesHeld)
        state.withLock { state in
            let now = clock()
            for token in state.order where state.forms[token].map({ Self.isOver($0, now) }) ?? true {
                state.drop(token)
            }
            var theirs = state.order.filter { state.forms[$0]?.username == person.username }[...]
            var theirBytes = theirs.reduce(kept.bytes) { $0 + (state.forms[$1]?.bytes ?? 0) }
            while theirs.count >= Limits.keptFormsOfOneMax || theirBytes > Limits.keptFormBytesOfOneMax,
                let oldest = theirs.popFirst()
            {
                theirBytes -= state.forms[oldest]?.bytes ?? 0
                state.drop(oldest)
            }
            while let oldest = state.order.first,
                state.order.count >= Limits.keptFormsMax || state.bytes + kept.bytes > Limits.keptFormBytesMax
            {
                state.drop(oldest)
            }
            state.forms[token] = kept
            state.order.append(token)
            state.bytes += kept.bytes
        }
        return token
    }

    /// The form under that token, for who gave it alone and on its own page alone.
    func find(_ token: String, at path: String, for person: SignedIn) -> FormData? {
        state.withLock { state in
            guard let kept = state.forms[token], kept.path == path, kept.username == person.username,
                !Self.isOver(kept, clock())
            else { return nil }
            return kept.form
        }
    }

    /// Whether anything is kept under that token; for whom is not told.
    func holds(_ token: String) -> Bool {
        state.withLock { state in state.forms[token].map { !Self.isOver($0, clock()) } ?? false }
    }

    func drop(_ token: String) { state.withLock { $0.drop(token) } }

    private static func isOver(_ kept: Kept, _ now: Timestamp) -> Bool {
        kept.at.adding(seconds: Limits.keptFormSeconds) <= now
    }
}

extension FormData {
    /// Fields that belong to one post alone.
    private static let secrets: Set = [AntiForgery.field, "password", "new_password", "new_password_again", "code"]

    /// Without what must not be kept or shown again.
    var withoutSecrets: FormData {
        var form = self
        form.fields.removeAll { Self.secrets.contains($0.name) }
        return form
    }

    /// Without the files, which a browser cannot be handed back.
    var withoutFiles: FormData { FormData(fields: fields) }

    fileprivate var bytesHeld: Int {
        fields.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 64 }
            + files.reduce(0) { $0 + $1.bytes.count + $1.fileName.utf8.count + 64 }
    }
}
