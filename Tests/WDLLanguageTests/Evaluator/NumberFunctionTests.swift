import Testing
import WDLLanguage

struct NumberFunctionTests {
  @Test(arguments: [
    FunctionCase("floor", [1.9], 1), FunctionCase("floor", [-1.1], -2),
    FunctionCase("ceil", [1.1], 2), FunctionCase("ceil", [-1.9], -1),
    FunctionCase("round", [2.5], 3), FunctionCase("round", [-2.5], -2), FunctionCase("round", [1.49999], 1),
    FunctionCase("round", [0.49999999999999994], 0),
    FunctionCase("min", [1, 2], 1), FunctionCase("max", [1, 2], 2),
    FunctionCase("min", [1.5, 2.0], 1.5, overload: 1), FunctionCase("max", [1.5, 2.0], 2.0, overload: 1),
  ])
  func givesWhatTheSpecificationSays(_ example: FunctionCase) async throws {
    #expect(try await call(example.name, example.arguments, overload: example.overload) == example.expected)
  }

  @Test(arguments: ["floor", "ceil", "round"], [1e300, -1e19, .infinity, .nan])
  func aFloatThatFitsNoIntIsRefused(_ name: String, _ number: Double) async {
    await #expect(throws: EvaluationError.self) { try await call(name, [.float(number)]) }
  }
}
