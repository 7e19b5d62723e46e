import SourceText
import WDLLanguage

/// The text that the expressions of these tests stand in; the second line is where they fail.
let someFile = SourceFile(name: "some.wdl", text: "version 1.2\nfailing\n")
let somewhere = SourceSpan(12, 19)

/// A literal.
func literal(_ value: WDLValue, _ type: WDLType = .any) -> TypedExpression {
  TypedExpression(.literal(value), type, SourceSpan(0, 0))
}

func node(_ kind: TypedExpression.Kind, _ type: WDLType = .any) -> TypedExpression {
  TypedExpression(kind, type, somewhere)
}

func binary(_ left: WDLValue, _ symbol: BinaryOperator, _ right: WDLValue) -> TypedExpression {
  node(.binary(symbol, literal(left), literal(right)))
}

/// A call of a function's first overload.
func apply(_ name: String, _ arguments: [TypedExpression], type: WDLType = .any) -> TypedExpression? {
  guard let function = StandardLibrary.function(named: name), let overload = function.overloads.first else {
    return nil
  }
  return node(.apply(function, overload, arguments), type)
}

func placeholder(
  _ expression: TypedExpression, separator: String? = nil, whenTrue: String? = nil, whenFalse: String? = nil,
  fallback: String? = nil
) -> TypedStringPart {
  func text(_ text: String?) -> TypedExpression? { text.map { literal(.string($0), .string) } }
  return .placeholder(
    TypedPlaceholder(
      expression: expression, separator: text(separator), whenTrue: text(whenTrue), whenFalse: text(whenFalse),
      fallback: text(fallback), span: somewhere))
}

func evaluate(
  _ expression: TypedExpression, version: WDLVersion = .v1_2, files: FakeFileAccess = FakeFileAccess()
) async throws -> WDLValue {
  try await Evaluator(version: version, file: someFile, files: files) { variable in
    .string("value of \(variable.name)")
  }.evaluate(expression)
}
