// Each target imports only what Package.swift declares for it: the build alone lets an undeclared sibling pass.

import Testing

struct ImportTests {
    static let manifest = Tree.shared.files.first { $0.path == "Package.swift" }.map(Manifest.init)

    /// One import line of a target.
    struct Import {
        let target: String
        let module: String
        let place: String
    }

    static let imports: [Import] = Tree.shared.swift.flatMap { file in
        guard let target = file.target else { return [Import]() }
        return file.lines.enumerated().compactMap { index, line in
            // The word is looked for first: matching every line of the tree would take longer than all other rules.
            guard line.utf8.starts(with: "import ".utf8) || line.contains(" import "),
                let match = line.prefixMatch(
                    of: #/(?:@\w+(?:\(\w+\))? )*(?:public |package |internal |private )?import (?:[a-z]+ )?(\w+)/#)
            else { return nil }
            return Import(target: target, module: String(match.1), place: "\(file.path):\(index + 1)")
        }
    }

    @Test func nameDeclaredDependencies() throws {
        let declared = try #require(Self.manifest).dependencies
        var offenders: [String] = []
        for item in Self.imports {
            guard let dependencies = declared[item.target] else { continue }  // said once, by `targets`
            let allowed = dependencies.union(Exceptions.toolchain)
                .union(item.place.hasPrefix("Tests/") ? Exceptions.testToolchain : [])
            if !allowed.contains(item.module) {
                offenders.append("\(item.place): \(item.target) does not declare \(item.module)")
            }
        }
        expectNone(offenders)
    }

    @Test func declaredDependenciesAreUsed() throws {
        let used = Dictionary(grouping: Self.imports, by: \.target).mapValues { Set($0.map(\.module)) }
        var offenders: [String] = []
        for (target, dependencies) in try #require(Self.manifest).dependencies {
            for name in dependencies.subtracting(used[target] ?? [])
            where name != "TestKit" && !Exceptions.notImported.contains(name) {
                offenders.append("Package.swift: \(target) declares \(name) and imports it nowhere")
            }
        }
        expectNone(offenders)
    }

    @Test func librariesStayWithTheirOwners() {
        expectNone(
            Self.imports.compactMap { item in
                guard !item.place.hasPrefix("Tests/"), let owners = Exceptions.owners[item.module],
                    !owners.contains(item.target)
                else { return nil }
                return "\(item.place): \(item.module) belongs to \(owners.sorted().joined(separator: ", "))"
            })
    }

    @Test func everyFolderOfSourcesIsADeclaredTarget() throws {
        let declared = try #require(Self.manifest).dependencies
        let folders = Set(Tree.shared.swift.compactMap(\.target))
        expectNone(folders.subtracting(declared.keys).map { "Package.swift: no target \($0)" })
    }
}
