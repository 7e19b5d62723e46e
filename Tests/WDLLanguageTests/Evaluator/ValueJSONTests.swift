import JSONText
import Testing
import WDLLanguage

private let person = StructType(
  name: "Person",
  members: [StructType.Member(name: "name", type: .string), StructType.Member(name: "age", type: .optional(.int))])
private let color = EnumType(
  name: "Color", valueType: .string,
  choices: [EnumType.Choice(name: "Red", value: "#f00"), EnumType.Choice(name: "Blue", value: "#00f")])

/// A JSON text, a type, and the value that it is.
struct JSONCase: Sendable, CustomTestStringConvertible {
  let text: String
  let type: WDLType
  let value: WDLValue

  init(_ text: String, _ type: WDLType, _ value: WDLValue) {
    self.text = text
    self.type = type
    self.value = value
  }

  var testDescription: String { "\(text) as \(type)" }
}

struct ValueJSONTests {
  private static let bothWays = [
    JSONCase("true", .boolean, true), JSONCase("-3", .int, -3), JSONCase("9223372036854775807", .int, .int(.max)),
    JSONCase("3.0", .float, 3.0), JSONCase("1e-05", .float, 1e-5), JSONCase("\"a\"", .string, "a"),
    JSONCase("\"a\"", .file, .file("a")), JSONCase("\"a\"", .directory, .directory("a")),
    JSONCase("null", .optional(.int), .none),
    JSONCase("[1,null]", .array(.optional(.int), nonEmpty: true), [1, .none]),
    JSONCase("{\"left\":1,\"right\":\"x\"}", .pair(.int, .string), .pair(1, "x")),
    JSONCase("{\"b\":1.0,\"a\":2.0}", .map(.string, .float), .map(("b", 1.0), ("a", 2.0))),
    JSONCase("{\"b\":1,\"a\":[2.0]}", .object, .object(("b", 1), ("a", [2.0]))),
    JSONCase("\"Blue\"", .enumeration(color), .choice(color, index: 1)),
    JSONCase(
      "{\"name\":\"x\",\"age\":null}", .structure(person),
      .structure(person, WDLMembers([("name", "x"), ("age", .none)]))),
  ]

  @Test(arguments: bothWays)
  func readsValues(_ example: JSONCase) throws {
    #expect(try ValueJSON.value(JSONParser.parse(example.text), as: example.type) == example.value)
  }

  @Test(arguments: bothWays)
  func writesValues(_ example: JSONCase) throws {
    #expect(JSONWriter.compact(try ValueJSON.json(of: example.value, type: example.type)) == example.text)
  }

  @Test(arguments: [
    JSONCase("3.0", .int, 3), JSONCase("1e3", .int, 1000), JSONCase("3", .float, 3.0),
    JSONCase("1.10", .string, "1.10"),
    JSONCase("[1, 2]", .pair(.int, .int), .pair(1, 2)), JSONCase("{\"1\": \"a\"}", .map(.int, .string), .map((1, "a"))),
    JSONCase("[{\"left\": 1, \"right\": \"a\"}, [2, \"b\"]]", .map(.int, .string), .map((1, "a"), (2, "b"))),
    JSONCase("{\"location\": \"s3://b/x\", \"checksum\": \"1\"}", .file, .file("s3://b/x")),
    JSONCase("{\"type\": \"Directory\", \"location\": \"/x/\", \"basename\": \"x\"}", .directory, .directory("/x")),
    JSONCase("{\"name\": \"x\"}", .structure(person), .structure(person, WDLMembers([("name", "x"), ("age", .none)]))),
    JSONCase("{\"a\": [1, 1.5, null, true]}", .any, .object(("a", [1, 1.5, .none, true]))),
    JSONCase("123456789012345678901", .any, 123456789012345678901.0),
  ])
  func acceptsOtherSpellings(_ example: JSONCase) throws {
    #expect(try ValueJSON.value(JSONParser.parse(example.text), as: example.type) == example.value)
  }

  @Test(
    arguments: [
      ("1.5", WDLType.int, "expected a value of type `Int` but got 1.5"),
      ("9223372036854775808", .int, "the number 9223372036854775808 does not fit an Int"),
      ("null", .int, "expected a value of type `Int` but got null"),
      ("\"one\"", .int, "expected a value of type `Int` but got a string"),
      ("1e999", .float, "the number 1e999 does not fit a Float"),
      ("[]", .array(.int, nonEmpty: true), "the array must not be empty"),
      ("\"Rod\"", .enumeration(color), "`Color` has no choice `Rod`; did you mean `Red`?"),
      (
        "[{\"nam\": \"x\"}]", .array(.structure(person), nonEmpty: false),
        "the struct `Person` has no member `nam`; did you mean `name`?, at `[0]`"
      ),
      ("{\"age\": 1}", .structure(person), "the member `name` of the struct `Person` is missing"),
      (
        "{\"name\": \"x\", \"age\": true}", .structure(person),
        "expected a value of type `Int` but got a boolean, at `age`"
      ),
      (
        "{\"x\": [{\"left\": 1}]}", .map(.string, .array(.pair(.int, .int), nonEmpty: false)),
        "a pair needs both `left` and `right`, at `x[0]`"
      ),
      ("{\"a\": 1}", .map(.int, .int), "the key is no `Int`, at `a`"),
      (
        "{\"basename\": \"x\", \"listing\": []}", .directory,
        "a `listing` cannot be used yet; name the folder by its `location` alone"
      ),
    ] as [(String, WDLType, String)])
  func saysWhatDoesNotFitAndWhere(_ text: String, _ type: WDLType, _ message: String) throws {
    let json = try JSONParser.parse(text)
    #expect { try ValueJSON.value(json, as: type) } throws: { "\($0)" == message }
  }

  @Test(
    arguments: [
      (WDLValue.map((1, "a")), WDLType.map(.int, .string)), (.map(WDLMap()), .map(.int, .string)),
      ([.map((true, 1))], .any), (.float(.nan), .float), (.float(.infinity), .float),
    ] as [(WDLValue, WDLType)])
  func refusesWhatJSONCannotHold(_ value: WDLValue, _ type: WDLType) {
    #expect(throws: ValueJSONError.self) { try ValueJSON.json(of: value, type: type) }
  }

  @Test func aWholeNumberOfTypeFloatKeepsItsPoint() throws {
    #expect(JSONWriter.compact(try ValueJSON.json(of: [1], type: .array(.float, nonEmpty: false))) == "[1.0]")
  }
}
