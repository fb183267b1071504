// Calls: what is called, and whether it takes such arguments.

extension Inspection {
    /// What is called.
    struct Callee {
        /// How a message names it.
        let title: String
        let type: FEELType
        /// The built-in function that it names, where nothing hides it.
        var builtin: (name: String, function: Function)?
    }

    /// What a name stands for that is called right behind; `nil` where it is not.
    mutating func callee(named name: String, before link: Link, _ names: KnownNames) -> Callee? {
        switch link {
        case .call, .callNamed: break
        default: return nil
        }
        switch names.meaning(of: name) {
        case .known(let known): return callee(known, named: name)
        case .path: return callee(type(of: .name(name), names), named: name)
        case .builtin(let function): return Callee(title: "'\(name)'", type: .any, builtin: (name, function))
        case .perhaps: break
        case .nothing: report(.function, unknown: "function", name, names)
        }
        return Callee(title: "'\(name)'", type: .any)
    }

    mutating func callee(_ type: FEELType, named name: String?) -> Callee {
        let callee = Callee(title: name.map { "'\($0)'" } ?? "the function", type: type.base)
        if let kind = type.kind, kind != .function {
            report(.function, "\(callee.title) is \(type.base.phrase), and no function")
        }
        return callee
    }

    mutating func type(ofCall link: Link, of callee: Callee, _ names: KnownNames) -> FEELType {
        switch link {
        case .call(let arguments): type(of: callee, arguments, names)
        case .callNamed(let arguments): type(of: callee, named: arguments, names)
        default: .any
        }
    }

    private mutating func type(of callee: Callee, _ arguments: [Node], _ names: KnownNames) -> FEELType {
        let types = arguments.map { type(of: $0, names) }
        if let (name, function) = callee.builtin {
            guard function.signatures.contains(where: { $0.takes(types.count) }) else {
                let counts = function.signatures.map(\.countText).sorted()
                report(.arguments, "'\(name)' takes \(counts.unique.joined(separator: " or ")), not \(types.count)")
                return .any
            }
            let constant = Node.chain(.name(name), [.call(arguments)]).constant
            inspect(conversion: constant, name, arguments)
            return BuiltinResults.type(of: name, types, constant)
        }
        guard case .function(let parameters, let result) = callee.type else { return .any }
        if parameters.count != types.count {
            let wanted = "\(parameters.count) argument\(parameters.count == 1 ? "" : "s")"
            report(.arguments, "\(callee.title) takes \(wanted), not \(types.count)")
        }
        for (parameter, type) in zip(parameters, types) { fit(type, parameter, callee) }
        return result
    }

    private mutating func type(
        of callee: Callee, named arguments: [(name: String, value: Node)], _ names: KnownNames
    ) -> FEELType {
        let types = arguments.map { type(of: $0.value, names) }
        let given = arguments.map(\.name)
        var seen: Set<String> = []
        if let twice = given.first(where: { !seen.insert($0).inserted }) {
            report(.arguments, "\(callee.title) is given '\(twice)' twice")
            return .any
        }
        if let (name, function) = callee.builtin {
            if function.signatures.contains(where: { $0.takes(names: given) }) {
                return BuiltinResults.type(of: name, types, nil)
            }
            inspect(given, parameters: function.signatures.flatMap(\.parameters), callee)
            return .any
        }
        guard case .function(let parameters, let result) = callee.type else { return .any }
        let known = parameters.compactMap(\.name)
        if known.count == parameters.count { inspect(given, parameters: known, callee, needsAll: true) }
        for (name, type) in zip(given, types) {
            if let parameter = parameters.first(where: { $0.name == name }) { fit(type, parameter, callee) }
        }
        return result
    }

    /// An argument that can never be what the parameter wants makes the call null.
    private mutating func fit(_ type: FEELType, _ parameter: FEELType.Parameter, _ callee: Callee) {
        guard !type.mayBe(parameter.type) else { return }
        let name = parameter.name.map { " as '\($0)'" } ?? ""
        report(.types, "\(callee.title) wants \(parameter.type.phrase)\(name), not \(type.phrase)")
    }

    /// Names that the function does not have; where it has them all, those that are missing.
    private mutating func inspect(
        _ given: [String], parameters: [String], _ callee: Callee, needsAll: Bool = false
    ) {
        let unknown = given.filter { !parameters.contains($0) }
        for name in unknown {
            let hint = NearName.hint(name, among: parameters)
            report(.arguments, "\(callee.title) has no parameter '\(name)'\(hint)")
        }
        guard unknown.isEmpty else { return }
        if needsAll {
            for name in parameters where !given.contains(name) {
                report(.arguments, "\(callee.title) is not given '\(name)'")
            }
        } else {
            report(.arguments, "\(callee.title) cannot be called with \(given.joined(separator: ", "))")
        }
    }

    /// A date, time or duration made of literals that name none.
    private mutating func inspect(conversion constant: Value?, _ name: String, _ arguments: [Node]) {
        guard let constant, constant.isNull else { return }
        let texts = arguments.compactMap(\.constant)
        guard texts.count == arguments.count, !texts.contains(where: \.isNull) else { return }
        report(.literal, "\(name)(\(texts.map(\.literal).joined(separator: ", "))) names no value")
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
