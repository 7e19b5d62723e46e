import Testing
import WDLLanguage

struct MapFunctionTests {
  @Test(arguments: [
    FunctionCase("as_pairs", [.map(("b", 1), ("a", 2))], [.pair("b", 1), .pair("a", 2)]),
    FunctionCase("as_map", [[.pair("b", 1), .pair("a", 2)]], .map(("b", 1), ("a", 2))),
    FunctionCase("keys", [.map(("b", 1), ("a", 2))], ["b", "a"]),
    FunctionCase("keys", [.object(("first", "John"), ("last", "Doe"))], ["first", "last"], overload: 1),
    FunctionCase("values", [.map(("b", 1), ("a", 2))], [1, 2]),
    FunctionCase("contains_key", [.map(("a", 1)), "a"], true),
    FunctionCase("contains_key", [.map(("a", 1)), "b"], false),
    FunctionCase("contains_key", [.object(("a", .none)), "a"], true, overload: 1),
    FunctionCase("contains_key", [.map(("a", .map(("b", 1)))), ["a", "b"]], true, overload: 2),
    FunctionCase("contains_key", [.map(("a", .map(("b", 1)))), ["a", "c"]], false, overload: 2),
    FunctionCase("contains_key", [.object(("a", .none)), ["a", "b"]], false, overload: 3),
    FunctionCase(
      "collect_by_key", [[.pair("a", 1), .pair("b", 2), .pair("a", 3)]], .map(("a", [1, 3]), ("b", [2]))),
  ])
  func givesWhatTheSpecificationSays(_ example: FunctionCase) async throws {
    #expect(try await call(example.name, example.arguments, overload: example.overload) == example.expected)
  }

  @Test func aKeyThatIsThereTwiceMakesNoMap() async {
    await #expect(throws: EvaluationError.self) { try await call("as_map", [[.pair("a", 1), .pair("a", 2)]]) }
  }

  @Test func theValueOfAChoiceIsTheOneDeclared() async throws {
    let color = EnumType(
      name: "Color", valueType: .string,
      choices: [EnumType.Choice(name: "Red", value: "#f00"), EnumType.Choice(name: "Blue", value: "#00f")])
    #expect(try await call("value", [.choice(color, index: 1)]) == "#00f")
  }
}
