import Testing
import WorkflowModel

@testable import Commands

@Suite struct SecretValueTests {
  @Test(arguments: [
    ("hunter2\n", "hunter2"), ("hunter2\r\n", "hunter2"), ("two\nlines\n\n", "two\nlines\n"), (" x ", " x "),
  ])
  func oneLineFeedAtTheEndIsLeftOut(given: String, expected: String) throws {
    #expect(try SecretValue.value(Array(given.utf8)) == expected)
  }

  @Test(arguments: [[], [0x0A], [0xFF, 0xFE], [UInt8](repeating: 0x61, count: 65_537)])
  func whatCannotBeKeptIsRefusedWithoutBeingShown(bytes: [UInt8]) {
    let error = #expect(throws: ExecutionError.self) { try SecretValue.value(bytes) }
    #expect(error?.code == .configuration)
    #expect("\(error.map(String.init(describing:)) ?? "")".contains("aaa") == false)
  }

  @Test func agesAreOfTheLargestUnit() {
    #expect([5.0, 600, 7300, 200_000, -3].map(SecretListing.age) == ["5 s", "10 min", "2 h", "2 d", "0 s"])
  }
}

@Suite struct TypedLineTests {
  private func line(_ keys: String) -> TypedLine {
    var line = TypedLine()
    for key in keys.utf8 where !line.take(key) { break }
    return line
  }

  @Test func aLineEndsWithEnter() { #expect(line("ab\ncd").bytes == Array("ab".utf8)) }

  @Test func whatWasTypedCanBeTakenBack() {
    #expect(line("aé\u{7F}b\n").bytes == Array("ab".utf8))
    #expect(line("wrong\u{15}right\n").bytes == Array("right".utf8))
    #expect(line("\u{7F}a\n").bytes == Array("a".utf8))
  }

  @Test func ctrlCEndsItWithoutAValue() { #expect(line("ab\u{03}").isInterrupted) }
}
