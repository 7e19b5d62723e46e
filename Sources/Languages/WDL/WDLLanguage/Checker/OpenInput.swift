extension TypedScope {
  /// The first input of its calls, or of the calls within them, that is needed and not given. Of a called workflow it is
  /// known already.
  var openInput: String? {
    for item in items {
      if let open = item.openInput { return open }
    }
    return nil
  }
}

extension TypedItem {
  fileprivate var openInput: String? {
    switch self {
    case .declaration: return nil
    case .call(let call): return call.openInput
    case .scatter(let scatter): return scatter.body.openInput
    case .conditional(let conditional):
      for clause in conditional.clauses {
        if let open = clause.body.openInput { return open }
      }
      return nil
    }
  }
}

extension TypedCall {
  fileprivate var openInput: String? {
    let given = Set(arguments.map(\.name))
    let open = callee.inputs.first {
      $0.expression == nil && !$0.variable.type.isOptional && !given.contains($0.variable.name)
    }
    if let open { return "\(name).\(open.variable.name)" }
    guard case .workflow(let workflow) = callee else { return nil }
    return workflow.openInput.map { "\(name).\($0)" }
  }
}
