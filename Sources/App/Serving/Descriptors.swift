// Descriptors: each connection and each open file takes one, and a process gets a number of them.

import Basics
import Foundation

enum Descriptors {
    /// How many this process may have.
    static var limit: Int {
        var found = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &found)
        return Int(clamping: found.rlim_cur)
    }

    /// Takes as many as are of use and the system allows; the usual limit is meant for programs of one user.
    static func raise() {
        var found = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(resource, &found) == 0 else { return }
        let wanted = rlim_t(Limits.connectionsMax + Limits.descriptorsReserved)
        guard found.rlim_cur < wanted else { return }
        found.rlim_cur = min(wanted, found.rlim_max)
        setrlimit(resource, &found)
    }

    /// Connections that the server takes in all.
    static var connectionsMax: Int {
        min(Limits.connectionsMax, max(limit - Limits.descriptorsReserved, limit / 4))
    }

    /// Connections that one address may have: never so many that others find none.
    static var connectionsOfOneMax: Int { min(Limits.connectionsOfOneMax, max(1, connectionsMax / 4)) }
}
