// The tree that an XML file is read into: plain values, with the line every element stands on.

/// One attribute of an element.
public struct XMLAttribute: Hashable, Sendable {
    /// The local name, without a prefix.
    public var name: String
    /// The namespace's URI; empty for an attribute without a prefix.
    public var namespace: String
    public var value: String

    public init(name: String, namespace: String = "", value: String) {
        self.name = name
        self.namespace = namespace
        self.value = value
    }
}

/// One element with what it holds. Comments and processing instructions are not kept.
public struct XMLElement: Hashable, Sendable {
    /// The local name, without a prefix.
    public var name: String
    /// The namespace's URI, or empty.
    public var namespace: String
    /// In the order of the file, namespace declarations left out.
    public var attributes: [XMLAttribute]
    public var children: [XMLElement]
    /// The element's own character data joined, with white space as it stands in the file.
    public var text: String
    /// The 1-based line on which the element's tag begins.
    public var line: Int
    /// The namespaces this element itself declares: prefix (empty for the default one) and URI. Values of some formats
    /// (`xsi:type`, a FEEL `typeRef`) are written with prefixes.
    public var declarations: [String: String]

    public init(
        name: String, namespace: String = "", attributes: [XMLAttribute] = [], children: [XMLElement] = [],
        text: String = "", line: Int = 0, declarations: [String: String] = [:]
    ) {
        self.name = name
        self.namespace = namespace
        self.attributes = attributes
        self.children = children
        self.text = text
        self.line = line
        self.declarations = declarations
    }

    /// The value of the attribute with that local name and namespace.
    public func attribute(_ name: String, namespace: String = "") -> String? {
        attributes.first { $0.name == name && $0.namespace == namespace }?.value
    }

    /// The children with that local name, of any namespace unless one is given.
    public func children(_ name: String, namespace: String? = nil) -> [XMLElement] {
        children.filter { $0.isNamed(name, namespace: namespace) }
    }

    /// The first child with that local name, of any namespace unless one is given.
    public func first(_ name: String, namespace: String? = nil) -> XMLElement? {
        children.first { $0.isNamed(name, namespace: namespace) }
    }

    private func isNamed(_ name: String, namespace: String?) -> Bool {
        self.name == name && (namespace == nil || self.namespace == namespace)
    }
}
