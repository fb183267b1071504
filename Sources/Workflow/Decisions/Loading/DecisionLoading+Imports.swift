// Reads the models that a model imports.

import Basics
import FEEL
import Formats

extension DecisionLoading {
    /// The imported models; their types and names become known under the name of the import. Faults inside them count
    /// as faults of this file, so that nothing is used of which a part is missing.
    mutating func imported(_ root: XMLElement, _ imports: (String) -> [UInt8]?) -> [DecisionModel] {
        var models: [DecisionModel] = []
        for element in root.children("import") {
            guard DecisionLoader.namespaces.contains(element.attribute("importType") ?? "") else {
                fault(element, "only decision models can be imported")
                continue
            }
            guard let location = element.attribute("locationURI"), let bytes = imports(location) else {
                fault(element, "the imported model '\(element.attribute("namespace") ?? "")' cannot be found")
                missing[element.attribute("namespace") ?? ""] = diagnostics.last
                continue
            }
            // A model that imports itself, however far round, is not found a second time.
            let (model, findings) = DecisionLoader.read(bytes, file: location) {
                $0 == location ? nil : imports($0)
            }
            diagnostics += findings
            guard let model else { continue }
            models.append(model)
            adopt(model, bytes, as: name(of: element), location)
        }
        return models
    }

    private mutating func adopt(_ model: DecisionModel, _ bytes: [UInt8], as name: String, _ location: String) {
        qualifiers[model.namespace] = name
        for (type, definition) in model.types {
            vocabulary.types[name.isEmpty ? type : "\(name).\(type)"] = definition
        }
        vocabulary.add(name)
        // The file has been read once already: only its names are wanted here.
        if let root = try? XMLReader.read(bytes, file: location) { collectNames(root) }
    }
}
