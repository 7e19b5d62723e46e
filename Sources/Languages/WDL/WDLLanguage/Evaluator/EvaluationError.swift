package import SourceText

/// An expression that cannot be evaluated: a division by zero, an index out of bounds, a file that is not there.
package struct EvaluationError: Error, Sendable, CustomStringConvertible {
  /// Lower case, no full stop, names in backticks.
  package let message: String
  /// Where the expression stands; nil until the evaluator adds it.
  package var place: Place?
  package let cause: (any Error)?
  /// Whether it would not have happened without a `None`: from 1.2 on such an error leaves a placeholder empty.
  package var comesOfNone = false

  package struct Place: Sendable {
    package let file: SourceFile
    package let span: SourceSpan

    package init(file: SourceFile, span: SourceSpan) {
      self.file = file
      self.span = span
    }
  }

  package init(_ message: String, place: Place? = nil, cause: (any Error)? = nil, comesOfNone: Bool = false) {
    self.message = message
    self.place = place
    self.cause = cause
    self.comesOfNone = comesOfNone
  }

  package var description: String { message + (cause.map { ": \($0)" } ?? "") }

  /// The same as a diagnostic that points at the expression, when its place is known.
  package var diagnostic: Diagnostic? {
    place.map { Diagnostic("wdl.evaluation", .error, description, in: $0.file, at: $0.span) }
  }
}
