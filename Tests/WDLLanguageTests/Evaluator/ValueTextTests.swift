import Testing
import WDLLanguage

struct ValueTextTests {
  @Test(
    arguments: [
      (3.141, "3.141000"), (3.141e-10, "0.000000"), (3.141e10, "31410000000.000000"), (0, "0.000000"),
      (-1.5, "-1.500000"),
      (0.0000005, "0.000000"), (0.00000051, "0.000001"), (0.9999999, "1.000000"), (-0.0, "-0.000000"),
      (1e22, "10000000000000000000000.000000"),
      (9007199254740992, "9007199254740992.000000"),
      (
        1e100,
        "10000000000000000159028911097599180468360808563945281389781327557747838772170381060813469985856815104.000000"
      ),
      (123456.7890125, "123456.789012"), (.leastNonzeroMagnitude, "0.000000"),
    ] as [(Double, String)])
  func aFloatHasSixDigitsAfterThePoint(_ number: Double, _ text: String) throws {
    #expect(try ValueText.text(of: .float(number)) == text)
  }

  @Test(
    arguments: [
      (WDLValue.none, ""), (true, "true"), (-5, "-5"), ("abc", "abc"), (.file("/a"), "/a"), (.directory("/a/"), "/a"),
      (.directory("/"), "/"),
      (
        .choice(
          EnumType(name: "E", valueType: .string, choices: [EnumType.Choice(name: "Red", value: "#f00")]), index: 0),
        "Red"
      ),
    ] as [(WDLValue, String)])
  func primitiveValuesAreWrittenAsThePlaceholdersOfTheSpecificationDo(_ value: WDLValue, _ text: String) throws {
    #expect(try ValueText.text(of: value) == text)
  }

  @Test(arguments: [WDLValue.array([]), .pair(1, 2), .map(("a", 1)), .object(("a", 1))])
  func compoundValuesHaveNoText(_ value: WDLValue) {
    #expect(throws: EvaluationError.self) { try ValueText.text(of: value) }
  }
}
