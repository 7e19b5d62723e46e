import Testing
import WDLLanguage

private let chocolate: WDLValue = "I like chocolate when\nit's late"

struct StringFunctionTests {
  @Test(arguments: [
    FunctionCase("sub", [chocolate, "like", "love"], "I love chocolate when\nit's late"),
    FunctionCase("sub", [chocolate, "late", "early"], "I like chocoearly when\nit's early"),
    FunctionCase("sub", [chocolate, "late$", "early"], "I like chocolate when\nit's early"),
    FunctionCase("sub", [chocolate, "[^ ]late", "early"], "I like chocearly when\nit's late"),
    FunctionCase("sub", [chocolate, " [[:alpha:]]{4} ", " 4444 "], "I 4444 chocolate when\nit's late"),
    FunctionCase("sub", [chocolate, "\\n", " "], "I like chocolate when it's late"),
    FunctionCase("sub", ["when chocolate", "([^ ]+) ([^ ]+)", "\\2, \\1?"], "chocolate, when?"),
    FunctionCase("sub", ["ab", "(a)|(b)", "<\\1\\2>"], "<a><b>"),
    FunctionCase("sub", ["a.b", "\\.", "$1"], "a$1b"),
    FunctionCase("sub", ["x", "y", "z"], "x"), FunctionCase("sub", ["", "^", "z"], "z"),
    FunctionCase("find", ["hello\tBob", "e..o"], "ello"), FunctionCase("find", ["hello", "[0-9]"], .none),
    FunctionCase("matches", ["abc123", "^a.+3$"], true), FunctionCase("matches", ["abc123", "^b"], false),
    FunctionCase("matches", ["hello\tBob", "\\t"], true),
    FunctionCase("split", ["a,b,c", ","], ["a", "b", "c"]), FunctionCase("split", ["a,", ","], ["a", ""]),
    FunctionCase("split", ["abc", ";"], ["abc"]), FunctionCase("split", ["a1b22c", "[0-9]+"], ["a", "b", "c"]),
  ])
  func givesWhatTheSpecificationSays(_ example: FunctionCase) async throws {
    #expect(try await call(example.name, example.arguments) == example.expected)
  }

  @Test func aGroupThatIsNotThereIsRefused() async {
    await #expect(throws: EvaluationError.self) { try await call("sub", ["a", "a", "\\1"]) }
  }
}
