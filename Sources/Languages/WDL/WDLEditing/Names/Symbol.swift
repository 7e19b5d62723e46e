import SourceText
import WDLLanguage

/// Something that a document declares and names stand for.
struct Symbol: Hashable {
  /// The path or URL of the document.
  let document: String
  /// Where the name stands that declares it. That of an import without `as` is its path.
  let span: SourceSpan
  /// What it is, as two may be declared by one name: a call and the task that it calls.
  let kind: Kind

  enum Kind: Hashable { case value, callable, type, alias, member, choice, namespace }
}

/// A name at a place, with what it stands for.
struct Occurrence {
  let span: SourceSpan
  /// Nil for what the language itself declares.
  let symbol: Symbol?
  /// What the checker knows; nil for names of definitions.
  let use: NameUse?
}
