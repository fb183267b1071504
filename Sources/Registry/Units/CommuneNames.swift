// The names of communes, as addresses write them.

import Basics

/// What addresses may name, made once for a whole file of people.
struct CommuneNames: Sendable {
    /// As lists and as addresses write them, with their provinces; nearly every address is found so.
    private var spellings: [ByteText: Set<String>] = [:]
    private var provincesByKey: [String: Set<String>] = [:]

    init(_ communes: Communes) {
        for commune in communes.all {
            let small = commune.name.prefix(1).lowercased() + commune.name.dropFirst()
            for name in [commune.name, small] { spellings[ByteText(name), default: []].insert(commune.province) }
            provincesByKey[commune.name.foldedName, default: []].insert(commune.province)
        }
    }

    /// Whether an address may say so: the name of a commune, in that province where one is said. Case and the place of
    /// tone marks make no difference.
    func have(_ name: String, in province: String?) -> Bool {
        guard let provinces = spellings[ByteText(name)] ?? provincesByKey[name.foldedName] else { return false }
        return province.map(provinces.contains) ?? true
    }
}
