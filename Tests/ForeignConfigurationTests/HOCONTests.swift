import SourceText
import Testing

@testable import ForeignConfiguration

/// Read by the rules of HOCON.md of lightbend/config; each test is named for what it says.
@Suite struct HOCONTests {
  private func value(_ text: String) throws -> String { try shown(HOCONDocument(Array(text.utf8)).root) }

  @Test(arguments: [
    ("a = 1, b : two\nc {d = true}", #"{a:1,b:"two",c:{d:true}}"#),
    ("{ a : [1, 2\n3,] , }", "{a:[1,2,3]}"),
    ("// one\na = 1 # two\n# three", "{a:1}"),
    ("\u{FEFF}a\u{A0}=\u{2003}1", "{a:1}"),
    ("", "{}"),
  ]) func separatorsCommentsAndWhiteSpace(_ text: String, _ expected: String) throws {
    #expect(try value(text) == expected)
  }

  @Test(arguments: [
    ("a =  foo  bar baz  ", #"{a:"foo  bar baz"}"#),
    ("a = 10 seconds", #"{a:"10 seconds"}"#),
    ("a = truefoo, b = true, c = null, d = \"true\"", #"{a:"truefoo",b:true,c:null,d:"true"}"#),
    ("a = 10.0bar, b = -5, c = 1e5, d = -x", #"{a:"10.0bar",b:-5,c:1e5,d:"-x"}"#),
    ("a = \"x\\n\\u0041\\uD83D\\uDE00\"\"y\" z", "{a:\"x\nA😀y z\"}"),
    ("a = \"\"\"one \"two\"\n\\n\"\"\"\"", "{a:\"one \"two\"\n\\n\"\"}"),
    ("a = s3://bucket", #"{a:"s3:"}"#),
  ]) func textsAreJoined(_ text: String, _ expected: String) throws {
    if text.contains("s3:") {
      #expect(throws: ForeignTextError.self) { try value(text) }
    } else {
      #expect(try value(text) == expected)
    }
  }

  @Test(arguments: [
    ("a.b.c = 1, a.b.d = 2", "{a:{b:{c:1,d:2}}}"),
    ("a.\"b.c\" = 1", "{a:{b.c:1}}"),
    ("10.0foo = 1, a b c = 2", "{10:{0foo:1},a b c:2}"),
    ("true = 1, 3.14 = 2", "{true:1,3:{14:2}}"),
    ("a { b = 1 } , a { c = 2 }", "{a:{b:1,c:2}}"),
    ("a { b = 1 }, a = null, a { c = 2 }", "{a:{c:2}}"),
    ("a = 1, a = 2", "{a:2}"),
    ("a = [1] [2, 3]\nb = {x : 1} {y : 2}", "{a:[1,2,3],b:{x:1,y:2}}"),
  ]) func pathsAndMerges(_ text: String, _ expected: String) throws {
    #expect(try value(text) == expected)
  }

  @Test(arguments: [
    ("a = ${b}, b = 1", "{a:1,b:1}"),
    ("a = x${b.c}y, b { c = 1 }", #"{a:"x1y",b:{c:1}}"#),
    ("d { x = 1, y = 1 }, a = ${d} { y = 2 }", "{d:{x:1,y:1},a:{x:1,y:2}}"),
    ("p = \"a\", p = ${p}\":b\"", #"{p:"a:b"}"#),
    ("p = [a], p = ${p} [b]", #"{p:["a","b"]}"#),
    ("p += 1\np += 2", "{p:[1,2]}"),
    ("o { p += 1 }, o { p += 2 }", "{o:{p:[1,2]}}"),
    ("bar : { foo : 42, baz : ${bar.foo} }, bar : { foo : 43 }", "{bar:{foo:43,baz:43}}"),
    (
      "bar : { a : ${foo.d}, b : 1 }\nbar.b = 3\nfoo : { c : ${bar.b}, d : 2 }\nfoo.d = 4",
      "{bar:{a:4,b:3},foo:{c:3,d:4}}"
    ),
    ("a = ${?a}foo", #"{a:"foo"}"#),
    ("foo : { a : { c : 1 } }\nfoo : ${foo.a}\nfoo : { a : 2 }", "{foo:{a:2,c:1}}"),
    ("foo : ${does-not-exist}\nfoo : 42", "{foo:42}"),
    ("a = 1, a = ${?NOWHERE}, b = ${?NOWHERE}, c = [${?NOWHERE}]", "{a:1,c:[]}"),
  ]) func substitutions(_ text: String, _ expected: String) throws {
    #expect(try value(text) == expected)
  }

  @Test func whatTheFileDoesNotSetIsNotKnown() throws {
    let document = try HOCONDocument(Array("a = ${HOME}/x, b = 1, b = ${?USER}, c = ${c}, d = ${e}, e = ${d}".utf8))
    #expect(document.root["a"]?.unknown == "needs ${HOME}, which the file does not set")
    #expect(document.root["c"]?.unknown != nil)
    #expect(document.root["d"]?.unknown != nil)
    #expect(document.unset.map(\.name) == ["USER"])
  }

  @Test func includesAreListedAndNotFollowed() throws {
    let text = "include required(classpath(\"application\"))\ninclude \"other.conf\"\nincludes = 1, \"include\" = 2"
    let document = try HOCONDocument(Array(text.utf8))
    #expect(document.includes.map(\.name) == ["application", "other.conf"])
    #expect(shown(document.root) == "{includes:1,include:2}")
  }

  @Test(arguments: [
    "[1, 2]", "{ a = 1", "a = 1 }", "a\nb = 1", "a b\n", "${x", "${x\ny}", "a = ${x\ny}", "a = [1,,2]", "a = [,1]",
    "a = ,", "a", "a..b = 1", ".a = 1", "a. = 1",
    "a = \"x\ny\"",
    "a = \"\"\"x", "a = \"\\q\"", "a = ${b", "a = $b", "a = {x : 1} y", "a = [1] {x : 1}", "a = *", "include = 1",
    "[{ a += 1 }]",
    "a = [{ b += 1 }]", "{a = 1} b",
  ]) func mistakesHaveAPlace(_ text: String) {
    #expect(throws: ForeignTextError.self) { try HOCONDocument(Array(text.utf8)) }
  }

  @Test func hostileTextsEnd() {
    let long = 100_000
    let texts = [
      String(repeating: "a { ", count: long), String(repeating: "[", count: long) + "1",
      "x = " + String(repeating: "[", count: long), String(repeating: "a.", count: long) + "a = 1",
      (0..<500).map { "a\($0) = ${a\($0 + 1)}" }.joined(separator: "\n"),
      "a0 = xxxxxxxxxx\n" + (1..<60).map { "a\($0) = ${a\($0 - 1)}${a\($0 - 1)}" }.joined(separator: "\n"),
      "a0 = [1]\n" + (1..<60).map { "a\($0) = ${a\($0 - 1)} ${a\($0 - 1)}" }.joined(separator: "\n"),
      String(repeating: "x", count: 5 << 20),
    ]
    for text in texts {
      #expect(throws: ForeignTextError.self) { try HOCONDocument(Array(text.utf8)) }
    }
    // Cut off anywhere, it is read or refused.
    let whole = Array("a { b = ${?c} [1, \"x\\n\"], d += \"\"\"y\"\"\" } // z\ninclude file(\"q\")".utf8)
    for length in whole.indices { _ = try? HOCONDocument(Array(whole.prefix(length))) }
    _ = try? HOCONDocument([0xFF, 0xFE, 0x00, 0x3D, 0xE2, 0x80])
  }
}

/// A value in one line, for tests.
func shown(_ members: PlacedMembers) -> String {
  "{" + members.pairs.map { "\($0.name):\(shown($0.value))" }.joined(separator: ",") + "}"
}

private func shown(_ value: PlacedValue) -> String {
  switch value.content {
  case .null: "null"
  case .boolean(let flag): "\(flag)"
  case .number(let text): text
  case .text(let text): "\"\(text)\""
  case .list(let list): "[" + list.map { shown($0) }.joined(separator: ",") + "]"
  case .members(let members): shown(members)
  case .unknown(let reason): "<\(reason)>"
  }
}
