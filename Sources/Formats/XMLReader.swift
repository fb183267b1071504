// Reads XML into a tree by libxml2's SAX interface: bounded, without DTD, without entities, without network or files.

public import Basics
import CLibXML2

/// Why a file is no XML this product reads; every finding, with its line.
public struct XMLFault: Error, Hashable, CustomStringConvertible {
    public let diagnostics: [Diagnostic]

    public init(diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

    public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}

/// Reads XML 1.0 with namespaces. A document type declaration is refused as such, so there are no entities to expand,
/// and nothing outside the given bytes is ever looked at.
public enum XMLReader {
    /// The root element of `bytes`. `file` only names the source in findings.
    ///
    /// Refuses more than `Limits.xmlBytesMax` bytes, elements nested deeper than `Limits.xmlDepthMax` and those with
    /// more than `Limits.xmlAttributesMax` attributes.
    public static func read(_ bytes: [UInt8], file: String) throws(XMLFault) -> XMLElement {
        guard bytes.count <= Limits.xmlBytesMax else {
            throw fault(file, "the file is larger than \(Limits.xmlBytesMax) bytes")
        }
        if let line = XMLTagScan.crowdedLine(bytes) {
            let what = "an element has more than \(Limits.xmlAttributesMax) attributes"
            throw XMLFault(diagnostics: [Diagnostic(file: file, line: line, what)])
        }
        XMLLibrary.start()
        // The context must hold its own input: an empty buffer is refused by libxml2 without a message.
        guard !bytes.isEmpty, let context = xmlCreateMemoryParserCtxt(bytes, Int32(bytes.count)) else {
            throw fault(file, "the file is empty")
        }
        defer { xmlFreeParserCtxt(context) }
        let builder = XMLTreeBuilder(file: file)
        builder.attach(to: context)
        withExtendedLifetime(builder) { _ = xmlParseDocument(context) }
        xmlFreeDoc(context.pointee.myDoc)
        context.pointee.myDoc = nil
        guard builder.diagnostics.isEmpty, context.pointee.wellFormed == 1, let root = builder.root else {
            throw builder.diagnostics.isEmpty
                ? fault(file, "the file is not well-formed XML") : XMLFault(diagnostics: builder.diagnostics)
        }
        return root
    }

    private static func fault(_ file: String, _ message: String) -> XMLFault {
        XMLFault(diagnostics: [Diagnostic(file: file, line: 0, message)])
    }
}

/// Collects what the parser reports about one document. It lives in the parser context's `_private` for one call.
final class XMLTreeBuilder {
    let file: String
    private(set) var root: XMLElement?
    private(set) var diagnostics: [Diagnostic] = []
    /// The elements that are open, outermost first, with the character data each has so far.
    private var open: [(element: XMLElement, text: [UInt8])] = []

    init(file: String) { self.file = file }

    /// Puts this builder in the place of libxml2's own tree building.
    func attach(to context: xmlParserCtxtPtr) {
        xmlCtxtUseOptions(context, XMLLibrary.options)
        context.pointee._private = Unmanaged.passUnretained(self).toOpaque()
        guard let sax = context.pointee.sax else { return }
        sax.pointee.startElementNs = { context, name, _, uri, declared, namespaces, count, _, attributes in
            XMLTreeBuilder.of(context) {
                $0.start(name, uri, declarations: (namespaces, declared), attributes: (attributes, count), $1)
            }
        }
        sax.pointee.endElementNs = { context, _, _, _ in XMLTreeBuilder.of(context) { builder, _ in builder.end() } }
        sax.pointee.characters = { context, text, length in
            XMLTreeBuilder.of(context) { builder, _ in builder.append(text, length) }
        }
        sax.pointee.ignorableWhitespace = sax.pointee.characters
        sax.pointee.cdataBlock = sax.pointee.characters
        sax.pointee.comment = nil
        sax.pointee.processingInstruction = nil
        sax.pointee.reference = nil
        sax.pointee.externalSubset = nil
        sax.pointee.internalSubset = { context, _, _, _ in
            XMLTreeBuilder.of(context) { $0.refuse("a document type declaration is not allowed", $1) }
        }
        sax.pointee.serror = { context, error in
            XMLTreeBuilder.of(context) { builder, _ in builder.report(error) }
        }
    }

    /// Runs `body` with the builder that the parser context carries.
    private static func of(
        _ context: UnsafeMutableRawPointer?, _ body: (XMLTreeBuilder, xmlParserCtxtPtr) -> Void
    ) {
        guard let context = context?.assumingMemoryBound(to: xmlParserCtxt.self),
            let own = context.pointee._private
        else { return }
        body(Unmanaged<XMLTreeBuilder>.fromOpaque(own).takeUnretainedValue(), context)
    }

    private func start(
        _ name: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?,
        declarations: (UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, Int32),
        attributes: (UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, Int32), _ context: xmlParserCtxtPtr
    ) {
        let line = XMLTreeBuilder.lineOfTag(context)
        guard open.count < Limits.xmlDepthMax else {
            return refuse("elements are nested deeper than \(Limits.xmlDepthMax)", context)
        }
        var element = XMLElement(name: String(xml: name), namespace: String(xml: uri), line: line)
        if let pairs = declarations.0 {
            for index in 0..<Int(declarations.1) {
                element.declarations[String(xml: pairs[2 * index])] = String(xml: pairs[2 * index + 1])
            }
        }
        if let fields = attributes.0 {
            for index in 0..<Int(attributes.1) {
                // Five pointers each: local name, prefix, URI, start and end of the value.
                let at = 5 * index
                guard let from = fields[at + 3], let to = fields[at + 4] else { continue }
                element.attributes.append(
                    XMLAttribute(
                        name: String(xml: fields[at]), namespace: String(xml: fields[at + 2]),
                        value: XMLTreeBuilder.attributeValue(UnsafeBufferPointer(start: from, count: to - from))))
            }
        }
        open.append((element, []))
    }

    private func end() {
        guard case (var element, let text)? = open.popLast() else { return }
        element.text = String(decoding: text, as: UTF8.self)
        if open.isEmpty { root = element } else { open[open.count - 1].element.children.append(element) }
    }

    private func append(_ text: UnsafePointer<xmlChar>?, _ length: Int32) {
        guard let text, !open.isEmpty else { return }
        open[open.count - 1].text.append(contentsOf: UnsafeBufferPointer(start: text, count: Int(length)))
    }

    /// Ends the parsing with a finding at the present line.
    private func refuse(_ message: String, _ context: xmlParserCtxtPtr) {
        diagnostics.append(Diagnostic(file: file, line: XMLTreeBuilder.lineOfTag(context), message))
        xmlStopParser(context)
    }

    private func report(_ error: UnsafeMutablePointer<xmlError>?) {
        guard let finding = XMLLibrary.diagnostic(error, file: file), finding.severity == .error,
            diagnostics.count < Limits.rowProblemsMax
        else { return }
        diagnostics.append(finding)
    }

    /// The line on which the tag being read begins. The parser itself only knows where the tag ends; a `<` cannot stand
    /// inside a tag, so the way back to it counts the lines between.
    private static func lineOfTag(_ context: xmlParserCtxtPtr) -> Int {
        guard let input = context.pointee.input, let base = input.pointee.base, var at = input.pointee.cur else {
            return 0
        }
        var line = Int(input.pointee.line)
        while at > base {
            at -= 1
            if at.pointee == UInt8(ascii: "<") { break }
            if at.pointee == UInt8(ascii: "\n") { line -= 1 }
        }
        return line
    }

    /// An attribute's value. Unless it replaces entities, libxml2 hands over an ampersand as `&#38;` for a later step
    /// that does not happen here; any other reference is resolved already, so this is exact.
    private static func attributeValue(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
        let mark = Array("&#38;".utf8)
        var value: [UInt8] = []
        var index = 0
        while index < bytes.count {
            value.append(bytes[index])
            let isMark = index + mark.count <= bytes.count && bytes[index..<(index + mark.count)].elementsEqual(mark)
            index += isMark ? mark.count : 1
        }
        return String(decoding: value, as: UTF8.self)
    }
}

extension String {
    /// The text of a C string of libxml2, which is always UTF-8; empty for none.
    init(xml pointer: UnsafePointer<xmlChar>?) {
        guard let pointer else {
            self = ""
            return
        }
        self = String(decoding: UnsafeBufferPointer(start: pointer, count: Int(xmlStrlen(pointer))), as: UTF8.self)
    }
}
