// A server of PostgreSQL that lives as long as the tests, with a database for each store.

import CPostgres
import Foundation
import Programs

/// Started once for a process, in a folder of its own and on a socket in it; it goes, folder and all, when the process
/// does, however that ends.
public final class PostgresServer: Sendable {
    private static let starting = Task { try await PostgresServer() }

    /// The server of this process, started by whoever asks first.
    public static var shared: PostgresServer {
        get async throws { try await starting.value }
    }

    private static let startingPair = Task { try await PostgresServer(tcpPort: Int.random(in: 20_000...30_000)) }

    /// Another server of this process that takes TLS on a port of this machine and has a standby: for tests that change
    /// what concerns a whole server.
    public static var pair: PostgresServer {
        get async throws { try await startingPair.value }
    }

    /// One that is the caller's alone, for faults of a whole server; with a disk of so many megabytes for its data,
    /// where this machine lets us mount one (`SmallDisk.isMountable`).
    public static func own(diskMegabytes: Int? = nil) async throws -> PostgresServer {
        try await PostgresServer(diskMegabytes: diskMegabytes)
    }

    private let folder: String
    private let port: Int
    /// Whether it takes TLS on its port, and has a standby.
    private let isPair: Bool
    /// As long as this end is open, the server stays. It takes orders, a word a line.
    private let hold: FileHandle
    /// What the script says: that it is ready, or has done what it was told.
    private let answers: FileHandle

    /// Makes an empty database and gives its address.
    public func makeDatabase(encoding: String = "UTF8", locale: String = "C") async throws -> String {
        let name = "test_\(UUID().uuidString.replacing("-", with: "").lowercased())"
        try await administer(
            "CREATE DATABASE \(name) TEMPLATE template0 ENCODING '\(encoding)' LOCALE '\(locale)'")
        return address(of: name)
    }

    /// Makes a database with all that another one has, to which nobody may be connected.
    public func makeCopy(of database: String) async throws -> String {
        let name = "test_\(UUID().uuidString.replacing("-", with: "").lowercased())"
        try await administer("CREATE DATABASE \(name) TEMPLATE \(Self.name(of: database))")
        return address(of: name)
    }

    /// Removes a database, though somebody may be connected still.
    public func removeDatabase(_ address: String) async throws {
        let name = Self.name(of: address)
        try await administer("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
    }

    /// Runs one statement outside of any store and of any transaction, and gives the first field of its answer.
    @discardableResult
    public func administer(_ statement: String, in database: String? = nil) async throws -> String {
        let address = database ?? address(of: "postgres")
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try Self.perform(statement, at: address) })
            }
        }
    }

    /// A line to the server that can be cut, and the address of that database through it.
    public func proxy(to database: String) throws -> (line: WireProxy, address: String) {
        let line = try WireProxy(to: "\(folder)/.s.PGSQL.\(port)")
        let name = Self.name(of: database)
        return (
            line,
            "postgresql://postgres@127.0.0.1:\(line.port)/\(name)?sslmode=disable&gssencmode=disable&connect_timeout=0"
        )
    }

    /// The address of the same database on the standby.
    public func standbyAddress(of database: String) -> String {
        "postgresql:///\(Self.name(of: database))?host=\(folder)&port=\(port + 1)&user=postgres&connect_timeout=0"
    }

    /// The address of a database by TLS, with the certificate that is trusted: that of the server, or another one.
    public func secureAddress(of database: String, host: String = "localhost", trusting file: String) -> String {
        "postgresql://postgres@\(host):\(port)/\(Self.name(of: database))?hostaddr=127.0.0.1&sslmode=verify-full"
            + "&sslrootcert=\(folder)/\(file)&connect_timeout=0"
    }

    private static func name(of address: String) -> Substring {
        address.dropFirst("postgresql:///".count).prefix { $0 != "?" }
    }

    /// However long a busy machine takes to let somebody in: no test fails on that.
    private func address(of database: String) -> String {
        "postgresql:///\(database)?host=\(folder)&port=\(port)&user=postgres&connect_timeout=0"
    }

    private static func perform(_ statement: String, at address: String) throws -> String {
        let connection = PQconnectdb(address)
        defer { PQfinish(connection) }
        PQsetNoticeReceiver(connection, { _, _ in }, nil)
        let result = PQexec(connection, statement)
        defer { PQclear(result) }
        guard [PGRES_COMMAND_OK, PGRES_TUPLES_OK].contains(PQresultStatus(result)) else {
            throw ProgramFailure(description: "\(statement): \(String(cString: PQerrorMessage(connection)))")
        }
        return PQntuples(result) > 0 ? String(cString: PQgetvalue(result, 0, 0)) : ""
    }

    // MARK: Starting

    private init(tcpPort: Int? = nil, diskMegabytes: Int? = nil) async throws {
        port = tcpPort ?? 5432
        isPair = tcpPort != nil
        folder = try Program.temporaryFolder()
        let (input, output) = (Pipe(), Pipe())
        hold = input.fileHandleForWriting
        answers = output.fileHandleForReading
        // Programs that tests start must not keep it open.
        _ = fcntl(hold.fileDescriptor, F_SETFD, FD_CLOEXEC)
        let arguments = [try Self.programs(), folder, "\(port)", isPair ? "pair" : ""]
        var command = ["/bin/sh", "-c", Self.script, "sh"] + arguments
        // The server refuses to be run by root.
        if getuid() == 0 {
            let user = try await Program.run(tool: "/usr/bin/chown", ["postgres", folder])
            guard user.status == 0 else { throw ProgramFailure(description: user.errors) }
            command = ["/usr/sbin/runuser", "-u", "postgres", "--"] + command
        }
        if let diskMegabytes {
            let mount = #"mkdir "$1/disk" && mount -t tmpfs -o "size=$2m,mode=0777" tmpfs "$1/disk" && shift 2 && "$@""#
            command = ["/usr/bin/unshare", "-m", "/bin/sh", "-c", mount, "sh", folder, "\(diskMegabytes)"] + command
        }
        let said = output.fileHandleForWriting.fileDescriptor
        _ = try ChildProcess(
            command[0], Array(command.dropFirst()), environment: ProcessInfo.processInfo.environment, in: folder,
            input: input.fileHandleForReading.fileDescriptor, output: said, errors: said)
        try input.fileHandleForReading.close()
        try output.fileHandleForWriting.close()
        try await hear("ready")
    }

    /// Waits until the script says that word.
    private func hear(_ word: String) async throws {
        let answer = await withCheckedContinuation { continuation in
            DispatchQueue.global().async { [answers] in
                continuation.resume(returning: Self.read(answers, until: "\(word)\n"))
            }
        }
        guard answer.hasSuffix("\(word)\n") else {
            throw ProgramFailure(description: "PostgreSQL is not \(word): \(answer)")
        }
    }

    /// What the server has said, for who wonders why it ended.
    public var log: String { (try? String(contentsOfFile: "\(folder)/server.log", encoding: .utf8)) ?? "" }

    /// What can be done to a server of one's own.
    public enum Order: String, Sendable {
        /// Ends it as an administrator does who cannot wait: every connection is cut.
        case stop
        /// Ends it as a fall of the machine does, as far as processes go.
        case crash
        case start
        /// Leaves no room on its disk, and gives it back.
        case fill, free
    }

    /// Returns once it is done.
    public func order(_ order: Order) async throws {
        try hold.write(contentsOf: Array("\(order.rawValue)\n".utf8))
        try await hear("done \(order.rawValue)")
    }

    /// What is written up to that end, or to the end of all.
    private static func read(_ handle: FileHandle, until end: String) -> String {
        var said = ""
        while !said.hasSuffix(end) {
            let more = handle.availableData
            if more.isEmpty { break }
            said += String(decoding: more, as: UTF8.self)
        }
        return said
    }

    /// The folder with the programs of the server.
    private static func programs() throws -> String {
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        guard let newest = versions.compactMap({ Int($0) }).max() else {
            throw ProgramFailure(description: "PostgreSQL is not installed: .ci/packages test")
        }
        return "/usr/lib/postgresql/\(newest)/bin"
    }

    /// Takes orders until the test process is gone, then stops the server. Nothing of it has to survive, so it need
    /// not wait for the disk; what the driver sets for itself is looked at by tests.
    private static let script = """
        set -u
        trap '' INT TERM HUP
        programs=$1 folder=$2 port=$3 pair=$4
        umask 077
        data="$folder/data"
        # With its journal elsewhere: a server whose journal finds no room ends, however little it had to write.
        [ -d "$folder/disk" ] && data="$folder/disk/data"
        "$programs/initdb" --pgdata "$data" --waldir "$folder/journal" --username postgres --auth trust --locale C \\
            --encoding UTF8 --no-sync >"$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log"; exit 1; }
        settings="-c fsync=off -c full_page_writes=off -c max_connections=2000"
        if [ -n "$pair" ]; then
            for name in server other; do
                openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost \\
                    -addext subjectAltName=DNS:localhost -keyout "$folder/$name.key" -out "$folder/$name.crt" \\
                    2>"$folder/openssl.log" || { cat "$folder/openssl.log"; exit 1; }
            done
            settings="$settings -c listen_addresses=127.0.0.1 -c wal_level=replica -c max_wal_senders=4
                -c ssl=on -c ssl_cert_file=$folder/server.crt -c ssl_key_file=$folder/server.key"
        else
            settings="$settings -c listen_addresses= -c wal_level=minimal -c max_wal_senders=0"
        fi
        # On a full disk a checkpoint ends the server, and who connects after a vacuum of the catalogue is refused. Both
        # come by themselves to a test that takes some minutes on a busy machine.
        [ -d "$folder/disk" ] && settings="$settings -c autovacuum=off -c checkpoint_timeout=1d"
        start() {
            "$programs/postgres" -D "$data" -k "$folder" -p "$port" $settings >>"$folder/server.log" 2>&1 </dev/null &
            server=$!
            until "$programs/pg_isready" --quiet --host "$folder" --port "$port"; do
                kill -0 $server 2>/dev/null || { cat "$folder/server.log"; exit 1; }
                sleep 0.1
            done
        }
        standby=
        start
        if [ -n "$pair" ]; then
            "$programs/pg_basebackup" --pgdata "$folder/standby" --host "$folder" --port "$port" --username postgres \\
                --write-recovery-conf --checkpoint fast --no-sync >"$folder/copy.log" 2>&1 \\
                || { cat "$folder/copy.log"; exit 1; }
            "$programs/postgres" -D "$folder/standby" -k "$folder" -p $((port + 1)) -c fsync=off \\
                -c max_connections=2000 -c listen_addresses= >"$folder/standby.log" 2>&1 </dev/null &
            standby=$!
            until "$programs/pg_isready" --quiet --host "$folder" --port $((port + 1)); do
                kill -0 $standby 2>/dev/null || { cat "$folder/standby.log"; exit 1; }
                sleep 0.1
            done
        fi
        echo ready
        while read -r order; do
            case $order in
            stop) kill -INT $server; wait $server ;;
            crash) kill -QUIT $server; wait $server ;;
            start) start ;;
            fill) cat /dev/zero 2>/dev/null >"$folder/disk/filler" ;;
            free) rm "$folder/disk/filler" ;;
            esac
            echo "done $order"
        done
        kill -QUIT $server $standby
        wait $server $standby
        cd /
        rm -rf "$folder"
        """
}
