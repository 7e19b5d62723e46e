extension WDLType {
  /// For sentences: `an Int`, `a String`.
  package var withArticle: String {
    let name = description
    return (name.first.map { "AEIOaeio".contains($0) } == true ? "an " : "a ") + name
  }
}
