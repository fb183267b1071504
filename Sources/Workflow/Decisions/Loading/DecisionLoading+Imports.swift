// Reads the models that a model imports.

import Basics
import FEEL
import Formats

extension DecisionLoading {
    /// The imported models; their types and names become known under the name of the import. Faults inside them count
    /// as faults of this file, so that nothing is used of which a part is missing.
    mutating func imported(_ root: XMLElement, _ imports: DecisionImports) -> [DecisionModel] {
        root.children("import").compactMap { element in
            guard DecisionLoader.namespaces.contains(element.attribute("importType") ?? "") else {
                fault(element, "only decision models can be imported")
                return nil
            }
            let namespace = element.attribute("namespace") ?? ""
            guard let file = imports.file(at: element.attribute("locationURI"), namespace: namespace) else {
                refuse(element, "the imported model '\(namespace)' cannot be found")
                return nil
            }
            if let obstacle = imports.obstacle(to: file) {
                refuse(element, obstacle)
                return nil
            }
            let (model, findings) = imports.model(file)
            diagnostics += findings
            if let model { adopt(model, file, as: name(of: element)) }
            return model
        }
    }

    /// Without the model all that refers to it means nothing, which need not be told again.
    private mutating func refuse(_ element: XMLElement, _ what: String) {
        fault(element, what)
        missing[element.attribute("namespace") ?? ""] = diagnostics.last
    }

    private mutating func adopt(_ model: DecisionModel, _ file: ImportedFile, as name: String) {
        qualifiers[model.namespace] = name
        for (type, definition) in model.types {
            vocabulary.types[name.isEmpty ? type : "\(name).\(type)"] = definition
        }
        vocabulary.add(name)
        // The file has been read once already: only its names are wanted here.
        guard adopted.insert(file.file).inserted else { return }
        if let root = try? XMLReader.read(file.bytes, file: file.file) { collectNames(root) }
    }
}
