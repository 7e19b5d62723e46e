import SourceText

extension ExpressionChecker {
  func checkName(_ name: String, _ span: SourceSpan) -> TypedExpression {
    if let entry = scope.find(name) {
      used.insert(entry.variable.id)
      sink.names?.use(span, .variable(declaration: entry.span), entry.variable.type)
      return TypedExpression(.variable(entry.variable), entry.variable.type, span)
    }
    if let names = sink.names, names.probe == name { probe(names) }
    if name == "task", let variable = place.taskVariable {
      sink.names?.use(span, .taskVariable, variable.type)
      return TypedExpression(.variable(variable), variable.type, span)
    }
    if case .enumeration(let type)? = types.type(name) {
      sink.names?.use(span, .type(name), .enumeration(type))
      return TypedExpression(.literal(.none), .enumerationName(type), span)
    }
    reportUnknown(name, span)
    return mistake(span)
  }

  private func probe(_ names: NameRecorder) {
    let visible = scope.visibleNames.compactMap { scope.find($0)?.variable }
    names.probed(.names(visible, taskVariable: place.taskVariable, isInOutputs: place.isInOutputs))
  }

  private func reportUnknown(_ name: String, _ span: SourceSpan) {
    if name == "task" {
      sink.error(
        "wdl.task-variable", "there is no `task` variable here", at: span,
        help: version < .v1_2
          ? "it is there from version 1.2 on, in commands and outputs"
          : "it is there in commands and outputs, and from version 1.3 on in requirements, hints and runtime")
      return
    }
    let help: String? =
      if functions[name] != nil {
        "`\(name)` is a function: write `\(name)(…)`"
      } else {
        sink.suggestion(for: name, among: scope.visibleNames)
      }
    sink.error("wdl.unknown-name", "there is nothing called `\(name)` here", at: span, help: help)
  }

  func checkMember(_ base: ExpressionSyntax, _ name: IdentifierSyntax, _ span: SourceSpan) -> TypedExpression {
    let base = check(base)
    if let names = sink.names { note(name, of: base, names) }
    switch base.type {
    case .any: return TypedExpression(.member(base, name.text), .any, span)
    case .optional(let inner):
      sink.warn(
        "wdl.permissive-coercion", "`.\(name.text)` is taken of \(base.type.withArticle), which may be `None`",
        at: base.span, label: "this is \(base.type.withArticle)", help: "use `select_first([…])`")
      return member(TypedExpression(.coerce(base), inner, base.span), name, span)
    default: return member(base, name, span)
    }
  }

  private func note(_ name: IdentifierSyntax, of base: TypedExpression, _ names: NameRecorder) {
    if names.probe == name.text { names.probed(.member(of: base.type)) }
    switch base.type.required {
    case .structure(let type):
      guard let member = type.member(name.text) else { return }
      names.use(name.span, .structMember(structure: type.name, name.text), member.type)
    case .call(let type):
      guard let output = type.output(name.text), case .variable(let call) = base.kind,
        let entry = scope.find(call.name)
      else { return }
      names.use(name.span, .callOutput(call: entry.span, name.text), output.type)
    case .enumerationName(let type):
      guard let index = type.index(of: name.text) else { return }
      names.use(
        name.span, .choice(enumeration: type.name, type.choices[index].name), .enumeration(type))
    case .pair(let left, let right):
      guard name.text == "left" || name.text == "right" else { return }
      names.use(name.span, .pairMember(name.text), name.text == "left" ? left : right)
    case .task(let scope):
      guard let type = TaskVariableMembers.type(of: name.text, in: scope, version: version) else { return }
      names.use(name.span, .taskMember(name.text), type)
    default: break
    }
  }

  /// The base's type is not optional.
  private func member(_ base: TypedExpression, _ name: IdentifierSyntax, _ span: SourceSpan) -> TypedExpression {
    func found(_ type: WDLType) -> TypedExpression { TypedExpression(.member(base, name.text), type, span) }
    switch base.type {
    case .object: return found(.any)
    case .map(.string, let value) where version <= .v1_0:
      sink.warn(
        "wdl.permissive-coercion", "`.\(name.text)` looks up a key of a map", at: name.span,
        help: "write `[\"\(name.text)\"]`, as other engines may ask for")
      return found(value)
    case .pair(let left, _) where name.text == "left": return found(left)
    case .pair(_, let right) where name.text == "right": return found(right)
    case .structure(let type):
      if let member = type.member(name.text) { return found(member.type) }
      return noMember(name, "the struct `\(type.name)` has no member", among: type.members.map(\.name), span)
    case .call(let type):
      if let output = type.output(name.text) { return found(output.type) }
      return noMember(name, "the call `\(type.name)` has no output", among: type.outputs.map(\.name), span)
    case .task(let scope):
      if let type = TaskVariableMembers.type(of: name.text, in: scope, version: version) { return found(type) }
      if TaskVariableMembers.type(of: name.text, in: scope, version: .v1_3) != nil {
        sink.needs(.v1_3, "uses of `task.\(name.text)`", in: version, at: name.span)
        return mistake(span)
      }
      let names = TaskVariableMembers.names(in: scope, version: version)
      let variable = scope == .previous ? "task.previous" : "task"
      return noMember(name, "here `\(variable)` has no member", among: names, span)
    case .enumerationName(let type):
      if let index = type.index(of: name.text) {
        return TypedExpression(.literal(.choice(type, index: index)), .enumeration(type), span)
      }
      return noMember(name, "the enumeration `\(type.name)` has no choice", among: type.choices.map(\.name), span)
    default: return noMembers(base, name, span)
    }
  }

  private func noMember(
    _ name: IdentifierSyntax, _ what: String, among names: [String], _ span: SourceSpan
  ) -> TypedExpression {
    let listed = names.count <= 8 && !names.isEmpty ? "it has " + names.map { "`\($0)`" }.joined(separator: ", ") : nil
    sink.error(
      "wdl.unknown-member", "\(what) `\(name.text)`", at: name.span,
      help: sink.suggestion(for: name.text, among: names) ?? listed)
    return mistake(span)
  }

  private func noMembers(_ base: TypedExpression, _ name: IdentifierSyntax, _ span: SourceSpan) -> TypedExpression {
    let help: String? =
      switch base.type {
      case .map: "write `[\"\(name.text)\"]` to look a key up"
      case .pair: "a pair has `left` and `right`"
      case .array: "take one element first: `[0].\(name.text)`"
      default: nil
      }
    sink.error(
      "wdl.unknown-member", "\(base.type.withArticle) has no member `\(name.text)`", at: name.span, help: help)
    return mistake(span)
  }

  func checkElement(_ base: ExpressionSyntax, _ index: ExpressionSyntax, _ span: SourceSpan) -> TypedExpression {
    var base = check(base)
    if case .optional(let inner) = base.type {
      base = coerce(base, to: inner, "what has elements")
    }
    func found(_ type: WDLType, _ index: TypedExpression) -> TypedExpression {
      TypedExpression(.element(base, index: index), type, span)
    }
    switch base.type {
    case .any: return found(.any, check(index))
    case .array(let element, _): return found(element, check(index, as: .int, "the index of an array"))
    case .map(let key, let value): return found(value, check(index, as: key, "the key"))
    case .object: return found(.any, check(index, as: .string, "the name of a member"))
    case .structure(let type) where version <= .v1_0:
      sink.warn(
        "wdl.permissive-coercion", "a member of the struct `\(type.name)` is taken by `[…]`", at: base.span,
        help: "write `.` and its name, as other engines may ask for")
      let index = check(index, as: .string, "the name of a member")
      return found(Self.memberNamed(index, of: type) ?? .any, index)
    default:
      _ = check(index)
      sink.error(
        "wdl.no-elements", "\(base.type.withArticle) has no elements", at: base.span,
        label: "this is \(base.type.withArticle)",
        help: "elements are taken of an array by number and of a map by key")
      return mistake(span)
    }
  }

  /// The type of the member that a plain text names.
  private static func memberNamed(_ index: TypedExpression, of type: StructType) -> WDLType? {
    guard case .string(let parts) = index.kind, parts.count == 1, case .text(let name) = parts[0] else { return nil }
    return type.member(name)?.type
  }
}
