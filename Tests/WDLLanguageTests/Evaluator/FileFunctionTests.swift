import Testing
import WDLLanguage

struct FileFunctionTests {
  private static let contents = [
    "empty": "", "text": "a\nb\n\n", "int": " 42 \n", "float": "1.5\n", "true": "True\n", "word": "maybe",
    "lines": "a\r\n\nb\n", "tail": "a\nb", "table": "row1\tvalue1\nrow2\tvalue2\n",
    "headed": "name\tvalue\nrow1\tvalue1\nrow2\tvalue2\n", "twice": "a\t1\na\t2\n", "ragged": "a\tb\n1\n",
    "json": "{\"a\": [1, 2.0, null], \"b\": \"x\"}", "broken": "{", "folder/a": "123", "folder/b": "45",
    "twonames": "a\ta\n1\t2\n",
  ]

  @Test(arguments: [
    FunctionCase("read_string", [.file("text")], "a\nb"), FunctionCase("read_string", [.file("empty")], ""),
    FunctionCase("read_int", [.file("int")], 42), FunctionCase("read_float", [.file("float")], 1.5),
    FunctionCase("read_float", [.file("int")], 42.0), FunctionCase("read_boolean", [.file("true")], true),
    FunctionCase("read_lines", [.file("lines")], ["a", "", "b"]),
    FunctionCase("read_lines", [.file("tail")], ["a", "b"]),
    FunctionCase("read_lines", [.file("empty")], []),
    FunctionCase("read_tsv", [.file("table")], [["row1", "value1"], ["row2", "value2"]]),
    FunctionCase("read_tsv", [.file("ragged")], [["a", "b"], ["1"]]), FunctionCase("read_tsv", [.file("empty")], []),
    FunctionCase("read_tsv", [.file("table"), false], [["row1", "value1"], ["row2", "value2"]]),
    FunctionCase(
      "read_tsv", [.file("headed"), true],
      [.object(("name", "row1"), ("value", "value1")), .object(("name", "row2"), ("value", "value2"))]),
    FunctionCase(
      "read_tsv", [.file("headed"), true, ["x", "y"]],
      [.object(("x", "row1"), ("y", "value1")), .object(("x", "row2"), ("y", "value2"))]),
    FunctionCase(
      "read_tsv", [.file("table"), false, ["x", "y"]],
      [.object(("x", "row1"), ("y", "value1")), .object(("x", "row2"), ("y", "value2"))]),
    FunctionCase("read_map", [.file("table")], .map(("row1", "value1"), ("row2", "value2"))),
    FunctionCase("read_map", [.file("empty")], .map(WDLMap())),
    FunctionCase("read_json", [.file("json")], .object(("a", [1, 2.0, .none]), ("b", "x"))),
    FunctionCase(
      "read_objects", [.file("headed")],
      [.object(("name", "row1"), ("value", "value1")), .object(("name", "row2"), ("value", "value2"))]),
    FunctionCase("read_objects", [.file("empty")], []),
    FunctionCase("read_object", [.file("table")], .object(("row1", "row2"), ("value1", "value2"))),
    FunctionCase("size", [.file("text")], 5.0), FunctionCase("size", [.none], 0.0),
    FunctionCase("size", [.file("text"), "K"], 0.005),
    FunctionCase("size", [.file("text"), "kib"], .float(5.0 / 1024)),
    FunctionCase("size", [[.file("text"), .none, .file("int")]], 10.0, overload: 1),
    FunctionCase("size", [.directory("folder")], 5.0, overload: 2),
    FunctionCase("size", [.map(("a", .pair(10, .file("text"))), ("b", .pair(50, .none)))], 5.0, overload: 3),
    FunctionCase("basename", [.file("/path/to/file.txt")], "file.txt"),
    FunctionCase("basename", [.file("/path/to/file.txt"), ".txt"], "file"),
    FunctionCase("basename", [.file("s3://bucket/file.txt"), ".bam"], "file.txt"),
    FunctionCase("basename", [.directory("/path/to/dir/")], "dir", overload: 1),
    FunctionCase("join_paths", [.directory("/usr"), "bin"], "/usr/bin"),
    FunctionCase("join_paths", [.directory("/usr/"), ["bin", "echo"]], "/usr/bin/echo", overload: 1),
    FunctionCase("join_paths", [["bin", "echo"]], "/task/bin/echo"),
    FunctionCase("glob", ["folder/*"], [.file("/task/folder/a"), .file("/task/folder/b")]),
    FunctionCase("stdout", [], .file("/task/stdout")), FunctionCase("stderr", [], .file("/task/stderr")),
  ])
  func givesWhatTheSpecificationSays(_ example: FunctionCase) async throws {
    let files = FakeFileAccess(Self.contents)
    let overload = try constantOverload(example)
    #expect(try await call(example.name, example.arguments, overload: overload, files: files) == example.expected)
  }

  /// `read_tsv(file, true)` is the second overload with two arguments.
  private func constantOverload(_ example: FunctionCase) throws -> Int {
    example.name == "read_tsv" && example.arguments.count == 2 && example.arguments[1] == true ? 1 : example.overload
  }

  @Test(arguments: [
    FunctionCase("read_int", [.file("float")], .none), FunctionCase("read_int", [.file("empty")], .none),
    FunctionCase("read_float", [.file("word")], .none), FunctionCase("read_boolean", [.file("word")], .none),
    FunctionCase("read_map", [.file("twice")], .none), FunctionCase("read_map", [.file("ragged")], .none),
    FunctionCase("read_json", [.file("broken")], .none), FunctionCase("read_object", [.file("headed")], .none),
    FunctionCase("read_object", [.file("twonames")], .none), FunctionCase("read_objects", [.file("ragged")], .none),
    FunctionCase("size", [.file("nowhere")], .none), FunctionCase("size", [.file("text"), "furlong"], .none),
    FunctionCase("join_paths", [.directory("/usr"), "/bin"], .none),
    FunctionCase("read_tsv", [.file("table"), true, ["only"]], .none),
  ])
  func refusesWhatTheSpecificationRefuses(_ example: FunctionCase) async {
    let files = FakeFileAccess(Self.contents)
    await #expect(throws: EvaluationError.self) { try await call(example.name, example.arguments, files: files) }
  }
}
