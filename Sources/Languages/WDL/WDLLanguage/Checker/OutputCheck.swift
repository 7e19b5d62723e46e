import SourceText

/// Whether what a workflow gives can be written as JSON when it has run. Keys of maps are text there: those that are
/// numbers are written as text, which other engines refuse; others cannot be written.
///
/// Of called workflows it does not matter, so that only the document that is run is asked.
///
/// Source: specification, JSON Serialization of WDL Types.
enum OutputCheck {
  static func check(_ document: TypedDocument) -> [Diagnostic] {
    guard let workflow = document.workflow else { return [] }
    return workflow.outputs.compactMap { output in
      guard let map = unwritable(output.variable.type, depth: 0) else { return nil }
      let isText = map.mapTypes.key.isPrimitive
      return Diagnostic(
        "wdl.map-output", isText ? .warning : .error,
        isText
          ? "the keys of the \(map) in the output `\(output.variable.name)` are written as text"
          : "the output `\(output.variable.name)` holds a \(map), which JSON cannot",
        in: document.file, at: output.span,
        help: "keys are Strings in JSON: give `as_pairs(…)`, or a map whose keys are Strings")
    }
  }

  private static func unwritable(_ type: WDLType, depth: Int) -> WDLType? {
    guard depth < 20 else { return nil }
    switch type.required {
    case .map(let key, let value):
      switch key {
      case .string, .file, .directory, .enumeration, .any: return unwritable(value, depth: depth + 1)
      default: return type.required
      }
    case .array(let element, _): return unwritable(element, depth: depth + 1)
    case .pair(let left, let right): return unwritable(left, depth: depth + 1) ?? unwritable(right, depth: depth + 1)
    case .structure(let type):
      for member in type.members {
        if let map = unwritable(member.type, depth: depth + 1) { return map }
      }
      return nil
    default: return nil
    }
  }
}
