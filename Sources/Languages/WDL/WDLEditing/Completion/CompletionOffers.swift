import LanguageServer
import SourceText
import WDLLanguage

/// What a document has to offer at each kind of place.
struct CompletionOffers {
  private let document: DocumentAnalysis.Document
  private let finder: SymbolFinder
  private let root: String

  init(_ document: DocumentAnalysis.Document, _ analysis: DocumentAnalysis) {
    self.document = document
    finder = SymbolFinder(analysis: analysis)
    root = analysis.root
  }

  private var version: WDLVersion { document.syntax.version }

  // MARK: words of the grammar

  var definitions: [Completion] {
    var words = ["import", "task", "workflow"]
    if version >= .v1_0 { words.append("struct") }
    if version >= .v1_3 { words.append("enum") }
    if document.syntax.versionSpan == nil { words.append("version") }
    return keywords(words)
  }

  var versions: [Completion] {
    WDLVersion.allCases.filter { $0 > .draft2 }.map { Completion($0.rawValue, .keyword) }
  }

  func items(of opening: OpenText.Opening) -> [Completion] {
    switch opening {
    case .task: keywords(taskWords) + types
    case .workflow:
      keywords(["call", "scatter", "if", "input", "output", "meta", "parameter_meta"])
        + (version >= .v1_2 ? keywords(["hints"]) : []) + types
    case .statements: keywords(["call", "scatter", "if"]) + types
    default: types
    }
  }

  private var taskWords: [String] {
    let old = ["command", "output", "meta", "parameter_meta"]
    switch version {
    case .draft2: return old + ["runtime"]
    case .v1_0, .v1_1: return old + ["input", "runtime"]
    default: return old + ["input", "requirements", "hints", "env"]
    }
  }

  private func keywords(_ words: [String]) -> [Completion] { words.map { Completion($0, .keyword, rank: 3) } }

  func attributes(_ section: String) -> [Completion] {
    guard let section = AttributeDocumentation.Section(rawValue: section) else { return [] }
    return AttributeDocumentation.all(in: section, version: version).map {
      Completion(
        $0.name, .attribute, detail: $0.type, documentation: $0.summary, insertion: $0.name + ": ")
    }
  }

  var types: [Completion] {
    let own = document.typed.types.map { name, type in
      if case .enumeration = type {
        Completion(name, .enumeration, rank: 4)
      } else {
        Completion(name, .structure, rank: 4)
      }
    }
    return own
      + TypeDocumentation.all(in: version).map {
        Completion($0.name, .type, detail: $0.name + $0.arguments, documentation: $0.summary)
      }
  }

  // MARK: calls

  func callTargets(_ path: [String]) -> [Completion] {
    var typed = document.typed
    for name in path {
      guard let next = typed.namespaces[name] else { return [] }
      typed = next
    }
    var result = typed.tasks.map { callable(.task($0)) }
    if let workflow = typed.workflow, !path.isEmpty { result.append(callable(.workflow(workflow))) }
    return result
      + typed.namespaces.keys.sorted().map { Completion($0, .namespace, detail: "import", rank: 6) }
  }

  private func callable(_ callable: Callable) -> Completion {
    let kind: SymbolKind = if case .task = callable { .task } else { .workflow }
    return Completion(
      callable.name, kind, detail: kind == .task ? "task" : "workflow",
      documentation: WrittenDocumentation.text(of: callable) ?? "")
  }

  var calls: [Completion] {
    document.names.declarations.filter { $0.role == .call }.map { Completion($0.name, .call) }
  }

  func inputs(of path: [String], without tokens: [OpenText.Token]) -> [Completion] {
    guard let callable = find(path) else { return [] }
    let given = Set(
      zip(tokens, tokens.dropFirst() + [.comma]).compactMap { token, next -> String? in
        guard case .word(let word) = token, next == .assign || next == .comma else { return nil }
        return word
      })
    let inputs = callable.inputs.filter { !given.contains($0.variable.name) }.map { input in
      let isNeeded = input.expression == nil && !input.variable.type.isOptional
      return Completion(
        input.variable.name, .input, detail: "\(input.variable.type)",
        documentation: WrittenDocumentation.text(of: input.variable.name, of: callable) ?? "",
        insertion: input.variable.name + " = ", rank: isNeeded ? 1 : 2)
    }
    return inputs + (tokens.isEmpty && version < .v1_2 ? [Completion("input", .keyword, insertion: "input: ")] : [])
  }

  private func find(_ path: [String]) -> Callable? {
    if let callable = document.typed.callables[path.joined(separator: ".")] { return callable }
    var typed = document.typed
    for name in path.dropLast() {
      guard let next = typed.namespaces[name] else { return nil }
      typed = next
    }
    return path.last.flatMap { typed.callables[$0] }
  }

  // MARK: members

  func members(of structure: String) -> [Completion] {
    guard let (owner, syntax) = finder.structure(structure, in: root),
      let file = finder.analysis.documents[owner]?.file
    else { return [] }
    return syntax.members.map {
      Completion(
        $0.name.text, .member, detail: file.text($0.type.span),
        documentation: WrittenDocumentation.text(of: $0.name.text, of: syntax) ?? "", insertion: $0.name.text + ": ")
    }
  }

  func parameters(_ openings: [OpenText.Opening]) -> [Completion] {
    var declarations: [(DeclarationSyntax, SymbolKind)] = []
    for opening in openings {
      switch opening {
      case .task(let name):
        let task = document.syntax.tasks.first { $0.name.text == name }
        declarations = (task?.inputs ?? []).map { ($0, .input) } + (task?.outputs ?? []).map { ($0, .output) }
      case .workflow(let name):
        let workflow = document.syntax.workflows.first { $0.name.text == name }
        declarations =
          (workflow?.inputs ?? []).map { ($0, .input) } + (workflow?.outputDeclarations ?? []).map { ($0, .output) }
      default: break
      }
    }
    return declarations.map {
      Completion(
        $0.name.text, $1, detail: document.file.text($0.type.span), insertion: $0.name.text + ": ")
    }
  }

  // MARK: expressions

  func completions(of probe: NameProbe?) -> [Completion] {
    switch probe {
    case .names(let variables, let task, let isInOutputs):
      var seen: Set<String> = [CursorProbe.name]
      let values = variables.filter { seen.insert($0.name).inserted }.map(value)
      return values + (task.map { [Completion($0.name, .variable, detail: "task", rank: 3)] } ?? [])
        + functions(isInOutputs: isInOutputs) + literals
    case .member(let type): return members(of: type)
    case nil: return []
    }
  }

  private func value(_ variable: Variable) -> Completion {
    if case .call = variable.type { return Completion(variable.name, .call, detail: "call", rank: 1) }
    return Completion(variable.name, .variable, detail: "\(variable.type)", rank: 1)
  }

  private func functions(isInOutputs: Bool) -> [Completion] {
    StandardLibrary.functions(of: version).values.filter { isInOutputs || !$0.onlyInOutputs }
      .sorted { $0.name < $1.name }
      .map { function in
        Completion(
          function.name, .function, detail: function.overloads.first.map { function.signature($0) } ?? "",
          documentation: function.summary)
      }
  }

  private var literals: [Completion] {
    let types = document.typed.types.compactMap { name, type -> Completion? in
      switch type {
      case .enumeration: Completion(name, .enumeration, rank: 4)
      case .structure where version >= .v1_1: Completion(name, .structure, rank: 4)
      default: nil
      }
    }
    let words = ["true", "false", "if"] + (version >= .v1_1 ? ["None"] : []) + (version < .v1_1 ? ["object"] : [])
    return types + words.map { Completion($0, .keyword, rank: 6) }
  }

  private func members(of type: WDLType) -> [Completion] {
    func member(_ name: String, _ type: WDLType, _ kind: SymbolKind) -> Completion {
      Completion(name, kind, detail: "\(type)")
    }
    switch type.required {
    case .structure(let type): return type.members.map { member($0.name, $0.type, .member) }
    case .call(let type): return type.outputs.map { member($0.name, $0.type, .output) }
    case .pair(let left, let right): return [member("left", left, .member), member("right", right, .member)]
    case .enumerationName(let type): return type.choices.map { Completion($0.name, .choice, detail: type.name) }
    case .task(let scope):
      return TaskVariableMembers.members(in: scope, version: version).map { member($0.0, $0.1, .member) }
    default: return []
    }
  }
}
