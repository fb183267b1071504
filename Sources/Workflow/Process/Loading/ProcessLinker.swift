// Resolves the names in a draft to positions, and says which of them lead nowhere.

import Basics

struct ProcessLinker {
    private let draft: ProcessDraft
    private(set) var findings: ProcessFindings
    private var places: [String: Int] = [:]
    private var flowPlaces: [String: Int] = [:]
    private let flowIDs: Set<String>

    init(_ draft: ProcessDraft, _ findings: ProcessFindings) {
        self.draft = draft
        self.findings = findings
        flowIDs = Set(draft.flows.map(\.id))
        for (index, node) in draft.nodes.enumerated() where places[node.id] == nil { places[node.id] = index }
    }

    /// The definition as far as it can be resolved; it may be used only when there is no error among the findings.
    mutating func link() -> ProcessDefinition {
        let flows = linkFlows()
        let lanes = draft.lanes.map { ProcessLane(id: $0.id, name: $0.name, role: $0.role, line: $0.line) }
        let laneOfNode = linkLanes()
        var nodes = draft.nodes.enumerated().map { index, node in
            ProcessNode(
                id: node.id, name: node.name, kind: kind(of: node, index, flows, laneOfNode[index]),
                lane: laneOfNode[index].map { draft.lanes[$0].id }, line: node.line, meaning: node.meaning)
        }
        for (index, flow) in flows.enumerated() {
            nodes[flow.source].outgoing.append(index)
            nodes[flow.target].incoming.append(index)
        }
        for (index, node) in nodes.enumerated() {
            if case .boundaryEvent(_, let host, _) = node.kind { nodes[host].boundaryEvents.append(index) }
            checkDeclared(draft.nodes[index].incoming, node, flows, isIncoming: true)
            checkDeclared(draft.nodes[index].outgoing, node, flows, isIncoming: false)
            checkDirection(draft.nodes[index], node)
        }
        return ProcessDefinition(of: draft, nodes: nodes, flows: flows, lanes: lanes)
    }

    private mutating func linkFlows() -> [ProcessFlow] {
        var flows: [ProcessFlow] = []
        for flow in draft.flows {
            let source = place(flow.source, by: flow.id, "sourceRef")
            let target = place(flow.target, by: flow.id, "targetRef")
            guard let source, let target else { continue }
            if flowPlaces[flow.id] == nil { flowPlaces[flow.id] = flows.count }
            flows.append(
                ProcessFlow(
                    id: flow.id, name: flow.name, source: source, target: target, condition: flow.condition,
                    line: flow.line))
        }
        return flows
    }

    /// The position of each node's lane in the draft.
    private mutating func linkLanes() -> [Int: Int] {
        var lanes: [Int: Int] = [:]
        for (index, lane) in draft.lanes.enumerated() {
            for member in lane.members {
                guard let node = place(member, by: lane.id, "flowNodeRef") else { continue }
                if let other = lanes[node] {
                    findings.error(
                        member.line, lane.id, "\(member.id) stands in the lane \(draft.lanes[other].id) already")
                } else {
                    lanes[node] = index
                }
            }
        }
        return lanes
    }

    private mutating func kind(
        of node: DraftNode, _ index: Int, _ flows: [ProcessFlow], _ lane: Int?
    ) -> ProcessNode.Kind {
        switch node.kind {
        case .start: return .start
        case .userTask(let acts, let rights, let isOptional, let due):
            return .userTask(
                UserTask(
                    role: role(of: node, lane), acts: acts, rights: rights, isOptional: isOptional, due: due))
        case .manualTask: return .manualTask
        case .serviceTask(let action): return .serviceTask(action: action)
        case .businessRuleTask(let decision, let result):
            return .businessRuleTask(decision: decision, result: result)
        case .exclusiveGateway(let fallback):
            return .exclusiveGateway(fallback: fallback.flatMap { link(default: $0, of: node, index, flows) })
        case .parallelGateway: return .parallelGateway
        case .catchEvent(let trigger): return .catchEvent(trigger)
        case .boundaryEvent(let trigger, let host, let isInterrupting):
            guard let host = place(host, by: node.id, "attachedToRef") else { return .parallelGateway }
            switch draft.nodes[host].kind {
            case .userTask, .serviceTask, .broken: break
            default:
                findings.error(
                    node.line, node.id,
                    "an event cannot stand on the \(draft.nodes[host].element) \(draft.nodes[host].id)")
            }
            return .boundaryEvent(trigger, host: host, isInterrupting: isInterrupting)
        case .end(let terminates): return .end(terminates: terminates)
        case .broken:
            // What is wrong was said: the definition will not be used, any kind will do.
            return .parallelGateway
        }
    }

    private mutating func role(of node: DraftNode, _ lane: Int?) -> String {
        guard let lane = lane.map({ draft.lanes[$0] }) else {
            findings.error(node.line, node.id, "the task stands in no lane, so nobody has to do it")
            return ""
        }
        guard let role = lane.role, !role.isEmpty else {
            findings.error(lane.line, lane.id, "the lane has user tasks but no role (attribute of our namespace)")
            return ""
        }
        return role
    }

    private mutating func link(
        default reference: DraftReference, of node: DraftNode, _ index: Int, _ flows: [ProcessFlow]
    ) -> Int? {
        guard let flow = flow(reference, by: node.id, "default") else { return nil }
        if flows[flow].source != index {
            findings.error(reference.line, node.id, "the default flow \(reference.id) does not begin here")
        }
        return flow
    }

    /// `incoming` and `outgoing` repeat what the flows say, and must say the same.
    private mutating func checkDeclared(
        _ references: [DraftReference], _ node: ProcessNode, _ flows: [ProcessFlow], isIncoming: Bool
    ) {
        let what = isIncoming ? "incoming" : "outgoing"
        let actual = isIncoming ? node.incoming : node.outgoing
        for reference in references {
            guard let flow = flow(reference, by: node.id, what), !actual.contains(flow) else { continue }
            findings.error(
                reference.line, node.id, "the flow \(reference.id) does not \(isIncoming ? "end" : "begin") here")
        }
    }

    private mutating func checkDirection(_ draft: DraftNode, _ node: ProcessNode) {
        let (many, out) = (node.incoming.count > 1, node.outgoing.count > 1)
        switch draft.direction {
        case nil, "Unspecified": break
        case "Converging" where out: findings.error(node.line, node.id, "a converging gateway has one outgoing flow")
        case "Diverging" where many: findings.error(node.line, node.id, "a diverging gateway has one incoming flow")
        case "Mixed" where !(many && out):
            findings.error(node.line, node.id, "a mixed gateway has several incoming and several outgoing flows")
        case "Converging", "Diverging", "Mixed": break
        case .some(let other): findings.error(node.line, node.id, "there is no gatewayDirection \(other)")
        }
    }

    private mutating func place(_ reference: DraftReference, by id: String, _ what: String) -> Int? {
        if let place = places[reference.id] { return place }
        if !draft.refused.contains(reference.id) {
            findings.error(reference.line, id, "\(what) names \(reference.id), which is no flow node of this process")
        }
        return nil
    }

    private mutating func flow(_ reference: DraftReference, by id: String, _ what: String) -> Int? {
        if let place = flowPlaces[reference.id] { return place }
        // A flow whose own ends lead nowhere was reported there.
        if !flowIDs.contains(reference.id), !draft.refused.contains(reference.id) {
            findings.error(
                reference.line, id, "\(what) names \(reference.id), which is no sequence flow of this process")
        }
        return nil
    }
}
