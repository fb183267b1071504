// Finds elements that cannot be told apart, and decisions that need themselves.

import Basics
import FEEL
import Formats

extension DecisionLoading {
    /// The elements of the graph that are known by their names.
    private static let named: Set<String> = ["inputData", "decision", "businessKnowledgeModel", "decisionService"]
    /// Who has that many circles in one file needs no more of them told.
    private static let circlesMax = 20

    /// Ids and names must be given once: of two elements with one id the second could never be asked for.
    mutating func checkUniqueness(_ root: XMLElement) {
        var lines: [String: Int] = [:]
        var names: [String: XMLElement] = [:]
        for element in root.children where element.namespace == root.namespace {
            let owner = id(element)
            checkIDs(element, of: owner, &lines)
            guard Self.named.contains(element.name) else { continue }
            let name = name(of: element)
            guard let other = names.updateValue(element, forKey: name) else { continue }
            let what = "the name '\(name)' is that of the element on line \(other.line) already"
            let diagnostic = Diagnostic(file: file, line: element.line, element: owner, what)
            diagnostics.append(diagnostic)
            for id in [owner, id(other)] { spoil(id, diagnostic) }
        }
    }

    /// Inside an element ids only matter to those who point at them: that is no reason to refuse a decision.
    private mutating func checkIDs(_ element: XMLElement, of owner: String, _ lines: inout [String: Int]) {
        if let id = element.attribute("id"), let line = lines.updateValue(element.line, forKey: id) {
            let what = "the id '\(id)' is used on line \(line) already"
            let diagnostic = Diagnostic(file: file, line: element.line, element: id, what)
            if id == owner { spoil(id, diagnostic) }
            if id == owner || isStrict { diagnostics.append(diagnostic) }
        }
        for child in element.children where child.namespace == element.namespace { checkIDs(child, of: owner, &lines) }
    }

    /// Nothing may need itself, however far round. Only a knowledge model may by its own name: it calls itself with
    /// other arguments.
    mutating func checkCircles(_ model: DecisionModel) {
        let circular = model.circularIDs
        var told: Set<String> = []
        var count = 0
        let decisions = model.own.decisions.map { (id: $0.id, line: $0.line, what: "the decision '\($0.name)'") }
        let knowledge = model.own.knowledge.map { (id: $0.id, line: $0.line, what: "the knowledge model '\($0.name)'") }
        for element in decisions + knowledge where circular.contains(element.id) && !told.contains(element.id) {
            guard count < Self.circlesMax, let circle = model.circle(from: element.id, within: circular) else {
                continue
            }
            count += 1
            let names = circle.compactMap { model.name(of: $0) }.joined(separator: " > ")
            let what = "\(element.what) requires itself: \(names)"
            let diagnostic = Diagnostic(file: file, line: element.line, element: element.id, what)
            diagnostics.append(diagnostic)
            for id in circle where told.insert(id).inserted { spoil(id, diagnostic) }
        }
    }
}

extension DecisionModel {
    /// The ids on circles of requirements, and between circles: what is left when all is taken away that needs nothing,
    /// over and over.
    fileprivate var circularIDs: Set<String> {
        var counts: [String: Int] = [:]
        var users: [String: [String]] = [:]
        for id in own.ids {
            let targets = steps(from: id)
            counts[id] = targets.count
            for target in targets { users[target, default: []].append(id) }
        }
        var free = counts.filter { $0.value == 0 }.map(\.key)
        while let id = free.popLast() {
            counts[id] = nil
            for user in users[id] ?? [] {
                counts[user]? -= 1
                if counts[user] == 0 { free.append(user) }
            }
        }
        return Set(counts.keys)
    }

    /// The shortest way from an element back to itself.
    fileprivate func circle(from first: String, within ids: Set<String>) -> [String]? {
        var origins: [String: String] = [:]
        var open = [first]
        var next = 0
        while next < open.count {
            let here = open[next]
            next += 1
            for target in steps(from: here) where ids.contains(target) {
                if target == first {
                    var way = [first]
                    var place = here
                    while place != first {
                        way.append(place)
                        place = origins[place] ?? first
                    }
                    return [first] + way.reversed()
                }
                guard origins[target] == nil else { continue }
                origins[target] = here
                open.append(target)
            }
        }
        return nil
    }

    /// The elements of this file that an element needs. A service that is handed decisions does not make them.
    private func steps(from id: String) -> [String] {
        if let service = services[id], !service.inputDecisions.isEmpty { return [] }
        let isKnowledge = knowledge[id] != nil
        return requirements(of: id).filter { ownIDs.contains($0) && !(isKnowledge && $0 == id) }
    }

    fileprivate func name(of id: String) -> String? {
        decisions[id]?.name ?? knowledge[id]?.name ?? services[id]?.name
    }
}
