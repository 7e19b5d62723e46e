import Testing
import WDLLanguage

struct ValueEqualityTests {
  @Test(
    arguments: [
      (WDLValue.int(1), WDLValue.float(1.0), true), (.none, .none, true), (1, .none, false), (true, "true", true),
      (1, true, false),
      ([1, 2, 3], [1, 2, 3], true), ([1, 2, 3], [2, 1, 3], false), ([1], [1.0], true),
      (.map(("a", 1), ("b", 2)), .map(("a", 1), ("b", 2)), true),
      (.map(("a", 1), ("b", 2)), .map(("b", 2), ("a", 1)), false),
      (.object(("a", 1), ("b", 2)), .object(("b", 2), ("a", 1)), true), (.object(("a", 1)), .object(("b", 1)), false),
      (.pair(1, "a"), .pair(1, "a"), true), (.pair(1, "a"), .pair(1, "b"), false),
      ("\u{e9}", "e\u{301}", false),
      (.file("/data/../data/hello.txt"), .file("/data/hello.txt"), true),
      (.file("hello.txt"), .file("/task/hello.txt"), true),
      (.file("hello.txt"), .file("/other/hello.txt"), false), (.directory("/a/"), .directory("/a"), true),
      (.file("/a"), "/./a", true), (.file("s3://b//a"), .file("s3://b/a"), false), ([1], 1, false),
    ] as [(WDLValue, WDLValue, Bool)])
  func comparesAsTheSpecificationSays(_ left: WDLValue, _ right: WDLValue, _ areEqual: Bool) async throws {
    #expect(try await ValueEquality.areEqual(left, right, files: FakeFileAccess()) == areEqual)
    #expect(try await ValueEquality.areEqual(right, left, files: FakeFileAccess()) == areEqual)
  }
}
