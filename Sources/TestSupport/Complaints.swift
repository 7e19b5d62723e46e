/// What a conformance suite has found wrong: sentences, none when all is well.
///
/// Suites return it instead of using a test library, so that they are plain functions: a test says
/// `#expect(await checkStorage(…) == [])`.
struct Complaints {
  private(set) var list: [String] = []

  mutating func expect(_ isTrue: Bool, _ complaint: @autoclosure () -> String) {
    if !isTrue { list.append(complaint()) }
  }

  mutating func expectEqual<Value: Equatable>(_ value: Value, _ expected: Value, _ what: String) {
    if value != expected { list.append("\(what): \(value) instead of \(expected)") }
  }

  /// Runs a part of a suite; a throw is a complaint.
  mutating func part(_ name: String, _ body: (inout Complaints) async throws -> Void) async {
    do {
      try await body(&self)
    } catch {
      list.append("\(name): threw \(error)")
    }
  }
}
