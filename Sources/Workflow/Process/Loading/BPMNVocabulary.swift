// Which words of BPMN 2.0 the product reads, which it passes over, and where.

/// Names of the BPMN 2.0 model namespace. Whatever is in none of these lists is refused by name: an element that was
/// silently skipped could change what a process means.
enum BPMNVocabulary {
    static let model = "http://www.omg.org/spec/BPMN/20100524/MODEL"
    static let diagram = "http://www.omg.org/spec/BPMN/20100524/DI"
    /// Our own attributes.
    static let extensions = "https://trinhky.example/bpmn"

    /// Elements that say something to people or about data only, and may stand anywhere.
    static let remarks: Set<String> = [
        "documentation", "extensionElements", "textAnnotation", "association", "group", "category", "dataObject",
        "dataObjectReference", "dataStore", "dataStoreReference", "dataInputAssociation", "dataOutputAssociation",
        "ioSpecification", "property", "itemDefinition",
    ]

    /// Attributes every element may have.
    static let commonAttributes: Set<String> = ["id", "name"]

    /// The attributes each element we read may have besides; those with a value must have exactly that value.
    static let attributes: [String: [String: String?]] = [
        "definitions": [
            "targetNamespace": nil, "expressionLanguage": nil, "typeLanguage": nil, "exporter": nil,
            "exporterVersion": nil,
        ],
        "process": ["isExecutable": nil, "processType": nil, "isClosed": nil],
        "collaboration": ["isClosed": nil],
        "participant": ["processRef": nil],
        "message": ["itemRef": nil],
        "messageFlow": ["sourceRef": nil, "targetRef": nil, "messageRef": nil],
        "laneSet": [:],
        "lane": [:],
        "startEvent": ["isInterrupting": "true", "parallelMultiple": "false"],
        "userTask": [
            "implementation": nil, "startQuantity": "1", "completionQuantity": "1", "isForCompensation": "false",
        ],
        "task": ["startQuantity": "1", "completionQuantity": "1", "isForCompensation": "false"],
        "manualTask": ["startQuantity": "1", "completionQuantity": "1", "isForCompensation": "false"],
        "serviceTask": [
            "implementation": nil, "startQuantity": "1", "completionQuantity": "1", "isForCompensation": "false",
        ],
        "businessRuleTask": [
            "implementation": nil, "startQuantity": "1", "completionQuantity": "1", "isForCompensation": "false",
        ],
        "exclusiveGateway": ["gatewayDirection": nil, "default": nil],
        "parallelGateway": ["gatewayDirection": nil],
        "intermediateCatchEvent": ["parallelMultiple": "false"],
        "boundaryEvent": ["attachedToRef": nil, "cancelActivity": nil, "parallelMultiple": "false"],
        "endEvent": [:],
        "sequenceFlow": ["sourceRef": nil, "targetRef": nil, "isImmediate": nil],
        "timerEventDefinition": [:],
        "terminateEventDefinition": [:],
        "conditionExpression": ["language": nil],
        "timeDate": ["language": nil],
        "timeDuration": ["language": nil],
    ]

    /// Our attributes, by element.
    static let ownAttributes: [String: Set<String>] = {
        var attributes: [String: Set<String>] = [
            "userTask": ["acts", "rights", "optional", "due"],
            "lane": ["role"],
            "serviceTask": ["action"],
            "businessRuleTask": ["decision", "result"],
        ]
        for node in nodes { attributes[node, default: []].formUnion(nodeAttributes) }
        return attributes
    }()

    /// Those that may stand on every flow node.
    static let nodeAttributes: Set = ["stage", "effects", "paper"]

    /// Our one element; it stands in the `extensionElements` of the process.
    static let variable = "variable"
    static let variableAttributes: Set<String> = ["name", "type", "from"]

    /// The elements that may stand in each element we read, besides remarks.
    static let contents: [String: Set<String>] = [
        "definitions": ["process", "collaboration", "message"],
        "process": [
            "laneSet", "startEvent", "userTask", "task", "manualTask", "serviceTask", "businessRuleTask",
            "exclusiveGateway",
            "parallelGateway", "intermediateCatchEvent", "boundaryEvent", "endEvent", "sequenceFlow",
        ],
        "collaboration": ["participant", "messageFlow"],
        "laneSet": ["lane"],
        "lane": ["flowNodeRef"],
        "startEvent": ["outgoing"],
        "task": ["incoming", "outgoing"],
        "manualTask": ["incoming", "outgoing"],
        "userTask": ["incoming", "outgoing"],
        "serviceTask": ["incoming", "outgoing"],
        "businessRuleTask": ["incoming", "outgoing"],
        "exclusiveGateway": ["incoming", "outgoing"],
        "parallelGateway": ["incoming", "outgoing"],
        "intermediateCatchEvent": ["incoming", "outgoing", "timerEventDefinition"],
        "boundaryEvent": ["outgoing", "timerEventDefinition"],
        "endEvent": ["incoming", "terminateEventDefinition"],
        "sequenceFlow": ["conditionExpression"],
        "timerEventDefinition": ["timeDate", "timeDuration"],
    ]

    /// The flow nodes among them.
    static let nodes: Set<String> = [
        "startEvent", "userTask", "task", "manualTask", "serviceTask", "businessRuleTask", "exclusiveGateway",
        "parallelGateway", "intermediateCatchEvent", "boundaryEvent", "endEvent",
    ]

    /// Whether an `expressionLanguage` names FEEL; any version of its address does.
    static func isFEEL(_ language: String) -> Bool {
        language.lowercased().split(separator: "/").last == "feel"
    }
}
