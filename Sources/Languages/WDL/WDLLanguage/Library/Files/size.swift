extension LibraryFunction {
  /// `Float size(File?|Array[File?], [String])` and, from 1.2, of folders and of anything that holds files: the bytes,
  /// in the unit if one is named. `None` has no size.
  /// Source: specification, Standard Library, `size`.
  static let size = LibraryFunction(
    "size",
    summary:
      "The size of a file, or of all files in a value, in bytes or in the unit that is named; `None` has no size.",
    [
      Overload([.optional(.file), .string], optional: 1, gives: .float, body: measure),
      Overload([.array(.optional(.file)), .string], optional: 1, gives: .float, body: measure),
      Overload([.optional(.directory), .string], optional: 1, gives: .float, since: .v1_2, body: measure),
      Overload(
        [.variable("X", .holdsFiles, allowsOptional: true), .string], optional: 1, gives: .float, since: .v1_2,
        body: measure),
    ])

  @Sendable
  private static func measure(_ arguments: [WDLValue], _ call: FunctionCall) async throws -> WDLValue {
    let unit = arguments.count > 1 ? try arguments[1].text : "B"
    guard let bytes = StorageUnit.bytes(in: unit) else {
      throw EvaluationError("`\(unit)` is no unit of storage; `size` knows B, KB, MB, GB, TB, KiB, MiB, GiB and TiB")
    }
    var sum = 0.0
    for path in arguments[0].paths {
      guard let size = try await call.files.size(path) else { throw EvaluationError("there is no file `\(path)`") }
      sum += Double(size)
    }
    return .float(sum / bytes)
  }
}

/// The units of storage. Source: specification, Units of Storage.
package enum StorageUnit {
  /// How many bytes the unit has, whatever the case of its letters: `K` and `KB` are 1000, `Ki` and `KiB` 1024.
  package static func bytes(in unit: String) -> Double? {
    switch unit.lowercased() {
    case "", "b": 1
    case "k", "kb": 1e3
    case "m", "mb": 1e6
    case "g", "gb": 1e9
    case "t", "tb": 1e12
    case "ki", "kib": 1024
    case "mi", "mib": 1_048_576
    case "gi", "gib": 1_073_741_824
    case "ti", "tib": 1_099_511_627_776
    default: nil
    }
  }
}

extension WDLValue {
  /// Every file and folder in the value, in order, as often as it is there.
  var paths: [String] {
    switch self {
    case .file(let path), .directory(let path): [path]
    case .array(let elements): elements.flatMap(\.paths)
    case .map(let map): map.entries.flatMap { $0.paths + $1.paths }
    case .pair(let left, let right): left.paths + right.paths
    case .structure(_, let members), .object(let members), .members(let members): members.values.flatMap(\.paths)
    default: []
    }
  }
}
