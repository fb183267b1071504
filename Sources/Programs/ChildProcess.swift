// Programs of the system, run beside this one.

import CSpawn
import Foundation
import Synchronization

/// A program that runs as a child.
///
/// `Foundation.Process` reads the list of this process's descriptors before each start, and reads beyond the end of
/// that list when it is long: with some 1,400 connections open it may end the server. Here the system itself keeps the
/// descriptors from the child.
public final class ChildProcess: Sendable {
    public let id: Int32
    /// The code with which it ended; 128 and the number of the signal where one ended it.
    private let status = Mutex<Int32?>(nil)

    /// That a program could not be started, with the number the system gave for it (`errno`).
    public struct Fault: Error, Hashable, Sendable {
        public let path: String
        public let number: Int32
    }

    /// Starts a program. Of the descriptors of this process it gets those given and no others; what is not given is
    /// `/dev/null`. They stay the caller's to close.
    /// - Parameter environment: all the variables it has.
    /// - Parameter folder: where it works; where this process does unless given.
    public init(
        _ path: String, _ arguments: [String], environment: [String: String], in folder: String? = nil,
        input: Int32? = nil, output: Int32? = nil, errors: Int32? = nil
    ) throws(Fault) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, given) in [input, output, errors].enumerated() {
            let (number, mode) = (Int32(number), number == 0 ? O_RDONLY : O_WRONLY)
            if let given {
                posix_spawn_file_actions_adddup2(&actions, given, number)
            } else {
                posix_spawn_file_actions_addopen(&actions, number, "/dev/null", mode, 0)
            }
        }
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        if let folder { posix_spawn_file_actions_addchdir_np(&actions, folder) }

        // Signals are as a program finds them at its start: threads of ours hold some back.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        let words = ([path] + arguments).map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var id: pid_t = 0
        let number = posix_spawn(&id, path, &actions, &attributes, words, variables)
        guard number == 0 else { throw Fault(path: path, number: number) }
        self.id = id
    }

    /// Waits until it has ended. Blocks the thread.
    @discardableResult
    public func wait() -> Int32 {
        while true {
            // Only looked at, so that the number stays the child's until it is known here that it has ended.
            var information = siginfo_t()
            _ = waitid(P_PID, id_t(id), &information, WEXITED | WNOWAIT)
            if let status = ended() { return status }
        }
    }

    /// The code with which it ended; `nil` while it runs.
    public func ended() -> Int32? {
        status.withLock { status in
            if let status { return status }
            var found: Int32 = 0
            guard waitpid(id, &found, WNOHANG) == id else { return nil }
            let signal = found & 0x7F
            status = signal == 0 ? (found >> 8) & 0xFF : 128 + signal
            return status
        }
    }

    /// Sends it a signal, if it has not ended.
    public func signal(_ number: Int32) {
        status.withLock { if $0 == nil { _ = kill(id, number) } }
    }
}
