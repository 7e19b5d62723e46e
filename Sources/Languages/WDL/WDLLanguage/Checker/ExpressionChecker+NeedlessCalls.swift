import SourceText

/// Calls that say what is known already: `defined` and its like of what is always there.
extension ExpressionChecker {
  func warnOfNeedlessCall(_ function: LibraryFunction, _ arguments: [TypedExpression], _ span: SourceSpan) {
    guard let first = arguments.first else { return }
    switch function.name {
    case "defined" where isAlwaysThere(first.type):
      warn("`defined` is always true of \(first.type.withArticle)", span, "leave the test out")
    case "select_first":
      guard let known = alwaysThere(in: first) else { return }
      warn("`select_first` gives \(known) always", span, "write that alone, or declare it optional")
    case "select_all":
      guard case .array(let element, _) = first.type.required, !first.type.isOptional, isAlwaysThere(element) else {
        return
      }
      warn("`select_all` leaves nothing out of \(first.type.withArticle)", span, "write the array alone")
    default: break
    }
  }

  /// Which element of an array is taken always, if one is.
  private func alwaysThere(in array: TypedExpression) -> String? {
    // Of an array that is not written out it is a way to say `[0]`.
    guard case .array(let elements) = array.kind else { return nil }
    guard let first = elements.first?.uncoerced, isAlwaysThere(first.type) else { return nil }
    if case .variable(let variable) = first.kind { return "`\(variable.name)`" }
    return "the first element"
  }

  /// Of what may be anything, or is made of it, nothing is known.
  private func isAlwaysThere(_ type: WDLType) -> Bool {
    switch type {
    case .boolean, .int, .float, .string, .file, .directory, .structure, .enumeration, .map, .pair: true
    case .array(let element, _): element != .any
    default: false
    }
  }

  private func warn(_ message: String, _ span: SourceSpan, _ help: String) {
    sink.warn("wdl.needless-call", message, at: span, help: help)
  }
}

extension TypedExpression {
  /// Without the coercions around it.
  fileprivate var uncoerced: TypedExpression {
    if case .coerce(let inner) = kind { inner.uncoerced } else { self }
  }
}
