import SourceText

/// The names that the clauses of a conditional declare, with the types that its surroundings see.
///
/// Source: specification 1.3, Conditional Statement.
struct ClauseUnion {
  /// Whether there is an `else`, so that one clause is always taken.
  let isComplete: Bool
  let version: WDLVersion
  let sink: DiagnosticSink
  /// In the order of the text.
  private(set) var names: [String] = []
  private var entries: [String: Scope.Entry] = [:]
  private var types: [String: WDLType] = [:]
  private var counts: [String: Int] = [:]
  private var clauseCount = 0

  init(isComplete: Bool, version: WDLVersion, sink: DiagnosticSink) {
    self.isComplete = isComplete
    self.version = version
    self.sink = sink
  }

  mutating func add(_ scope: Scope) {
    clauseCount += 1
    for name in scope.names {
      guard let entry = scope.own(name) else { continue }
      counts[name, default: 0] += 1
      guard let known = types[name] else {
        names.append(name)
        entries[name] = entry
        types[name] = entry.variable.type
        continue
      }
      types[name] = merged(known, entry)
    }
  }

  func entry(_ name: String) -> Scope.Entry? { entries[name] }

  /// As it is when every clause declares it and one is always taken, else optional.
  func type(of name: String) -> WDLType {
    guard let type = types[name] else { return .any }
    return isComplete && counts[name] == clauseCount ? type : type.wrapped(\.optional)
  }

  private func merged(_ known: WDLType, _ entry: Scope.Entry) -> WDLType {
    let type = entry.variable.type
    switch (known, type) {
    case (.call(let first), .call(let second)): return .call(merged(first, second))
    case (.call, _), (_, .call): break
    default:
      if let common = CommonType.of(known, type, version: version), Self.isLossless(known, type, common, version) {
        return common
      }
    }
    sink.error(
      "wdl.no-common-type",
      "`\(entry.variable.name)` is \(known.withArticle) in one clause and \(type.withArticle) in another",
      at: entry.span, label: "this is \(type.withArticle)", help: "rename one of them")
    return .any
  }

  /// A number beside a text has no type of its own: the specification's example calls it an error.
  private static func isLossless(_ left: WDLType, _ right: WDLType, _ common: WDLType, _ version: WDLVersion) -> Bool {
    [left, right].allSatisfy {
      if case .permissive = Coercion.from($0, to: common, version: version) { false } else { true }
    }
  }

  /// The outputs of both calls; those that one lacks are optional.
  private func merged(_ first: CallType, _ second: CallType) -> CallType {
    var outputs: [StructType.Member] = []
    for output in first.outputs {
      guard let other = second.output(output.name) else {
        outputs.append(StructType.Member(name: output.name, type: output.type.optional))
        continue
      }
      outputs.append(
        StructType.Member(
          name: output.name, type: CommonType.of(output.type, other.type, version: version) ?? .any))
    }
    for output in second.outputs where first.output(output.name) == nil {
      outputs.append(StructType.Member(name: output.name, type: output.type.optional))
    }
    return CallType(name: first.name, outputs: outputs)
  }
}
