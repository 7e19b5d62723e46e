import JSONText

/// Strings and commands.
///
/// Source: specification, Expression Placeholders and String Interpolation; Expression Placeholder Options.
extension Evaluator {
  /// The text of a command. Values are put in as they are: their line feeds are not indented.
  ///
  /// - Throws: as ``evaluate(_:)``.
  package func evaluateCommand(_ parts: [TypedStringPart]) async throws -> String { try await text(of: parts) }

  func text(of parts: [TypedStringPart]) async throws -> String {
    var text = ""
    for part in parts {
      switch part {
      case .text(let literal): text += literal
      case .placeholder(let placeholder): text += try await self.text(of: placeholder)
      }
    }
    return text
  }

  private func text(of placeholder: TypedPlaceholder) async throws -> String {
    let value = try await value(of: placeholder)
    do {
      if value == .none {
        guard let fallback = placeholder.fallback else { return "" }
        return try await evaluate(fallback).text
      }
      if let whenTrue = placeholder.whenTrue, let whenFalse = placeholder.whenFalse {
        return try await evaluate(value.truth ? whenTrue : whenFalse).text
      }
      if let separator = placeholder.separator {
        let texts = try value.elements.map { try Self.text(of: $0) }
        return try await texts.joined(separator: evaluate(separator).text)
      }
      return try Self.text(of: value)
    } catch var error as EvaluationError {
      if error.place == nil { error.place = EvaluationError.Place(file: file, span: placeholder.span) }
      throw error
    }
  }

  /// The value of the expression; from 1.2 on it is `None`, too, where a `None` in it led to an error.
  private func value(of placeholder: TypedPlaceholder) async throws -> WDLValue {
    do {
      return try await evaluate(placeholder.expression)
    } catch let error as EvaluationError where error.comesOfNone && version >= .v1_2 {
      return .none
    }
  }

  /// Compound values are written as JSON, which the specification does not ask for and workflows rely on.
  private static func text(of value: WDLValue) throws -> String {
    if value.isPrimitive { return try ValueText.text(of: value) }
    do {
      return JSONWriter.compact(try ValueJSON.json(of: value, type: .any))
    } catch {
      throw EvaluationError("\(value.kind) cannot be written as text", cause: error)
    }
  }
}
