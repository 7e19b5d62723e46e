import SourceText
import Testing
import WDLLanguage

struct EvaluatorTests {
  @Test func compoundLiteralsHoldTheValuesOfTheirParts() async throws {
    let variable = Variable(id: 0, name: "x", type: .string)
    let x = TypedExpression(.variable(variable), .string, somewhere)
    #expect(try await evaluate(node(.array([literal(1), x]))) == [1, "value of x"])
    #expect(try await evaluate(node(.pair(literal(1), x))) == .pair(1, "value of x"))
    #expect(try await evaluate(node(.map([(key: x, value: literal(1))]))) == .map(("value of x", 1)))
    #expect(try await evaluate(node(.object([(name: "a", value: x)]))) == .object(("a", "value of x")))
    let type = StructType(name: "S", members: [StructType.Member(name: "a", type: .string)])
    #expect(
      try await evaluate(node(.structure(type, [(name: "a", value: x)])))
        == .structure(type, WDLMembers([("a", "value of x")])))
    #expect(try await evaluate(node(.scoped([(name: "a", value: x)]))) == .members(WDLMembers([("a", "value of x")])))
  }

  @Test func aKeyThatIsWrittenTwiceIsAnError() async {
    let map = node(.map([(key: literal("a"), value: literal(1)), (key: literal("a"), value: literal(2))]))
    await #expect(throws: EvaluationError.self) { try await evaluate(map) }
  }

  @Test(
    arguments: [
      (WDLValue.pair(1, 2), "left", WDLValue.int(1)), (.pair(1, 2), "right", 2), (.object(("a", 1)), "a", 1),
      (.members(WDLMembers([("a", 1)])), "a", 1),
    ] as [(WDLValue, String, WDLValue)])
  func membersAreReadByName(_ base: WDLValue, _ name: String, _ expected: WDLValue) async throws {
    #expect(try await evaluate(node(.member(literal(base), name))) == expected)
  }

  @Test(
    arguments: [
      (WDLValue.array([1, 2]), WDLValue.int(1), WDLValue.int(2)), (.map(("a", 1)), "a", 1), (.map((1, "b")), 1, "b"),
      (.object(("a", 1)), "a", 1),
    ] as [(WDLValue, WDLValue, WDLValue)])
  func elementsAreReadByIndexOrKey(_ base: WDLValue, _ index: WDLValue, _ expected: WDLValue) async throws {
    #expect(try await evaluate(node(.element(literal(base), index: literal(index)))) == expected)
  }

  @Test(
    arguments: [
      (WDLValue.array([1, 2]), WDLValue.int(2), "the index 2 is out of bounds: the array has 2 elements"),
      ([1], -1, "the index -1 is out of bounds: the array has 1 elements"),
      (.map(("a", 1)), "b", "the map has no key `b`"),
      (.object(("a", 1)), "b", "there is no member `b`"), (.none, 0, "`None` has no element at an Int"),
    ] as [(WDLValue, WDLValue, String)])
  func whatIsNotThereIsAnErrorAtItsPlace(_ base: WDLValue, _ index: WDLValue, _ message: String) async {
    await #expect {
      try await evaluate(node(.element(literal(base), index: literal(index))))
    } throws: { error in
      let diagnostic = (error as? EvaluationError)?.diagnostic
      return "\(error)" == message && diagnostic?.file.position(of: diagnostic?.span.start ?? 0).line == 2
    }
  }

  @Test func anArgumentWhoseTypeWasUnknownIsCoercedWhenItIsThere() async throws {
    #expect(try await evaluate(#require(apply("floor", [literal("1.5")]))) == 1)
    await #expect(throws: EvaluationError.self) { try await evaluate(#require(apply("floor", [literal([])]))) }
  }

  @Test func aFileThatCannotBeReadIsAnErrorWithItsCause() async throws {
    let reading = try #require(apply("read_int", [literal(.file("nowhere"), .file)]))
    await #expect {
      try await evaluate(reading)
    } throws: {
      "\($0)" == "`read_int` failed: there is no file `nowhere`" && ($0 as? EvaluationError)?.place != nil
    }
  }

  @Test func whatAVariableThrowsPassesThrough() async {
    struct Lost: Error {}
    let evaluator = Evaluator(version: .v1_0, file: someFile, files: FakeFileAccess()) { _ in throw Lost() }
    let variable = TypedExpression(.variable(Variable(id: 0, name: "x", type: .int)), .int, somewhere)
    await #expect(throws: Lost.self) { try await evaluator.evaluate(variable) }
  }

  @Test func theOutputsOfACallThatWasNotMadeAreNone() async throws {
    let type = WDLType.call(CallType(name: "c", outputs: [StructType.Member(name: "x", type: .optional(.int))]))
    let output = node(.member(literal(.none, type), "x"), .optional(.int))
    #expect(try await evaluate(output) == .none)
  }

  @Test func manyMembersAreFoundAsFewAre() {
    var members = WDLMembers()
    for number in 0..<1_000 { members["m\(number)"] = .int(Int64(number)) }
    members["m500"] = 0
    #expect(members.count == 1_000 && members["m999"] == 999 && members["m500"] == 0 && members["m"] == nil)
    #expect(members == WDLMembers(members.entries.reversed()))
  }

  @Test func deepNestingDoesNotExhaustTheStack() async throws {
    var sum = literal(0)
    for _ in 0..<5_000 { sum = node(.binary(.add, sum, literal(1)), .int) }
    #expect(try await evaluate(sum) == 5_000)
  }
}
