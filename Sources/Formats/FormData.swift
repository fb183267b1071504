// What a browser sent with a form, whichever of the two encodings it used.

/// The fields of a form in the order they came, and its files.
public struct FormData: Sendable, Hashable {
    public struct Field: Sendable, Hashable {
        public var name: String
        public var value: String

        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    public var fields: [Field]
    public var files: [UploadedFile]

    public init(fields: [Field] = [], files: [UploadedFile] = []) {
        self.fields = fields
        self.files = files
    }

    /// The first value of that name, as it came.
    public func first(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    /// All values of that name, in order.
    public func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    /// All files of that field, in order.
    public func allFiles(_ name: String) -> [UploadedFile] { files.filter { $0.field == name } }

    /// The file of that field, unless the person chose none.
    public func file(_ name: String) -> UploadedFile? { files.first { $0.field == name } }
}

/// A file of a form. Name and type are what the browser claims; nothing may rely on them.
public struct UploadedFile: Sendable, Hashable {
    public var field: String
    /// The last part of the name, without folders.
    public var fileName: String
    public var contentType: String
    public var bytes: [UInt8]

    public init(field: String, fileName: String, contentType: String, bytes: [UInt8]) {
        self.field = field
        self.fileName = fileName
        self.contentType = contentType
        self.bytes = bytes
    }
}

/// Why a form cannot be read.
public enum FormDataFault: Error, Sendable, Hashable {
    /// The body, or one text, is larger than the form may be.
    case tooLarge
    /// One file is larger than files may be here.
    case fileTooLarge(field: String)
    /// More fields or files than any form of ours has.
    case tooManyFields
    /// Not the encoding it says it is.
    case malformed
    /// Neither of the two encodings of forms.
    case unsupported
}

/// How much a form may hold.
public struct FormBounds: Sendable, Hashable {
    /// All bytes of the body.
    public var bytesMax: Int
    /// Bytes of one text.
    public var textBytesMax: Int
    /// Bytes of one file; 0 where the form takes none.
    public var fileBytesMax: Int
    public var filesMax: Int
    public var fieldsMax: Int

    public init(bytesMax: Int, textBytesMax: Int, fileBytesMax: Int, filesMax: Int, fieldsMax: Int) {
        self.bytesMax = bytesMax
        self.textBytesMax = textBytesMax
        self.fileBytesMax = fileBytesMax
        self.filesMax = filesMax
        self.fieldsMax = fieldsMax
    }
}
