import JSONText
import Testing

@Suite struct JSONValueTests {
  @Test func aRepeatedNameKeepsItsPlaceAndTakesTheLastValue() throws {
    #expect(JSONWriter.compact(try JSONParser.parse(#"{"a":1,"b":2,"a":3}"#)) == #"{"a":3,"b":2}"#)
  }

  @Test func largeObjectsAreTheSameAsSmallOnes() {
    var object = JSONObject()
    for number in 0..<100 { object["\(number)"] = .int(number) }
    object["50"] = nil
    object["7"] = "new"
    #expect(object.count == 99)
    #expect(object["50"] == nil)
    #expect(object["7"] == "new")
    #expect(object["99"] == 99)
    #expect(object.names.prefix(8).last == "7")
    for number in 13..<100 { object["\(number)"] = nil }
    #expect(object.names == (0..<13).map(String.init))
    #expect(object["12"] == 12)
  }

  @Test func integersAreToldFromFractionsByTheirSpelling() {
    #expect(JSONNumber(text: "1").isInteger)
    #expect(!JSONNumber(text: "1.0").isInteger)
    #expect(JSONNumber(text: "1E2").int == nil)
    #expect(JSONNumber(text: "9223372036854775807").int == .max)
    #expect(JSONNumber(text: "9223372036854775808").int == nil)
    #expect(JSONNumber(text: "1e400").double == nil)
    #expect(JSONNumber(0.1).text == "0.1")
  }

  @Test func indentedTextIsForPeople() {
    let value: JSONValue = ["a": [1, [:], []], "b": "x\u{7F}"]
    #expect(
      JSONWriter.indented(value) == """
        {
          "a": [
            1,
            {},
            []
          ],
          "b": "x\\u007f"
        }
        """)
  }

  @Test func whatIsNotOfThatKindIsNil() {
    let value: JSONValue = "text"
    #expect(value.int == nil && value["a"] == nil && value.array == nil && value.bool == nil && !value.isNull)
    #expect(JSONValue.double(2).double == 2)
    #expect(JSONValue.array([]).kind == "an array")
  }
}
