// How files of the operator name the requesters that something is for.

import Formats
import Forms

extension ElementReader {
    /// Classes of requesters; or `everybody`, or `organizations` for all but persons who ask for themselves, or `any`
    /// for those that it can mean there.
    mutating func classes(
        _ name: String, of element: XMLElement, any all: [RequesterClass] = RequesterClass.allCases
    ) -> Set<RequesterClass> {
        let words = words(name, of: element)
        switch words {
        case ["any"]: return Set(all)
        case ["everybody"]: return Set(RequesterClass.allCases)
        case ["organizations"]: return Set(RequesterClass.ofOrganizations)
        default: break
        }
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
