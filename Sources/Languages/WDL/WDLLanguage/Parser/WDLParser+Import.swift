import SourceText

extension WDLParser {
  /// `import "uri" as namespace alias From as To …`.
  mutating func importStatement() throws(ParseFailure) -> ImportSyntax {
    let start = try expect(.import, "`import`")
    guard current.kind == .doubleQuote || current.kind == .singleQuote else {
      throw unexpected("the path or URL of a document, in quotes")
    }
    let uri = try string()
    if uri.plainText == nil {
      report(
        "wdl.import-placeholder", "the path of an import cannot have placeholders", at: uri.span,
        help: "write the path itself")
      throw ParseFailure()
    }
    var statement = ImportSyntax(uri: uri, namespace: nil, aliases: [], span: start.joined(with: uri.span))
    if accept(.as) {
      let namespace = try name("a name for the namespace")
      statement.namespace = namespace
      statement.span = statement.span.joined(with: namespace.span)
    }
    while isKeyword(.alias) {
      require(.importAlias, at: current.span)
      advance()
      let from = try name("the name of a struct to alias")
      try expect(.as, "`as` and the new name of `\(from.text)`")
      let to = try name("the new name of `\(from.text)`")
      statement.aliases.append((from: from, to: to))
      statement.span = statement.span.joined(with: to.span)
    }
    return statement
  }
}
