import Testing
import WDLLanguage

private let person = StructType(
  name: "Person",
  members: [StructType.Member(name: "name", type: .string), StructType.Member(name: "age", type: .optional(.int))])
private let color = EnumType(
  name: "Color", valueType: .string,
  choices: [EnumType.Choice(name: "Red", value: "#f00"), EnumType.Choice(name: "Blue", value: "#00f")])

struct CoercionCase: Sendable {
  let value: WDLValue
  let type: WDLType
  let expected: WDLValue

  init(_ value: WDLValue, _ type: WDLType, _ expected: WDLValue) {
    self.value = value
    self.type = type
    self.expected = expected
  }
}

struct ValueCoercionTests {
  @Test(arguments: [
    CoercionCase(1, .float, 1.0), CoercionCase(1.0, .int, 1), CoercionCase("1", .int, 1),
    CoercionCase("1.5", .float, 1.5),
    CoercionCase("true", .boolean, true), CoercionCase(1, .string, "1"), CoercionCase(1.5, .string, "1.500000"),
    CoercionCase("/a", .file, .file("/a")), CoercionCase("/a/", .directory, .directory("/a")),
    CoercionCase(.file("/a"), .string, "/a"), CoercionCase(1, .optional(.float), 1.0),
    CoercionCase(.none, .optional(.float), .none), CoercionCase("Red", .enumeration(color), .choice(color, index: 0)),
    CoercionCase(.choice(color, index: 1), .string, "Blue"),
    CoercionCase(["1", 2.0], .array(.int, nonEmpty: true), [1, 2]),
    CoercionCase(.pair(1, "a"), .pair(.float, .file), .pair(1.0, .file("a"))),
    CoercionCase(.map(("a", 1)), .map(.file, .float), .map((.file("a"), 1.0))),
    CoercionCase(.map((1, "a")), .array(.pair(.int, .string), nonEmpty: false), [.pair(1, "a")]),
    CoercionCase([.pair(1, "a")], .map(.int, .string), .map((1, "a"))),
    CoercionCase(.map(("a", 1)), .object, .object(("a", 1))),
    CoercionCase(.object(("a", 1)), .map(.string, .float), .map(("a", 1.0))),
    CoercionCase(
      .map(("name", "x")), .structure(person), .structure(person, WDLMembers([("name", "x"), ("age", .none)]))),
    CoercionCase(
      .object(("age", 3.0), ("name", "x")), .structure(person),
      .structure(person, WDLMembers([("name", "x"), ("age", 3)]))),
    CoercionCase(
      .structure(person, WDLMembers([("name", "x"), ("age", 1)])), .object, .object(("name", "x"), ("age", 1))),
    CoercionCase([1, "a"], .any, [1, "a"]),
  ])
  func convertsWhatAVersionAllows(_ example: CoercionCase) throws {
    #expect(try ValueCoercion.coerce(example.value, to: example.type) == example.expected)
  }

  @Test(
    arguments: [
      (WDLValue.none, WDLType.int, "`None` cannot be used as a value of type `Int`, which is not optional"),
      (1.5, .int, "the Float 1.5 cannot be used as a value of type `Int`"),
      ("x", .int, "the String `x` cannot be used as a value of type `Int`"),
      (1e300, .int, "the Float 1e+300 cannot be used as a value of type `Int`"),
      ([], .array(.int, nonEmpty: true), "the array must not be empty"),
      ([1, [2]], .array(.int, nonEmpty: false), "element 1: an Array cannot be used as a value of type `Int`"),
      ("Rod", .enumeration(color), "`Color` has no choice `Rod`; did you mean `Red`?"),
      (.object(("nam", "x")), .structure(person), "the struct `Person` has no member `nam`; did you mean `name`?"),
      (.object(("age", 1)), .structure(person), "the member `name` of the struct `Person` is missing"),
      (
        .object(("name", "x"), ("age", "y")), .structure(person),
        "the member `age`: the String `y` cannot be used as a value of type `Int`"
      ),
      (.map((1, 2), ("1", 3)), .map(.string, .int), "the key `1` is there twice"),
      ([1], .map(.string, .int), "only an array of pairs can be used as a map, but element 0 is an Int"),
    ] as [(WDLValue, WDLType, String)])
  func saysWhatDoesNotFitAndWhere(_ value: WDLValue, _ type: WDLType, _ message: String) {
    #expect { try ValueCoercion.coerce(value, to: type) } throws: { "\($0)" == message }
  }
}
