// The steps by which a copy takes the place of the database, and what a start finds when one was broken off.

import Foundation
import StorageSQLite

/// The files of one restore. The database keeps its name until the copy takes it, in one step: at no moment is there
/// none, or half of one. Whoever takes a step has the database to themselves, or knows that nobody restores
/// (`FileHold`).
struct Restoration {
    let database: String

    /// The copy while it is looked at.
    var incoming: String { database + ".restoring" }
    /// The database that was replaced.
    var aside: String { database + ".before-restore" }

    /// Puts the verified copy in the place of the database, which stays beside it.
    func replace() throws {
        try DatabaseFile.sync(incoming)
        try DatabaseFile.remove(aside)
        if Self.exists(database) {
            try DatabaseFile.keep(database, as: aside)
            // What lies beside the old file must never be applied to the new one.
            for ending in DatabaseFile.endings where Self.exists(database + ending) {
                try DatabaseFile.move(database + ending, to: aside + ending)
            }
        }
        try DatabaseFile.move(incoming, to: database)
    }

    /// Undoes what a restore that was broken off left; `false` when there was nothing.
    func undoBrokenOff() throws -> Bool {
        guard Self.exists(database), Self.exists(incoming) else { return false }
        if DatabaseFile.isSame(database, aside) {
            for ending in DatabaseFile.endings
            where Self.exists(aside + ending) && !Self.exists(database + ending) {
                try DatabaseFile.move(aside + ending, to: database + ending)
            }
        }
        try DatabaseFile.remove(incoming)
        return true
    }

    /// Why there is no database: a new one in the place of one that somebody meant to keep would look like a loss.
    func refuseNew() throws {
        for left in [aside, incoming] where !Self.exists(database) && Self.exists(left) {
            throw CommandFault(
                "there is no \(database), though \(left) lies beside it: a restore was broken off. Restore a copy "
                    + "again, or give \(left) the name of the database; to begin with an empty one, move it away")
        }
    }

    private static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
}
