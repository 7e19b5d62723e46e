import SourceText

/// The structs and enumerations of one document, imported and its own, resolved as they are asked for, since they may
/// name each other in any order.
final class DeclaredTypes {
  private let version: WDLVersion
  private let sink: DiagnosticSink
  private(set) var table = TypeTable()
  private var waitingStructs: [String: StructSyntax] = [:]
  private var waitingEnums: [String: EnumSyntax] = [:]
  /// The structs that are being resolved, outermost first.
  private var open: [String] = []

  /// A chain of structs within structs longer than this is refused.
  private static let greatestDepth = 100

  init(version: WDLVersion, sink: DiagnosticSink) {
    self.version = version
    self.sink = sink
  }

  var resolver: TypeResolver {
    TypeResolver(
      version: version, sink: sink, declared: { self.type($0) },
      declaredNames: { self.table.names + self.waitingStructs.keys.sorted() + self.waitingEnums.keys.sorted() })
  }

  func type(_ name: String) -> WDLType? {
    if let syntax = waitingStructs[name] { return resolve(syntax) }
    if let syntax = waitingEnums.removeValue(forKey: name) { return resolve(syntax) }
    return table[name]?.type
  }

  func addImported(_ name: String, _ type: WDLType, at span: SourceSpan) {
    table.add(name, TypeTable.Entry(type: type, span: span, isImported: true))
  }

  /// Takes the declarations of the document in and resolves them all.
  func declare(_ document: DocumentSyntax) {
    var structs: [StructSyntax] = []
    for syntax in document.structs where isNew(syntax.name) {
      waitingStructs[syntax.name.text] = syntax
      structs.append(syntax)
    }
    var enums: [EnumSyntax] = []
    for syntax in document.enums where isNew(syntax.name) {
      waitingEnums[syntax.name.text] = syntax
      enums.append(syntax)
    }
    for syntax in structs { _ = type(syntax.name.text) }
    for syntax in enums { _ = type(syntax.name.text) }
  }

  private func isNew(_ name: IdentifierSyntax) -> Bool {
    guard waitingStructs[name.text] == nil, waitingEnums[name.text] == nil else {
      sink.error(
        "wdl.duplicate-type", "there are two types called `\(name.text)`", at: name.span,
        help: "rename one of them")
      return false
    }
    return true
  }

  private func resolve(_ syntax: StructSyntax) -> WDLType {
    let name = syntax.name.text
    guard !open.contains(name), open.count < Self.greatestDepth else {
      refuseNesting(syntax)
      return .any
    }
    open.append(name)
    let type = StructType(name: name, members: members(of: syntax))
    open.removeLast()
    waitingStructs[name] = nil
    if type.extent > StructType.greatestExtent {
      sink.error(
        "wdl.struct-too-large", "`\(name)` and the structs in it have more than \(StructType.greatestExtent) members",
        at: syntax.name.span)
      return keep(.any, syntax.name)
    }
    return keep(.structure(type), syntax.name)
  }

  private func resolve(_ syntax: EnumSyntax) -> WDLType {
    keep(EnumChecker(version: version, sink: sink, types: self).check(syntax), syntax.name)
  }

  private func keep(_ type: WDLType, _ name: IdentifierSyntax) -> WDLType {
    if let imported = table[name.text], imported.type != type, imported.type != .any, type != .any {
      sink.add(
        "wdl.duplicate-type", TypeTable.conflict(in: version),
        "another type called `\(name.text)` is imported, and the two differ", at: name.span,
        help: "import the other under another name: `alias \(name.text) as …`")
    }
    table.add(name.text, TypeTable.Entry(type: type, span: name.span, isImported: false))
    return type
  }

  private func refuseNesting(_ syntax: StructSyntax) {
    let name = syntax.name.text
    if let start = open.firstIndex(of: name) {
      let path = (open[start...] + [name]).map { "`\($0)`" }.joined(separator: " holds ")
      sink.error(
        "wdl.recursive-struct", "the struct `\(name)` holds itself: \(path)", at: syntax.name.span,
        help: "no value could be made of it: take the member out, or hold a key instead")
    } else {
      sink.error(
        "wdl.struct-too-deep", "structs are nested more than \(Self.greatestDepth) deep at `\(name)`",
        at: syntax.name.span)
    }
  }

  private func members(of syntax: StructSyntax) -> [StructType.Member] {
    var names: Set<String> = []
    var members: [StructType.Member] = []
    for member in syntax.members {
      let type = resolver.resolve(member.type)
      guard names.insert(member.name.text).inserted else {
        sink.error(
          "wdl.duplicate-member", "`\(syntax.name.text)` has two members called `\(member.name.text)`",
          at: member.name.span)
        continue
      }
      members.append(StructType.Member(name: member.name.text, type: type))
    }
    warnOfUnknownParameters(syntax, names)
    return members
  }

  private func warnOfUnknownParameters(_ syntax: StructSyntax, _ names: Set<String>) {
    for entry in syntax.parameterMeta?.entries ?? [] where !names.contains(entry.name.text) {
      sink.warn(
        "wdl.unknown-parameter-meta", "`\(syntax.name.text)` has no member `\(entry.name.text)`", at: entry.name.span,
        help: sink.suggestion(for: entry.name.text, among: names.sorted()))
    }
  }
}
