import SourceText
import Testing
import WDLLanguage

@Suite struct ExpressionParserTests {
  @Test(
    "Operators bind as the specification's table says",
    arguments: [
      ("1 + 2 * 3", "(1 + (2 * 3))"),
      ("1 - 2 - 3", "((1 - 2) - 3)"),
      ("2 ** 3 ** 2", "((2 ** 3) ** 2)"),
      ("-2 ** 2", "((-2) ** 2)"),
      ("a * b ** c", "(a * (b ** c))"),
      ("a || b && c", "(a || (b && c))"),
      ("a == b < c", "(a == (b < c))"),
      ("a < b == c > d", "((a < b) == (c > d))"),
      ("!a && b", "((!a) && b)"),
      ("!a.b[0]", "(!a.b[0])"),
      ("- - 1", "(-(-1))"),
      ("(1 + 2) * 3", "((1 + 2) * 3)"),
      ("a % b / c", "((a % b) / c)"),
      ("a != b || c <= d && e >= f", "((a != b) || ((c <= d) && (e >= f)))"),
    ])
  func operators(text: String, tree: String) {
    #expect(Parsing.expression(text) == tree)
  }

  @Test(
    "Every form of expression is read",
    arguments: [
      ("[1, 2, 3]", "[1, 2, 3]"),
      ("[]", "[]"),
      ("[1,]", "[1]"),
      ("{}", "{}"),
      ("{\"a\": 1, \"b\": [2]}", "{\"a\": 1, \"b\": [2]}"),
      ("(1, \"a\")", "pair(1, \"a\")"),
      ("((1, 2), 3)", "pair(pair(1, 2), 3)"),
      ("object { a: 1, input: 2 }", "object {a: 1, input: 2}"),
      ("Person { name: \"Ann\", age: 3 }", "Person {name: \"Ann\", age: 3}"),
      ("Person {}", "Person {}"),
      ("select_first([a, b])", "select_first([a, b])"),
      ("stdout()", "stdout()"),
      ("a.b.c[1][\"x\"].left", "a.b.c[1][\"x\"].left"),
      ("f(x)[0].right", "f(x)[0].right"),
      ("if a then b else c", "(if a then b else c)"),
      ("if a then b else if c then d else e + 1", "(if a then b else (if c then d else (e + 1)))"),
      ("1 + if a then 2 else 3", "(1 + (if a then 2 else 3))"),
      ("true && false", "(true && false)"),
      ("None", "None"),
      ("object", "object"),
      ("task.name", "task.name"),
      ("(Color).Red", "Color.Red"),
    ])
  func forms(text: String, tree: String) {
    #expect(Parsing.expression(text) == tree)
  }

  @Test(
    "Numbers are decimal, octal, hexadecimal or floats",
    arguments: [
      ("0", "0"), ("017", "15"), ("0x1F", "31"), ("0XfF", "255"), ("1.5", "1.5"), ("1.", "1.0"), (".5", "0.5"),
      ("1e3", "1000.0"), ("1.5E-2", "0.015"), ("9223372036854775807", "9223372036854775807"),
      ("-9223372036854775808", "-9223372036854775808"), ("0x7FFFFFFFFFFFFFFF", "9223372036854775807"),
    ])
  func numbers(text: String, value: String) {
    #expect(Parsing.expression(text) == value)
  }

  @Test(
    "A number that does not fit is refused",
    arguments: ["9223372036854775808", "0xFFFFFFFFFFFFFFFFFF", "99999999999999999999999999", "-9223372036854775809"])
  func tooLarge(text: String) {
    #expect(Parsing.expression(text) == "wdl.integer-overflow: the number does not fit into an Int")
  }

  @Test("A float beyond the largest is refused")
  func tooLargeFloat() {
    #expect(Parsing.expression("1e999") == "wdl.float-overflow: the number does not fit into a Float")
  }

  @Test("A malformed number is named as a whole", arguments: ["12ab", "0x", "089", "0xZZ"])
  func malformed(text: String) {
    #expect(Parsing.expression(text) == "wdl.malformed-number: `\(text)` is no number")
  }

  @Test("Deep nesting is refused and does not use up the stack", arguments: ["(", "[", "!", "-", "if a then "])
  func deep(open: String) {
    let text = String(repeating: open, count: 100_000) + "1"
    #expect(Parsing.expression(text).contains("wdl.too-deep"))
  }

  @Test("A long chain of operators is refused", arguments: [" + 1", "[0]", ".a"])
  func long(link: String) {
    #expect(Parsing.expression("a" + String(repeating: link, count: 100_000)).contains("wdl.too-deep"))
  }

  @Test("Nesting that people write is accepted")
  func nested() {
    let text = String(repeating: "(1 + ", count: 90) + "1" + String(repeating: ")", count: 90)
    #expect(Parsing.expression(text).hasPrefix("(1 + (1 + "))
  }

  @Test("Placeholders nest within each other")
  func placeholders() {
    #expect(
      Parsing.expression("\"a~{if b then '~{1 + i}' else \"${\"~{c}\"}\"}z\"")
        == "\"a·~{(if b then '~{(1 + i)}' else \"${\"~{c}\"}\")}·z\"")
  }

  @Test("A deep nest of placeholders is refused")
  func deepPlaceholders() {
    let text = String(repeating: "\"~{", count: 10_000) + "1"
    #expect(Parsing.expression(text).contains("wdl.too-deep"))
  }
}
