// Calls: what is called, and whether it takes such arguments.

extension Inspection {
    mutating func type(ofCall callee: Node, _ arguments: [Node], _ names: KnownNames) -> FEELType {
        let types = arguments.map { type(of: $0, names) }
        if let (name, function) = builtin(callee, names) {
            guard function.signatures.contains(where: { $0.takes(types.count) }) else {
                let counts = function.signatures.map(\.countText).sorted()
                report(.arguments, "'\(name)' takes \(counts.unique.joined(separator: " or ")), not \(types.count)")
                return .any
            }
            inspect(conversion: Node.call(callee, arguments), name, arguments)
            return BuiltinResults.type(of: name, types, Node.call(callee, arguments).constant)
        }
        guard case .function(let parameters, let result) = typeOfCallee(callee, names) else { return .any }
        if parameters.count != types.count {
            let wanted = "\(parameters.count) argument\(parameters.count == 1 ? "" : "s")"
            report(.arguments, "\(callee.calledName) takes \(wanted), not \(types.count)")
        }
        for (parameter, type) in zip(parameters, types) { fit(type, parameter, callee) }
        return result
    }

    mutating func type(
        ofCall callee: Node, named arguments: [(name: String, value: Node)], _ names: KnownNames
    ) -> FEELType {
        let types = arguments.map { type(of: $0.value, names) }
        let given = arguments.map(\.name)
        if let twice = given.first(where: { name in given.count { $0 == name } > 1 }) {
            report(.arguments, "\(callee.calledName) is given '\(twice)' twice")
            return .any
        }
        if let (name, function) = builtin(callee, names) {
            if function.signatures.contains(where: { $0.takes(names: given) }) {
                return BuiltinResults.type(of: name, types, nil)
            }
            inspect(given, parameters: function.signatures.flatMap(\.parameters), callee)
            return .any
        }
        guard case .function(let parameters, let result) = typeOfCallee(callee, names) else { return .any }
        let known = parameters.compactMap(\.name)
        if known.count == parameters.count { inspect(given, parameters: known, callee, needsAll: true) }
        for (name, type) in zip(given, types) {
            if let parameter = parameters.first(where: { $0.name == name }) { fit(type, parameter, callee) }
        }
        return result
    }

    /// An argument that can never be what the parameter wants makes the call null.
    private mutating func fit(_ type: FEELType, _ parameter: FEELType.Parameter, _ callee: Node) {
        guard !type.mayBe(parameter.type) else { return }
        let name = parameter.name.map { " as '\($0)'" } ?? ""
        report(.types, "\(callee.calledName) wants \(parameter.type.phrase)\(name), not \(type.phrase)")
    }

    /// The built-in function that a call names, where nothing hides it.
    private func builtin(_ callee: Node, _ names: KnownNames) -> (String, Function)? {
        guard case .name(let name) = callee, case .builtin(let function) = names.meaning(of: name) else { return nil }
        return (name, function)
    }

    private mutating func typeOfCallee(_ callee: Node, _ names: KnownNames) -> FEELType {
        let type: FEELType
        if case .name(let name) = callee {
            switch names.meaning(of: name) {
            case .known(let known): type = known.base
            case .path: type = self.type(of: callee, names).base
            case .builtin, .perhaps: type = .any
            case .nothing:
                report(.function, unknown: "function", name, names)
                return .any
            }
        } else {
            type = self.type(of: callee, names).base
        }
        if let kind = type.kind, kind != .function {
            report(.function, "\(callee.calledName) is \(type.phrase), and no function")
        }
        return type
    }

    /// Names that the function does not have; where it has them all, those that are missing.
    private mutating func inspect(
        _ given: [String], parameters: [String], _ callee: Node, needsAll: Bool = false
    ) {
        let unknown = given.filter { !parameters.contains($0) }
        for name in unknown {
            let hint = NearName.hint(name, among: parameters)
            report(.arguments, "\(callee.calledName) has no parameter '\(name)'\(hint)")
        }
        guard unknown.isEmpty else { return }
        if needsAll {
            for name in parameters where !given.contains(name) {
                report(.arguments, "\(callee.calledName) is not given '\(name)'")
            }
        } else {
            report(.arguments, "\(callee.calledName) cannot be called with \(given.joined(separator: ", "))")
        }
    }

    /// A date, time or duration made of literals that name none.
    private mutating func inspect(conversion call: Node, _ name: String, _ arguments: [Node]) {
        guard let value = call.constant, value.isNull else { return }
        let texts = arguments.compactMap(\.constant)
        guard texts.count == arguments.count, !texts.contains(where: \.isNull) else { return }
        report(.literal, "\(name)(\(texts.map(\.literal).joined(separator: ", "))) names no value")
    }
}

extension Node {
    /// How a message names what is called.
    fileprivate var calledName: String {
        switch self {
        case .name(let name): "'\(name)'"
        case .path(_, let name): "'\(name)'"
        default: "the function"
        }
    }
}

extension Signature {
    fileprivate func takes(_ count: Int) -> Bool {
        switch arity {
        case .fixed: (required...parameters.count).contains(count)
        case .gathered, .open: count >= required
        }
    }

    /// Whether a call with these names can yield anything.
    fileprivate func takes(names: [String]) -> Bool {
        names.allSatisfy(parameters.contains) && parameters.prefix(required).allSatisfy(names.contains)
    }

    /// `2 or 3 arguments`
    fileprivate var countText: String {
        let last = parameters.count
        return switch arity {
        case .gathered, .open: "\(required) or more arguments"
        case .fixed where required == last: last == 1 ? "1 argument" : "\(last == 0 ? "no" : "\(last)") arguments"
        case .fixed where required + 1 == last: "\(required) or \(last) arguments"
        case .fixed: "\(required) to \(last) arguments"
        }
    }
}

extension [String] {
    /// Without what is the same as its neighbour.
    fileprivate var unique: [String] {
        reduce(into: []) { list, text in if list.last != text { list.append(text) } }
    }
}
