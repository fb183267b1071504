// What commands say: results on standard output, unbuffered, so that a script sees each line when it is there.

import Foundation

enum Output {
    static func line(_ text: String) { bytes(Array("\(text)\n".utf8)) }

    static func bytes(_ bytes: [UInt8]) { write(bytes, to: 1) }

    /// A reason, a warning, progress: what is no result.
    static func remark(_ text: String) { write(Array("\(text)\n".utf8), to: 2) }

    /// A reader who went away (a closed pipe) is nothing to report: there is nobody left to tell.
    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let count = Foundation.write(descriptor, buffer.baseAddress! + done, buffer.count - done)
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { return }
                done += count
            }
        }
    }
}
