// Pieces of text among the bytes of a file.

/// What stands at the beginning of a UTF-8 file that wants to be known for one.
let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

extension ArraySlice<UInt8> {
    /// How far from the beginning `needle`, which must hold something, is first found; `nil` where it is not. Files are
    /// large and unoptimised builds slow, so it looks at the bytes where they lie.
    public func offset(of needle: [UInt8]) -> Int? {
        needle.withUnsafeBufferPointer { needle in
            withUnsafeBufferPointer { bytes in
                var index = 0
                let last = bytes.count - needle.count
                while index <= last {
                    if bytes[index] == needle[0] {
                        var length = 1
                        while length < needle.count, bytes[index + length] == needle[length] { length += 1 }
                        if length == needle.count { return index }
                    }
                    index += 1
                }
                return nil
            }
        }
    }
}
