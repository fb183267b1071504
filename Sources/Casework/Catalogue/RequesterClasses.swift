// How files of the operator name the requesters that something is for.

import Formats
import Forms

extension ElementReader {
    /// Classes of requesters; or `any` for everybody, `organizations` for all but persons who ask for themselves.
    mutating func classes(_ name: String, of element: XMLElement) -> Set<RequesterClass> {
        let words = words(name, of: element)
        if words == ["any"] { return Set(RequesterClass.allCases) }
        if words == ["organizations"] { return Set(RequesterClass.ofOrganizations) }
        var classes: Set<RequesterClass> = []
        for word in words {
            guard let found = RequesterClass(rawValue: word) else {
                report(element, "\(name): there is no class of requesters \(word)")
                continue
            }
            classes.insert(found)
        }
        return classes
    }
}
