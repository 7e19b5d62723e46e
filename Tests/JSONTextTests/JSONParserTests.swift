import JSONText
import Testing

@Suite struct JSONParserTests {
  @Test(arguments: [
    "1.0", "-0", "1E5", "1.10", "12345678901234567890", "1e400", "[]", "{}", #""""#, "null", "[true,false]",
    #"{"b":1,"a":{"c":[1,2.50,{"d":null}]}}"#, #""\u0001 \" \\ \n \t é 😀""#, "[[[[]]]]",
  ])
  func textThatIsReadAndWrittenIsTheSame(_ text: String) throws {
    #expect(JSONWriter.compact(try JSONParser.parse(text)) == text)
  }

  @Test(arguments: [
    (#""\u0041\u00e9""#, "Aé"), (#""\ud83d\ude00""#, "😀"), (#""\/\b\f\r""#, "/\u{8}\u{C}\r"),
    (#""\ud83d""#, "\u{FFFD}"), (#""\ude00x""#, "\u{FFFD}x"),
  ])
  func escapesAreRead(_ text: String, expected: String) throws {
    #expect(try JSONParser.parse(text) == .string(expected))
  }

  @Test func spaceAndAByteOrderMarkArePassedOver() throws {
    #expect(try JSONParser.parse([0xEF, 0xBB, 0xBF] + Array(" \t\r\n[ 1 , 2 ] \n".utf8)) == [1, 2])
  }

  @Test(arguments: [
    ("", 0), ("[1,]", 3), ("{\"a\":1,}", 7), ("01", 1), ("1.", 2), ("+1", 0), (".5", 0), ("1e", 2), ("nul", 0),
    ("\"a", 2), ("\"\n\"", 1), ("\"\\x\"", 2), ("\"\\u12g4\"", 3), ("[1 2]", 3), ("{a:1}", 1), ("1 2", 2),
    ("{\"a\" 1}", 5), ("'a'", 0), ("// c", 0), ("NaN", 0), ("-", 1), ("]", 0),
  ])
  func wrongTextIsRefusedAtItsPlace(_ text: String, offset: Int) {
    let error = #expect(throws: JSONError.self) { try JSONParser.parse(text) }
    #expect(error?.offset == offset)
  }

  @Test func nestingWithoutEndIsRefused() {
    #expect(throws: JSONError.self) { try JSONParser.parse(String(repeating: "[", count: 100_000)) }
    #expect(throws: Never.self) {
      try JSONParser.parse(String(repeating: "[", count: 500) + String(repeating: "]", count: 500))
    }
  }

  @Test func everyTextThatIsCutShortIsRefused() {
    let text = #"{"a":[1.5e3,"x\u00e9\n",{"b":null}],"c":true}"#
    for length in 0..<text.utf8.count {
      #expect(throws: JSONError.self) { try JSONParser.parse(Array(text.utf8.prefix(length))) }
    }
  }
}
