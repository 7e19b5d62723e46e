import Testing
import WDLLanguage

struct ArrayFunctionTests {
  @Test(arguments: [
    FunctionCase("prefix", ["-f ", ["a", "b"]], ["-f a", "-f b"]),
    FunctionCase("prefix", ["-f ", [1, 2]], ["-f 1", "-f 2"]),
    FunctionCase("suffix", [".txt", ["a"]], ["a.txt"]), FunctionCase("quote", [[1, 2.5]], ["\"1\"", "\"2.500000\""]),
    FunctionCase("squote", [["a"]], ["'a'"]), FunctionCase("sep", [", ", ["a", "b"]], "a, b"),
    FunctionCase("sep", [", ", []], ""),
    FunctionCase("range", [3], [0, 1, 2]), FunctionCase("range", [0], []),
    FunctionCase("transpose", [[[0, 1, 2], [3, 4, 5]]], [[0, 3], [1, 4], [2, 5]]), FunctionCase("transpose", [[]], []),
    FunctionCase("transpose", [[[], []]], []),
    FunctionCase(
      "cross", [[1, 2], ["a", "b"]], [.pair(1, "a"), .pair(1, "b"), .pair(2, "a"), .pair(2, "b")]),
    FunctionCase("cross", [[1], []], []),
    FunctionCase("zip", [[1, 2], ["a", "b"]], [.pair(1, "a"), .pair(2, "b")]),
    FunctionCase("unzip", [[.pair(1, "a"), .pair(2, "b")]], .pair([1, 2], ["a", "b"])),
    FunctionCase("unzip", [[]], .pair([], [])),
    FunctionCase("flatten", [[[1], [], [2, 3]]], [1, 2, 3]),
    FunctionCase("contains", [["a", "b"], "b"], true), FunctionCase("contains", [["a"], "b"], false),
    FunctionCase("contains", [[.none, "a"], .none], true, overload: 1),
    FunctionCase("chunk", [["a", "b", "c", "d", "e"], 3], [["a", "b", "c"], ["d", "e"]]),
    FunctionCase("chunk", [[], 3], []), FunctionCase("chunk", [["a"], .int(.max)], [["a"]]),
    FunctionCase("select_first", [[.none, 5, 3]], 5), FunctionCase("select_first", [[], 5], 5),
    FunctionCase("select_first", [[.none], 5], 5), FunctionCase("select_all", [[.none, 5, .none, 3]], [5, 3]),
    FunctionCase("length", [[1, 2]], 2), FunctionCase("length", [.map(("a", 1))], 1, overload: 1),
    FunctionCase("length", [.object(("a", 1))], 1, overload: 2), FunctionCase("length", ["ABCDE"], 5, overload: 3),
    FunctionCase("defined", [1], true), FunctionCase("defined", [.none], false),
  ])
  func givesWhatTheSpecificationSays(_ example: FunctionCase) async throws {
    #expect(try await call(example.name, example.arguments, overload: example.overload) == example.expected)
  }

  @Test(arguments: [
    FunctionCase("range", [-1], .none), FunctionCase("range", [.int(.max)], .none),
    FunctionCase("transpose", [[[1, 2], [3]]], .none), FunctionCase("transpose", [[[], [3]]], .none),
    FunctionCase("zip", [[1], []], .none), FunctionCase("chunk", [[1], 0], .none),
    FunctionCase("select_first", [[]], .none), FunctionCase("select_first", [[.none]], .none),
    FunctionCase("prefix", ["a", [["b"]]], .none),
  ])
  func refusesWhatTheSpecificationRefuses(_ example: FunctionCase) async {
    await #expect(throws: EvaluationError.self) { try await call(example.name, example.arguments) }
  }
}
