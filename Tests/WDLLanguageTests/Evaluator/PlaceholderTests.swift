import Testing
import WDLLanguage

struct PlaceholderTests {
  private func text(_ part: TypedStringPart, version: WDLVersion = .v1_2) async throws -> WDLValue {
    try await evaluate(node(.string([.text("<"), part, .text(">")]), .string), version: version)
  }

  @Test func aPlaceholderWritesItsValue() async throws {
    #expect(try await text(placeholder(literal(3.141))) == "<3.141000>")
    #expect(try await text(placeholder(literal(.none))) == "<>")
    #expect(try await text(placeholder(binary("-m ", .add, .none))) == "<>")
    #expect(try await text(placeholder(binary("-m ", .add, 3))) == "<-m 3>")
    #expect(try await text(placeholder(literal([1, "a"]))) == "<[1,\"a\"]>")
  }

  @Test func optionsDecideHowAValueIsWritten() async throws {
    #expect(try await text(placeholder(literal([1, 2.5, "a"]), separator: ", ")) == "<1, 2.500000, a>")
    #expect(try await text(placeholder(literal([]), separator: ", ")) == "<>")
    #expect(try await text(placeholder(literal(true), whenTrue: "--yes", whenFalse: "")) == "<--yes>")
    #expect(try await text(placeholder(literal(false), whenTrue: "--yes", whenFalse: "")) == "<>")
    #expect(try await text(placeholder(literal(.none), whenTrue: "--yes", whenFalse: "--no")) == "<>")
    #expect(try await text(placeholder(literal(.none), fallback: "foobar")) == "<foobar>")
    #expect(try await text(placeholder(literal(1), fallback: "foobar")) == "<1>")
    #expect(try await text(placeholder(literal(.none), separator: ",", fallback: "no")) == "<no>")
  }

  @Test func anErrorThatComesOfNoneLeavesThePlaceholderEmptyFrom12On() async throws {
    let selection = try #require(apply("select_first", [literal([.none], .array(.optional(.string), nonEmpty: true))]))
    #expect(try await text(placeholder(selection)) == "<>")
    await #expect(throws: EvaluationError.self) { try await text(placeholder(selection), version: .v1_1) }
    let required = node(.coerce(literal(.none)), .int)
    #expect(try await text(placeholder(node(.binary(.multiply, required, literal(2))))) == "<>")
  }

  @Test func anyOtherErrorIsOne() async throws {
    await #expect(throws: EvaluationError.self) { try await text(placeholder(binary(1, .divide, 0))) }
    let empty = try #require(apply("select_first", [literal([], .array(.optional(.string), nonEmpty: false))]))
    await #expect(throws: EvaluationError.self) { try await text(placeholder(empty)) }
  }

  @Test func theLinesOfAValueAreNotIndentedInACommand() async throws {
    let evaluator = Evaluator(version: .v1_0, file: someFile, files: FakeFileAccess()) { _ in .none }
    let command = try await evaluator.evaluateCommand([.text("  echo "), placeholder(literal("a\nb")), .text("\n")])
    #expect(command == "  echo a\nb\n")
  }
}
