import SourceText

/// A workflow, scatter or conditional clause after its names are known and before its expressions are checked.
final class CollectedScope {
  indirect enum Item {
    case declaration(DeclarationChecker.Declared)
    /// Without a callee when there is none of that name.
    case call(CallSyntax, Callable?, Variable)
    case scatter(ScatterSyntax, Section)
    case conditional(ConditionalSyntax, [Section], exported: [Variable])
  }

  /// The body of a scatter or of one clause.
  struct Section {
    let body: CollectedScope
    let exports: [TypedExport]
  }

  let scope: Scope
  var items: [Item] = []

  init(parent: Scope?) { scope = Scope(parent: parent) }
}
