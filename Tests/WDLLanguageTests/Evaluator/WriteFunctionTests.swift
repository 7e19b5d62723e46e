import Testing
import WDLLanguage

private let rows: WDLValue = [["one", "two"], ["un", "deux"]]
private let numbers = StructType(
  name: "Numbers",
  members: [StructType.Member(name: "first", type: .string), StructType.Member(name: "second", type: .int)])
private let structs: WDLValue = [
  .structure(numbers, WDLMembers([("first", "one"), ("second", 1)])),
  .structure(numbers, WDLMembers([("first", "un"), ("second", 2)])),
]

struct WriteFunctionTests {
  /// What the function writes into the file that it gives.
  private func written(_ name: String, _ arguments: [WDLValue], overload: Int = 0, types: [WDLType] = []) async throws
    -> String?
  {
    let files = FakeFileAccess()
    guard case .file(let path) = try await call(name, arguments, overload: overload, types: types, files: files) else {
      return nil
    }
    return files.text(path)
  }

  @Test(arguments: [
    FunctionCase("write_lines", [["a", "b"]], "a\nb\n"), FunctionCase("write_lines", [[]], ""),
    FunctionCase("write_tsv", [rows], "one\ttwo\nun\tdeux\n"),
    FunctionCase("write_tsv", [rows, true, ["x", "y"]], "x\ty\none\ttwo\nun\tdeux\n"),
    FunctionCase("write_tsv", [rows, false, ["x"]], "one\ttwo\nun\tdeux\n"),
    FunctionCase("write_tsv", [structs], "one\t1\nun\t2\n", overload: 1),
    FunctionCase("write_tsv", [structs, true], "first\tsecond\none\t1\nun\t2\n"),
    FunctionCase("write_tsv", [structs, true, ["x", "y"]], "x\ty\none\t1\nun\t2\n", overload: 1),
    FunctionCase("write_map", [.map(("k", "v"), ("a", "b"))], "k\tv\na\tb\n"),
    FunctionCase("write_json", [.map(("k", [1, 2.0, .none]))], "{\"k\": [1, 2.0, null]}"),
    FunctionCase("write_object", [.object(("a", 1), ("b", .file("/x")))], "a\tb\n1\t/x\n"),
    FunctionCase("write_objects", [[.object(("a", 1), ("b", 2)), .object(("b", 4), ("a", 3))]], "a\tb\n1\t2\n3\t4\n"),
    FunctionCase("write_objects", [[]], ""),
  ])
  func writesWhatTheSpecificationSays(_ example: FunctionCase) async throws {
    let text = try await written(example.name, example.arguments, overload: example.overload)
    #expect(text.map { .string($0) } == example.expected)
  }

  @Test func theHeaderOfNoStructsComesFromTheirType() async throws {
    let types: [WDLType] = [.array(.structure(numbers), nonEmpty: false), .boolean]
    #expect(try await written("write_tsv", [[], true], types: types) == "first\tsecond\n")
  }

  @Test func theSameContentHasTheSameName() async throws {
    let first = try await call("write_lines", [["a"]])
    #expect(try await call("write_lines", [["a"]]) == first)
  }

  @Test(arguments: [
    FunctionCase("write_tsv", [rows, true, ["x"]], .none), FunctionCase("write_json", [.map((1, 2))], .none),
    FunctionCase("write_object", [.object(("a", [1]))], .none),
    FunctionCase("write_objects", [[.object(("a", 1)), .object(("b", 1))]], .none),
  ])
  func refusesWhatTheSpecificationRefuses(_ example: FunctionCase) async {
    await #expect(throws: (any Error).self) { try await call(example.name, example.arguments) }
  }
}
