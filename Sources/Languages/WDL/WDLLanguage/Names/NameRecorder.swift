import SourceText

/// Where the checker notes what names stand for, when somebody wants to know.
///
/// One serves the check of one document.
package final class NameRecorder {
  /// A name that nothing has, at the place of a cursor.
  let probe: String?
  private var uses: [NameUse] = []
  private var declarations: [DeclaredName] = []
  private var calls: [SourceSpan: Callable] = [:]
  private var sameAs: [SourceSpan: SourceSpan] = [:]
  private var found: NameProbe?

  package init(probe: String? = nil) { self.probe = probe }

  /// What was noted.
  package var record: NameRecord {
    NameRecord(
      uses: uses.enumerated().sorted { ($0.element.span.start, $0.offset) < ($1.element.span.start, $1.offset) }
        .map(\.element),
      declarations: declarations.sorted { $0.span.start < $1.span.start }, calls: calls, sameAs: sameAs, probe: found)
  }

  func use(_ span: SourceSpan, _ meaning: NameUse.Meaning, _ type: WDLType = .any) {
    uses.append(NameUse(span: span, meaning: meaning, type: type))
  }

  func declare(_ variable: Variable, _ span: SourceSpan, _ role: Scope.Role) {
    declarations.append(DeclaredName(name: variable.name, span: span, role: role.declared, type: variable.type))
    use(span, .variable(declaration: span), variable.type)
  }

  func call(_ name: SourceSpan, _ callee: Callable) { calls[name] = callee }

  /// Notes that several clauses of a conditional declare one name.
  func join(_ spans: [SourceSpan]) {
    guard let first = spans.first else { return }
    for span in spans.dropFirst() where span != first { sameAs[span] = first }
  }

  func probed(_ probe: NameProbe) { found = found ?? probe }
}

extension Scope.Role {
  fileprivate var declared: DeclaredName.Role {
    switch self {
    case .input: .input
    case .declaration, .export: .declaration
    case .call: .call
    case .scatterVariable: .scatterVariable
    case .output: .output
    }
  }
}
