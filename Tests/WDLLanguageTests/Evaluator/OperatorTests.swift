import SourceText
import Testing
import WDLLanguage

struct OperatorCase: Sendable, CustomTestStringConvertible {
  let left: WDLValue
  let symbol: BinaryOperator
  let right: WDLValue
  let expected: WDLValue

  init(_ left: WDLValue, _ symbol: BinaryOperator, _ right: WDLValue, _ expected: WDLValue = .none) {
    self.left = left
    self.symbol = symbol
    self.right = right
    self.expected = expected
  }

  var testDescription: String { "\(left) \(symbol.rawValue) \(right)" }
}

struct OperatorTests {
  @Test(arguments: [
    OperatorCase(7, .divide, 2, 3), OperatorCase(-7, .divide, 2, -3), OperatorCase(-7, .remainder, 2, -1),
    OperatorCase(7, .remainder, -2, 1), OperatorCase(.int(.min), .remainder, -1, 0),
    OperatorCase(7.5, .remainder, 2.0, 1.5),
    OperatorCase(2, .power, 10, 1024), OperatorCase(2, .power, 0, 1), OperatorCase(-2, .power, 63, .int(.min)),
    OperatorCase(2.0, .power, 0.5, .float(2.0.squareRoot())), OperatorCase(2, .power, -1.0, 0.5),
    OperatorCase(1, .add, 2.5, 3.5),
    OperatorCase("a", .add, "b", "ab"), OperatorCase("a", .add, 1, "a1"), OperatorCase(1.5, .add, "a", "1.500000a"),
    OperatorCase(.file("/a"), .add, ".b", "/a.b"), OperatorCase("a", .add, .none, .none),
    OperatorCase(.none, .add, "a", .none),
    OperatorCase(1, .less, 1.5, true), OperatorCase("a", .less, "b", true), OperatorCase("Z", .less, "a", true),
    OperatorCase("\u{e9}", .greater, "f", true), OperatorCase(false, .less, true, true),
    OperatorCase(2, .greaterOrEqual, 2, true),
    OperatorCase(2, .lessOrEqual, 1, false), OperatorCase(1, .equal, 1.0, true),
    OperatorCase(1, .notEqual, .none, true),
  ])
  func givesWhatTheSpecificationSays(_ example: OperatorCase) async throws {
    #expect(try await evaluate(binary(example.left, example.symbol, example.right)) == example.expected)
  }

  @Test(arguments: [
    OperatorCase(.int(.max), .add, 1), OperatorCase(.int(.min), .subtract, 1), OperatorCase(.int(.max), .multiply, 2),
    OperatorCase(.int(.min), .divide, -1), OperatorCase(1, .divide, 0), OperatorCase(1, .remainder, 0),
    OperatorCase(1.0, .divide, 0.0),
    OperatorCase(10, .power, 19), OperatorCase(2, .power, -1), OperatorCase(2, .power, .int(.max)),
    OperatorCase(1e300, .multiply, 1e300),
    OperatorCase("a", .subtract, "b"), OperatorCase(1, .less, "a"), OperatorCase([1], .add, "a"),
    OperatorCase(1, .multiply, .none),
    OperatorCase(true, .add, 1),
  ])
  func whatHasNoResultIsAnErrorAtItsPlace(_ example: OperatorCase) async {
    await #expect {
      try await evaluate(binary(example.left, example.symbol, example.right))
    } throws: { error in
      (error as? EvaluationError)?.place?.span == somewhere
    }
  }

  @Test func unaryOperatorsWorkOnWhatTheyAreFor() async throws {
    #expect(try await evaluate(node(.unary(.minus, literal(5)))) == -5)
    #expect(try await evaluate(node(.unary(.not, literal(true)))) == false)
    await #expect(throws: EvaluationError.self) { try await evaluate(node(.unary(.minus, literal(.int(.min))))) }
  }

  @Test func logicalOperatorsAndConditionalsEvaluateOnlyWhatTheyNeed() async throws {
    let failing = binary(1, .divide, 0)
    #expect(try await evaluate(node(.binary(.and, literal(false), failing))) == false)
    #expect(try await evaluate(node(.binary(.or, literal(true), failing))) == true)
    #expect(
      try await evaluate(node(.conditional(condition: literal(true), then: literal(1), otherwise: failing))) == 1)
    #expect(
      try await evaluate(node(.conditional(condition: literal(false), then: failing, otherwise: literal(2)))) == 2)
  }
}
