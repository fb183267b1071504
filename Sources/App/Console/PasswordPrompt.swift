// Reading a password: from the terminal without echo, or from standard input for scripts. Never from an argument, which
// every user of the machine could see.

import Foundation

enum PasswordPrompt {
    static func read() throws -> String {
        guard isatty(0) == 1 else {
            guard let line = readLine() else { throw CommandFault("no password on standard input") }
            return line
        }
        let first = try ask("Password: ")
        guard try ask("Again: ") == first else { throw CommandFault("the two passwords differ") }
        return first
    }

    private static func ask(_ prompt: String) throws -> String {
        Output.bytes(Array(prompt.utf8))
        var before = termios()
        guard tcgetattr(0, &before) == 0 else { throw CommandFault("the terminal cannot be silenced") }
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        guard tcsetattr(0, TCSAFLUSH, &silent) == 0 else { throw CommandFault("the terminal cannot be silenced") }
        defer {
            tcsetattr(0, TCSAFLUSH, &before)
            Output.line("")
        }
        guard let line = readLine() else { throw CommandFault("no password was typed") }
        return line
    }
}
