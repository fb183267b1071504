// A command that cannot be done.

/// A reason in one line; the program prints it on standard error and exits with 1.
struct CommandFault: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
