// Reads the forms that begin with a word: if, for, some, every, function; and the names of types.

import Basics

extension Parser {
    mutating func conditional() throws(FEELSyntaxError) -> Node {
        index += 1
        let condition = try expression()
        try expectWord("then")
        let consequence = try expression()
        try expectWord("else")
        return .conditional(condition, consequence, try expression())
    }

    mutating func loop() throws(FEELSyntaxError) -> Node {
        index += 1
        let iterations = try iterations()
        try expectWord("return")
        let start = index
        let body = try expression()
        return .loop(iterations, body, usesPartial: tokens[start..<index].contains { $0.kind == .word("partial") })
    }

    mutating func quantified(isEvery: Bool) throws(FEELSyntaxError) -> Node {
        index += 1
        let iterations = try iterations()
        try expectWord("satisfies")
        return .quantified(isEvery: isEvery, iterations, try expression())
    }

    private mutating func iterations() throws(FEELSyntaxError) -> [Iteration] {
        var iterations: [Iteration] = []
        repeat {
            let name = try variableName()
            own.add(name)
            try expectWord("in")
            let source = try expression()
            let end = take("..") ? try expression() : nil
            iterations.append(Iteration(name: name, source: source, end: end))
            guard iterations.count <= Limits.feelDepthMax else { throw fault("nested too deeply") }
        } while take(",")
        return iterations
    }

    private mutating func variableName() throws(FEELSyntaxError) -> String {
        var words: [String] = []
        while case .word(let word) = token.kind, word != "in" {
            words.append(word)
            index += 1
        }
        guard !words.isEmpty else { throw fault("expected a variable, found \(found)") }
        return words.joined(separator: " ")
    }

    mutating func functionLiteral() throws(FEELSyntaxError) -> Node {
        index += 1
        try expect("(")
        var parameters: [Parameter] = []
        if !isSymbol(")") {
            repeat {
                var words: [String] = []
                while case .word(let word) = token.kind {
                    words.append(word)
                    index += 1
                }
                guard !words.isEmpty else { throw fault("expected a parameter, found \(found)") }
                let name = words.joined(separator: " ")
                own.add(name)
                parameters.append(Parameter(name: name, type: take(":") ? try type() : nil))
            } while take(",")
        }
        try expect(")")
        if takeWord("external") {
            _ = try expression()
            return .function(parameters, .hopeless(.unsupported, "functions outside FEEL are not supported"))
        }
        return .function(parameters, try expression())
    }

    // MARK: Types

    mutating func type() throws(FEELSyntaxError) -> FEELType {
        let name = try typeName()
        switch name {
        case "list" where isSymbol("<"):
            return .list(try argument())
        case "range" where isSymbol("<"):
            return .range(try argument())
        case "context" where isSymbol("<"):
            return .context(try members())
        case "function" where isSymbol("<"):
            return try functionType()
        case "list", "range", "context", "function": return vocabulary.types[name] ?? .unknown(name)
        default: return vocabulary.types[name] ?? FEELType(name: name) ?? .unknown(name)
        }
    }

    private mutating func typeName() throws(FEELSyntaxError) -> String {
        if takeWord("function") { return "function" }
        if takeWord("null") { return "Null" }
        var name = ""
        repeat {
            if let known = Vocabulary.builtin.match(tokens, at: index) ?? localName() {
                index += known.count
                name += known.name
            } else {
                var words: [String] = []
                while case .word(let word) = token.kind, words.isEmpty || !Parser.keywords.contains(word) {
                    words.append(word)
                    index += 1
                }
                guard !words.isEmpty else { throw fault("expected a type, found \(found)") }
                name += words.joined(separator: " ")
            }
            guard isSymbol(".") else { return name }
            index += 1
            name += "."
        } while true
    }

    private mutating func argument() throws(FEELSyntaxError) -> FEELType {
        try expect("<")
        let element = try type()
        try expect(">")
        return element
    }

    private mutating func members() throws(FEELSyntaxError) -> [String: FEELType] {
        try expect("<")
        var members: [String: FEELType] = [:]
        repeat {
            var words: [String] = []
            while case .word(let word) = token.kind {
                words.append(word)
                index += 1
            }
            try expect(":")
            members[words.joined(separator: " ")] = try type()
        } while take(",")
        try expect(">")
        return members
    }

    private mutating func functionType() throws(FEELSyntaxError) -> FEELType {
        try expect("<")
        var parameters: [FEELType.Parameter] = []
        if !isSymbol(">") {
            repeat { parameters.append(FEELType.Parameter(type: try type())) } while take(",")
        }
        try expect(">")
        try expect("->")
        return .function(parameters, try type())
    }
}
