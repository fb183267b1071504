// Faulty processes, each with the finding it must give.

import Testing

/// A faulty process: its pieces stand on lines 2, 3, …
struct Faulty: Sendable, CustomTestStringConvertible {
    let pieces: [String]
    let line: Int
    let message: String
    var testDescription: String { message }

    init(_ message: String, line: Int, _ pieces: String...) {
        self.message = message
        self.line = line
        self.pieces = pieces
    }
}

extension Faulty {
    static let all = structure + conditions + references + tasks + timers + directions

    static let structure: [Faulty] = [
        Faulty(
            "an endEvent has no outgoing flow", line: 3, Piece.start(), Piece.end(), Piece.task("a"),
            Piece.chain("start", "a", "end", "a")),
        Faulty(
            "a startEvent has no incoming flow", line: 2, Piece.start(), Piece.task("a", "x y"),
            Piece.either("g", fallback: "g-end"), Piece.end(), Piece.chain("start", "a", "g", "end"),
            Piece.flow("g", "start", "true")),
        Faulty(
            "no flow leads here", line: 5, Piece.start(), Piece.end(), Piece.flow("start", "end"), Piece.task("a"),
            Piece.flow("a", "end")),
        Faulty(
            "no flow leads on from here", line: 4, Piece.start(), Piece.end(), Piece.task("a"), Piece.flow("start", "a")
        ),
        Faulty("no flow leads on from here", line: 3, Piece.start(), Piece.all("g"), Piece.flow("start", "g")),
        Faulty(
            "only gateways have several outgoing flows", line: 3, Piece.start(), Piece.task("a"), Piece.end("x"),
            Piece.end("y"), Piece.chain("start", "a", "x"), Piece.flow("a", "y")),
        Faulty("the process has no startEvent", line: 0, Piece.end(), Piece.task("a"), Piece.chain("a", "a", "end")),
        Faulty(
            "a second startEvent is not supported", line: 3, Piece.start(), Piece.start("two"), Piece.end(),
            Piece.flow("start", "end"), Piece.flow("two", "end")),
        Faulty(
            "cannot be reached from the start", line: 5, Piece.start(), Piece.end(), Piece.flow("start", "end"),
            Piece.task("a"), Piece.task("b"), Piece.chain("a", "b", "a")),
        Faulty(
            "no end can be reached from here", line: 4, Piece.start(), Piece.end(), Piece.task("a"), Piece.task("b"),
            Piece.either("g", fallback: "g-a"), Piece.chain("start", "g", "a", "b", "a"), Piece.flow("g", "end", "true")
        ),
        Faulty(
            "a boundaryEvent has no incoming flow", line: 4, Piece.start(), Piece.task("a"),
            Piece.boundary("b", on: "a"),
            Piece.end(), Piece.chain("start", "a", "b", "end")),
        Faulty(
            "nothing waits in the loop of g, h", line: 3, Piece.start(), Piece.either("g"),
            Piece.either("h", fallback: "h-end"),
            Piece.end(), Piece.chain("start", "g", "h", "end"), Piece.flow("h", "g", "x")),
        Faulty(
            "nothing waits in the loop of g, r", line: 3, Piece.start(), Piece.either("g", fallback: "g-end"),
            Piece.rule("r"),
            Piece.end(), Piece.chain("start", "g", "end"), Piece.flow("g", "r", "x"), Piece.flow("r", "g")),
        Faulty(
            "the join can wait for ever: some incoming flow may never bring a token", line: 6, Piece.start(),
            Piece.either("g", fallback: "g-b"), Piece.task("a"), Piece.task("b"), Piece.all("j"), Piece.end(),
            Piece.flow("start", "g"), Piece.flow("g", "a", "x") + Piece.flow("g", "b"), Piece.chain("a", "j", "end"),
            Piece.flow("b", "j")),
        Faulty(
            "tokens can pile up here without end", line: 5, Piece.start(), Piece.all("f"), Piece.task("a"),
            Piece.task("b"),
            Piece.either("m"), Piece.end(), Piece.chain("start", "m", "f", "a", "m"), Piece.chain("f", "b", "end")),
    ]

    static let conditions: [Faulty] = [
        Faulty(
            "only a flow out of a dividing exclusiveGateway has a condition", line: 5, Piece.start(), Piece.task("a"),
            Piece.end(), Piece.flow("start", "a", "true"), Piece.flow("a", "end")),
        Faulty(
            "only a flow out of a dividing exclusiveGateway has a condition", line: 5, Piece.start(), Piece.all("f"),
            Piece.flow("start", "f"), Piece.flow("f", "end", "true"), Piece.flow("f", "other"), Piece.end(),
            Piece.end("other")),
        Faulty(
            "the flow needs a condition, or must be the default one", line: 7, Piece.start(),
            Piece.either("g", fallback: "g-x"),
            Piece.end("x"), Piece.end("y"), Piece.chain("start", "g", "x"), Piece.flow("g", "y")
        ).shifted(1),
        Faulty(
            "the default flow has no condition", line: 7, Piece.start(), Piece.either("g", fallback: "g-y"),
            Piece.end("x"),
            Piece.end("y"), Piece.flow("start", "g"), Piece.flow("g", "y", "true"), Piece.flow("g", "x", "false")),
        Faulty(
            "the default flow b-end does not begin here", line: 3, Piece.start(), Piece.either("g", fallback: "b-end"),
            Piece.end(), Piece.task("b"), Piece.chain("start", "g", "b", "end")),
        Faulty(
            "default names nothing, which is no sequence flow of this process", line: 3, Piece.start(),
            Piece.either("g", fallback: "nothing"), Piece.end(), Piece.chain("start", "g", "end")),
        Faulty(
            "conditionExpression is empty", line: 5, Piece.start(), Piece.either("g", fallback: "g-x"),
            Piece.flow("start", "g"),
            Piece.flow("g", "y", " "), Piece.flow("g", "x"), Piece.end("x"), Piece.end("y")),
    ]

    static let references: [Faulty] = [
        Faulty(
            "targetRef names nowhere, which is no flow node of this process", line: 5, Piece.start(), Piece.task("a"),
            Piece.flow("start", "a"), Piece.flow("a", "nowhere")),
        Faulty(
            "sourceRef names nowhere, which is no flow node of this process", line: 4, Piece.start(), Piece.end(),
            Piece.flow("nowhere", "end"), Piece.flow("start", "end")),
        Faulty(
            "attachedToRef names nowhere, which is no flow node of this process", line: 3, Piece.start(),
            Piece.boundary("b", on: "nowhere"), Piece.end(), Piece.flow("start", "end"), Piece.flow("b", "end")),
        Faulty(
            "an event cannot stand on the exclusiveGateway g", line: 4, Piece.start(), Piece.either("g"),
            Piece.boundary("b", on: "g"), Piece.end(), Piece.chain("start", "g", "end"), Piece.flow("b", "end")),
        Faulty(
            "flowNodeRef names nowhere, which is no flow node of this process", line: 2,
            "<laneSet id=\"l\"><lane id=\"m\" tk:role=\"x\"><flowNodeRef>nowhere</flowNodeRef></lane></laneSet>",
            Piece.start(),
            Piece.end(), Piece.flow("start", "end")),
        Faulty(
            "a stands in the lane m already", line: 3,
            "<laneSet id=\"l\"><lane id=\"m\" tk:role=\"x\"><flowNodeRef>a</flowNodeRef></lane>",
            "<lane id=\"n\" tk:role=\"y\"><flowNodeRef>a</flowNodeRef></lane></laneSet>", Piece.start(),
            Piece.task("a"), Piece.end(),
            Piece.chain("start", "a", "end")),
        Faulty(
            "the id a is given twice, first on line 3", line: 4, Piece.start(), Piece.task("a"), Piece.task("a"),
            Piece.end(),
            Piece.chain("start", "a", "end")),
        Faulty(
            "the id start is given twice, first on line 2", line: 4, Piece.start(), Piece.end(),
            "<sequenceFlow id=\"start\" sourceRef=\"start\" targetRef=\"end\"/>"),
        Faulty(
            "a sequenceFlow needs sourceRef and targetRef", line: 4, Piece.start(), Piece.end(),
            "<sequenceFlow id=\"f\" sourceRef=\"start\"/>", Piece.flow("start", "end")),
        Faulty(
            "the flow start-end does not end here", line: 4, Piece.start(), Piece.end(),
            "<userTask id=\"a\" tk:acts=\"x\"><incoming>start-end</incoming></userTask>", Piece.flow("start", "end")),
        Faulty(
            "the flow a-end does not begin here", line: 3, "<startEvent id=\"start\">",
            "<outgoing>a-end</outgoing></startEvent>",
            Piece.task("a"), Piece.end(), Piece.chain("start", "a", "end")),
        Faulty(
            "incoming names f, which is no sequence flow of this process", line: 3, Piece.start(),
            "<endEvent id=\"end\"><incoming>f</incoming></endEvent>", Piece.flow("start", "end")),
        Faulty(
            "userTask has no id", line: 3, Piece.start(), "<userTask tk:acts=\"x\"/>", Piece.end(),
            Piece.flow("start", "end")),
    ]

    static let tasks: [Faulty] = [
        Faulty(
            "the task offers no act (attribute acts of our namespace)", line: 3, Piece.start(), "<userTask id=\"a\"/>",
            Piece.end(),
            Piece.chain("start", "a", "end")),
        Faulty(
            "the act x is named twice", line: 3, Piece.start(), Piece.task("a", "x y x"), Piece.end(),
            Piece.chain("start", "a", "end")),
        Faulty(
            "optional is true or false, not maybe", line: 3, Piece.start(),
            "<userTask id=\"a\" tk:acts=\"x\" tk:optional=\"maybe\"/>", Piece.end(), Piece.chain("start", "a", "end")),
        Faulty(
            "our attribute act does not belong to userTask", line: 3, Piece.start(),
            "<userTask id=\"a\" tk:acts=\"x\" tk:act=\"x\"/>",
            Piece.end(), Piece.chain("start", "a", "end")),
        Faulty(
            "our attribute acts does not belong to serviceTask", line: 3, Piece.start(),
            "<serviceTask id=\"a\" tk:action=\"x\" tk:acts=\"x\"/>", Piece.end(), Piece.chain("start", "a", "end")),
        Faulty(
            "serviceTask has no action (attribute of our namespace)", line: 3, Piece.start(), "<serviceTask id=\"a\"/>",
            Piece.end(),
            Piece.chain("start", "a", "end")),
        Faulty(
            "businessRuleTask has no decision (attribute of our namespace)", line: 3, Piece.start(),
            "<businessRuleTask id=\"a\" tk:result=\"x\"/>", Piece.end(), Piece.chain("start", "a", "end")),
        Faulty(
            "businessRuleTask has no result (attribute of our namespace)", line: 3, Piece.start(),
            "<businessRuleTask id=\"a\" tk:decision=\"x\"/>", Piece.end(), Piece.chain("start", "a", "end")),
        Faulty(
            "a b is no name for a variable", line: 3, Piece.start(), Piece.rule("a", "x", "a b"), Piece.end(),
            Piece.chain("start", "a", "end")),
        Faulty(
            "the task stands in no lane, so nobody has to do it", line: 4,
            "<laneSet id=\"l\"><lane id=\"m\" tk:role=\"x\"/></laneSet>",
            Piece.start(), Piece.task("a"), Piece.end(), Piece.chain("start", "a", "end")),
        Faulty(
            "the lane has user tasks but no role (attribute of our namespace)", line: 3, "<laneSet id=\"l\">",
            "<lane id=\"m\"><flowNodeRef>a</flowNodeRef></lane></laneSet>", Piece.start(), Piece.task("a"), Piece.end(),
            Piece.chain("start", "a", "end")),
        Faulty(
            "attribute defualt of exclusiveGateway is not supported", line: 3, Piece.start(),
            "<exclusiveGateway id=\"a\" defualt=\"x\"/>", Piece.end(), Piece.chain("start", "a", "end")),
        Faulty(
            "isForCompensation=\"true\" of userTask is not supported", line: 3, Piece.start(),
            "<userTask id=\"a\" tk:acts=\"x\" isForCompensation=\"true\"/>", Piece.end(),
            Piece.chain("start", "a", "end")),
    ]

    static let timers: [Faulty] = [
        Faulty(
            "intermediateCatchEvent needs one timerEventDefinition", line: 3, Piece.start(),
            "<intermediateCatchEvent id=\"a\"/>",
            Piece.end(), Piece.chain("start", "a", "end")),
        Faulty(
            "a timer has one timeDate or timeDuration", line: 4, Piece.start(), "<intermediateCatchEvent id=\"a\">",
            "<timerEventDefinition/></intermediateCatchEvent>", Piece.end(), Piece.chain("start", "a", "end")),
        Faulty(
            "a timer has one timeDate or timeDuration", line: 3, Piece.start(),
            "<intermediateCatchEvent id=\"a\"><timerEventDefinition><timeDate>x</timeDate><timeDuration>x</timeDuration>"
                + "</timerEventDefinition></intermediateCatchEvent>", Piece.end(), Piece.chain("start", "a", "end")),
        Faulty(
            "timeCycle in timerEventDefinition is not supported", line: 3, Piece.start(),
            Piece.timer("a", "timeCycle", "R/PT1H"),
            Piece.end(), Piece.chain("start", "a", "end")),
        Faulty(
            "timeDate is empty", line: 3, Piece.start(), Piece.timer("a", "timeDate", " "), Piece.end(),
            Piece.chain("start", "a", "end")),
        Faulty(
            "a boundaryEvent needs attachedToRef", line: 4, Piece.start(), Piece.task("a"),
            "<boundaryEvent id=\"b\"><timerEventDefinition><timeDate>x</timeDate></timerEventDefinition></boundaryEvent>",
            Piece.end(),
            Piece.chain("start", "a", "end"), Piece.flow("b", "end")),
        Faulty(
            "cancelActivity is true or false, not yes", line: 4, Piece.start(), Piece.task("a"),
            "<boundaryEvent id=\"b\" attachedToRef=\"a\" cancelActivity=\"yes\"><timerEventDefinition><timeDate>x</timeDate>"
                + "</timerEventDefinition></boundaryEvent>", Piece.end(), Piece.chain("start", "a", "end"),
            Piece.flow("b", "end")),
        Faulty(
            "an endEvent has one definition at most", line: 3, Piece.start(),
            "<endEvent id=\"end\"><terminateEventDefinition/><terminateEventDefinition/></endEvent>",
            Piece.flow("start", "end")),
    ]

    static let directions: [Faulty] = [
        Faulty(
            "a converging gateway has one outgoing flow", line: 3, Piece.start(),
            "<parallelGateway id=\"g\" gatewayDirection=\"Converging\"/>", Piece.end("x"), Piece.end("y"),
            Piece.chain("start", "g", "x"),
            Piece.flow("g", "y")),
        Faulty(
            "a diverging gateway has one incoming flow", line: 3, Piece.start(),
            "<exclusiveGateway id=\"g\" gatewayDirection=\"Diverging\" default=\"g-end\"/>", Piece.task("a"),
            Piece.end(),
            Piece.chain("start", "g", "end"), Piece.flow("g", "a", "x"), Piece.flow("a", "g")),
        Faulty(
            "a mixed gateway has several incoming and several outgoing flows", line: 3, Piece.start(),
            "<parallelGateway id=\"g\" gatewayDirection=\"Mixed\"/>", Piece.end("x"), Piece.end("y"),
            Piece.chain("start", "g", "x"),
            Piece.flow("g", "y")),
        Faulty(
            "there is no gatewayDirection Sideways", line: 3, Piece.start(),
            "<parallelGateway id=\"g\" gatewayDirection=\"Sideways\"/>", Piece.end(), Piece.chain("start", "g", "end")),
    ]
}

extension Faulty {
    /// For pieces that take more than one line.
    func shifted(_ lines: Int) -> Faulty { Faulty(message, line: line + lines, pieces) }

    private init(_ message: String, line: Int, _ pieces: [String]) {
        self.message = message
        self.line = line
        self.pieces = pieces
    }
}
