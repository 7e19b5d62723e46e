extension WDLType {
  /// For sentences: `an Int`, `a String`.
  package var withArticle: String {
    switch self {
    case .none: return "`None`"
    case .call(let type): return "the call `\(type.name)`"
    case .task: return "the `task` variable"
    case .enumerationName(let type): return "the enumeration `\(type.name)` itself"
    case .scoped(let kind): return "`\(kind.rawValue) { … }`"
    default:
      let name = description
      return (name.first.map { "AEIOaeio".contains($0) } == true ? "an " : "a ") + name
    }
  }
}
