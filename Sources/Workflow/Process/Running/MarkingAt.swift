// A marking made up to try what follows from a node.

import Basics

extension Marking {
    /// One token that waits at `node`, as if it had come there by itself.
    public init(waitingAt node: ProcessNode) {
        self.init()
        apply(.tokenEntered(id: "t1", node: node.id, flow: nil, scope: nil))
        switch node.kind {
        case .userTask(let task):
            apply(.taskOpened(OpenTask(id: "u2", token: "t1", node: node, task: task)))
        case .serviceTask(let action):
            let service = RequestedService(id: "s2", token: "t1", node: node.id, action: action, scope: nil)
            apply(.serviceRequested(service))
        default:
            let event = Subscription(id: "c2", token: "t1", node: node.id, at: Timestamp(milliseconds: 0))
            apply(.subscribed(event))
        }
    }
}
