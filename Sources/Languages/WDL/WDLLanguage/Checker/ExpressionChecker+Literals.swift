import SourceText

extension ExpressionChecker {
  func checkArray(_ elements: [ExpressionSyntax], _ span: SourceSpan, expecting: WDLType?) -> TypedExpression {
    if case .array(let wanted, let nonEmpty)? = expecting?.required, wanted != .any {
      if elements.isEmpty, nonEmpty {
        sink.error(
          "wdl.empty-array", "an empty array cannot be \(expecting?.required.withArticle ?? "")", at: span,
          help: "the `+` asks for at least one element")
      }
      let typed = elements.map { check($0, as: wanted, "an element") }
      return TypedExpression(.array(typed), .array(wanted, nonEmpty: nonEmpty), span)
    }
    let typed = elements.map { check($0) }
    guard let common = common(typed, "the elements of an array", span) else { return mistake(span) }
    return TypedExpression(
      .array(typed.map { coerce($0, to: common, "an element") }), .array(common, nonEmpty: !elements.isEmpty), span)
  }

  /// The type that all can be made of; reports when there is none.
  private func common(_ expressions: [TypedExpression], _ what: String, _ span: SourceSpan) -> WDLType? {
    guard var common = expressions.first?.type else { return .any }
    for expression in expressions.dropFirst() {
      guard let next = CommonType.of(common, expression.type, version: version) else {
        if isEmptyArray(expression) || common == .array(.any, nonEmpty: false) {
          warnOfEmptyArray(expression, common)
          return .any
        }
        sink.error(
          "wdl.no-common-type",
          "\(what) must be of one type: \(expression.type.withArticle) does not go with "
            + common.withArticle, at: expression.span, label: "this is \(expression.type.withArticle)")
        return nil
      }
      common = next
    }
    return common
  }

  private func isEmptyArray(_ expression: TypedExpression) -> Bool {
    if case .array(let elements) = expression.kind { elements.isEmpty } else { false }
  }

  /// miniwdl and Cromwell take `select_first([file, []])`, whose type nobody knows.
  private func warnOfEmptyArray(_ expression: TypedExpression, _ common: WDLType) {
    sink.warn(
      "wdl.permissive-coercion", "\(expression.type.withArticle) does not go with \(common.withArticle)",
      at: expression.span, label: "this is \(expression.type.withArticle)",
      help: "what comes of it is known only when the workflow runs")
  }

  func checkPair(
    _ left: ExpressionSyntax, _ right: ExpressionSyntax, _ span: SourceSpan, expecting: WDLType?
  ) -> TypedExpression {
    if case .pair(let first, let second)? = expecting?.required {
      let left = check(left, as: first, "the left of the pair")
      let right = check(right, as: second, "the right of the pair")
      return TypedExpression(.pair(left, right), .pair(first, second), span)
    }
    let left = check(left)
    let right = check(right)
    return TypedExpression(.pair(left, right), .pair(left.type, right.type), span)
  }

  func checkMap(
    _ entries: [(key: ExpressionSyntax, value: ExpressionSyntax)], _ span: SourceSpan, expecting: WDLType?
  ) -> TypedExpression {
    switch expecting?.required {
    case .structure?, .object?: break
    default: reportDuplicateKeys(entries)
    }
    switch expecting?.required {
    case .map(let key, let value)? where key != .any && value != .any:
      let typed = entries.map {
        (key: check($0.key, as: key, "a key"), value: check($0.value, as: value, "a value of the map"))
      }
      return TypedExpression(.map(typed), .map(key, value), span)
    case .structure(let type)?:
      if let members = namedMembers(entries) { return structure(type, members, span, isObject: true) }
    case .object?:
      if let members = namedMembers(entries) { return object(members, span) }
    default: break
    }
    let keys = entries.map { check($0.key) }
    let values = entries.map { check($0.value) }
    guard let key = common(keys, "the keys of a map", span), let value = common(values, "the values of a map", span)
    else { return mistake(span) }
    if !key.isPrimitive, key != .any, !(version < .v1_2 && key.required.isPrimitive) {
      sink.error(
        "wdl.map-key", "the keys of a map must be of a primitive type, and \(key.withArticle) is none",
        at: entries[0].key.span)
    }
    let typed = zip(keys, values).map {
      (key: coerce($0, to: key, "a key"), value: coerce($1, to: value, "a value of the map"))
    }
    return TypedExpression(.map(typed), .map(key, value), span)
  }

  /// Reports keys that are written out twice: making the map would fail.
  private func reportDuplicateKeys(_ entries: [(key: ExpressionSyntax, value: ExpressionSyntax)]) {
    var seen: Set<LiteralKey> = []
    for entry in entries {
      guard let key = LiteralKey(entry.key), !seen.insert(key).inserted else { continue }
      sink.error(
        "wdl.duplicate-key", "the map has the key \(key) twice", at: entry.key.span, help: "leave one of them out")
    }
  }

  /// The entries by name, when each key is plain text: a map that is written where a struct is wanted.
  private func namedMembers(
    _ entries: [(key: ExpressionSyntax, value: ExpressionSyntax)]
  ) -> [(name: IdentifierSyntax, value: ExpressionSyntax)]? {
    var members: [(name: IdentifierSyntax, value: ExpressionSyntax)] = []
    for entry in entries {
      guard case .string(let string) = entry.key.kind, let name = string.plainText else { return nil }
      members.append((IdentifierSyntax(name, entry.key.span), entry.value))
    }
    return members
  }

  func checkObject(
    _ members: [(name: IdentifierSyntax, value: ExpressionSyntax)], _ span: SourceSpan, expecting: WDLType?
  ) -> TypedExpression {
    if case .structure(let type)? = expecting?.required {
      return structure(type, members, span, isObject: true)
    }
    return object(members, span)
  }

  private func object(
    _ members: [(name: IdentifierSyntax, value: ExpressionSyntax)], _ span: SourceSpan
  ) -> TypedExpression {
    reportDuplicates(members, "an object")
    return TypedExpression(.object(members.map { ($0.name.text, check($0.value)) }), .object, span)
  }

  func checkStructure(
    _ name: IdentifierSyntax, _ members: [(name: IdentifierSyntax, value: ExpressionSyntax)], _ span: SourceSpan
  ) -> TypedExpression {
    if case .structure(let type)? = types.type(name.text) {
      sink.names?.use(name.span, .type(name.text), .structure(type))
      return structure(type, members, span)
    }
    for member in members { _ = check(member.value) }
    if types.type(name.text) == .any { return mistake(span) }
    let names = types.table.types.compactMap { if case .structure = $0.type { $0.name } else { nil } }
    sink.error(
      "wdl.unknown-type", "there is no struct `\(name.text)`", at: name.span,
      help: sink.suggestion(for: name.text, among: names))
    return mistake(span)
  }

  /// - Parameter isObject: whether it is an object or map that is made a struct: Cromwell and miniwdl leave out what the
  ///   struct does not have.
  private func structure(
    _ type: StructType, _ members: [(name: IdentifierSyntax, value: ExpressionSyntax)], _ span: SourceSpan,
    isObject: Bool = false
  ) -> TypedExpression {
    reportDuplicates(members, "`\(type.name)`")
    var given: [String: TypedExpression] = [:]
    for (name, value) in members {
      guard let member = type.member(name.text) else {
        _ = check(value)
        sink.add(
          "wdl.unknown-member", isObject ? .warning : .error,
          "the struct `\(type.name)` has no member `\(name.text)`", at: name.span,
          help: sink.suggestion(for: name.text, among: type.members.map(\.name))
            ?? (isObject ? "it is left out" : nil))
        continue
      }
      sink.names?.use(name.spanWithoutQuotes, .structMember(structure: type.name, name.text), member.type)
      given[name.text] = check(value, as: member.type, "the member `\(name.text)`")
    }
    let missing = type.members.filter { given[$0.name] == nil && !$0.type.isOptional && $0.type != .any }
    if !missing.isEmpty {
      let names = missing.map { "`\($0.name)`" }.joined(separator: ", ")
      sink.error(
        "wdl.missing-member", "the struct `\(type.name)` needs \(names)", at: span,
        help: "a member that may be left out is declared with `?`")
    }
    let absent = TypedExpression(.literal(.none), .none, span)
    let complete = type.members.map { member in
      (name: member.name, value: given[member.name] ?? TypedExpression(.coerce(absent), member.type, span))
    }
    return TypedExpression(.structure(type, complete), .structure(type), span)
  }

  func reportDuplicates(_ members: [(name: IdentifierSyntax, value: ExpressionSyntax)], _ owner: String) {
    var seen: Set<String> = []
    for member in members where !seen.insert(member.name.text).inserted {
      sink.error(
        "wdl.duplicate-member", "\(owner) is given `\(member.name.text)` twice", at: member.name.span)
    }
  }

  func checkScoped(
    _ kind: ExpressionSyntax.ScopedKind, _ members: [(name: IdentifierSyntax, value: ExpressionSyntax)],
    _ span: SourceSpan
  ) -> TypedExpression {
    reportDuplicates(members, "`\(kind.rawValue)`")
    warnOfUnknownTargets(kind, members.map(\.name))
    let typed = members.map { (name: $0.name.text, value: check($0.value)) }
    return TypedExpression(.scoped(typed), .scoped(kind), span)
  }

  /// A hint for an input or output that the task does not have.
  private func warnOfUnknownTargets(_ kind: ExpressionSyntax.ScopedKind, _ names: [IdentifierSyntax]) {
    guard let targets = place.hintTargets[kind] else { return }
    for name in names {
      let target = name.text.prefix { $0 != "." }
      if targets.contains(where: { $0 == target }) { continue }
      sink.warn(
        "wdl.unknown-hint-target", "the task has no \(kind.rawValue) `\(target)`", at: name.span,
        help: sink.suggestion(for: String(target), among: targets))
    }
  }

  func checkConditional(
    _ condition: ExpressionSyntax, _ then: ExpressionSyntax, _ otherwise: ExpressionSyntax, _ span: SourceSpan,
    expecting: WDLType?
  ) -> TypedExpression {
    let condition = check(condition, as: .boolean, "the condition")
    if let expecting, expecting != .any {
      let then = check(then, as: expecting, "the value of `then`")
      let otherwise = check(otherwise, as: expecting, "the value of `else`")
      return TypedExpression(
        .conditional(condition: condition, then: then, otherwise: otherwise), expecting, span)
    }
    let then = check(then)
    let otherwise = check(otherwise)
    guard let common = CommonType.of(then.type, otherwise.type, version: version) else {
      sink.error(
        "wdl.no-common-type",
        "the branches of `if` must be of one type: \(otherwise.type.withArticle) does not go "
          + "with \(then.type.withArticle)", at: otherwise.span, label: "this is \(otherwise.type.withArticle)")
      return mistake(span)
    }
    return TypedExpression(
      .conditional(
        condition: condition, then: coerce(then, to: common, "the value of `then`"),
        otherwise: coerce(otherwise, to: common, "the value of `else`")), common, span)
  }
}

extension IdentifierSyntax {
  /// Of a name that is written as text: what stands between the quotes.
  fileprivate var spanWithoutQuotes: SourceSpan {
    span.end - span.start == text.utf8.count + 2 ? SourceSpan(span.start + 1, span.end - 1) : span
  }
}

/// A key of a map that is written out.
private enum LiteralKey: Hashable, CustomStringConvertible {
  case boolean(Bool)
  case integer(Int64)
  case text(String)

  init?(_ syntax: ExpressionSyntax) {
    switch syntax.kind {
    case .boolean(let value): self = .boolean(value)
    case .integer(let value): self = .integer(value)
    case .string(let string):
      guard let text = string.plainText else { return nil }
      self = .text(text)
    default: return nil
    }
  }

  var description: String {
    switch self {
    case .boolean(let value): "`\(value)`"
    case .integer(let value): "`\(value)`"
    case .text(let text): "`\(text)`"
    }
  }
}
