/// Every function of every version, by name.
///
/// Source: specification, Standard Library; a function's file names its section.
package enum StandardLibrary {
  /// The functions that a document of that version may call, each with the overloads of that version.
  package static func functions(of version: WDLVersion) -> [String: LibraryFunction] { byVersion[version] ?? [:] }

  /// The function of that name in any version, for saying since when there is one.
  package static func function(named name: String) -> LibraryFunction? { all.first { $0.name == name } }

  private static let byVersion = Dictionary(
    uniqueKeysWithValues: WDLVersion.allCases.map { version in
      (version, Dictionary(uniqueKeysWithValues: all.compactMap { $0.asOf(version) }.map { ($0.name, $0) }))
    })

  package static let all: [LibraryFunction] = numbers + strings + files + arrays + maps + values

  private static let numbers: [LibraryFunction] = [.floor, .ceil, .round, .min, .max]

  private static let strings: [LibraryFunction] = [.sub, .find, .matches, .split]

  private static let files: [LibraryFunction] =
    [.basename, .joinPaths, .glob, .size, .stdout, .stderr]
    + [.readString, .readInt, .readFloat, .readBoolean, .readLines, .readTSV, .readMap, .readJSON]
    + [.readObject, .readObjects]
    + [.writeLines, .writeTSV, .writeMap, .writeJSON, .writeObject, .writeObjects]

  private static let arrays: [LibraryFunction] =
    [.prefix, .suffix, .quote, .squote, .sep]
    + [.range, .transpose, .cross, .zip, .unzip, .flatten, .contains, .chunk, .selectFirst, .selectAll]

  private static let maps: [LibraryFunction] = [.asPairs, .asMap, .keys, .values, .containsKey, .collectByKey]

  private static let values: [LibraryFunction] = [.length, .defined, .value]
}

extension LibraryFunction {
  /// The function with the overloads that the version has; nil when there are none.
  fileprivate func asOf(_ version: WDLVersion) -> LibraryFunction? {
    guard version >= since else { return nil }
    let overloads = overloads.filter { version >= $0.since }
    return LibraryFunction(name, summary: summary, since: since, onlyInOutputs: onlyInOutputs, overloads)
  }
}
