package import SourceText

/// A name in a document and what it stands for.
package struct NameUse: Sendable {
  package enum Meaning: Sendable {
    /// A value of the task or workflow, by where its name is declared in the same document.
    case variable(declaration: SourceSpan)
    /// The `task` variable, and what it knows.
    case taskVariable
    case taskMember(String)
    /// A task or workflow that is called.
    case callable(Callable)
    /// An import, by the name that it goes by.
    case namespace(String)
    /// A struct or enumeration, as this document names it.
    case type(String)
    case structMember(structure: String, String)
    case choice(enumeration: String, String)
    /// What a call gives to the task or workflow.
    case callInput(Callable, String)
    /// What a call gives back; the call is named by where its name stands.
    case callOutput(call: SourceSpan, String)
    case function(LibraryFunction)
    /// `left` or `right` of a pair.
    case pairMember(String)
  }

  package let span: SourceSpan
  package let meaning: Meaning
  package let type: WDLType

  package init(span: SourceSpan, meaning: Meaning, type: WDLType) {
    self.span = span
    self.meaning = meaning
    self.type = type
  }
}

/// A value that a task or workflow declares.
package struct DeclaredName: Sendable {
  package enum Role: Sendable { case input, declaration, call, scatterVariable, output }

  package let name: String
  package let span: SourceSpan
  package let role: Role
  package let type: WDLType
}

/// What all names of a document stand for, as the checker found out.
package struct NameRecord: Sendable {
  /// In the order of the text. Two stand at one place where a call's input is given the value of its own name.
  package let uses: [NameUse]
  /// In the order of the text.
  package let declarations: [DeclaredName]
  /// What is called, by where the call's name stands.
  package let calls: [SourceSpan: Callable]
  /// Of names that several clauses of a conditional declare, the later ones with the first.
  package let sameAs: [SourceSpan: SourceSpan]
  /// What could stand at the place that was asked for.
  package let probe: NameProbe?

  /// Where a value is declared that several clauses declare: the first of them.
  package func first(_ declaration: SourceSpan) -> SourceSpan {
    var first = declaration
    while let other = sameAs[first], other != first { first = other }
    return first
  }
}

/// What the checker knew when it came to a name that stands for the place of a cursor.
package enum NameProbe: Sendable {
  /// The values that can be seen, nearest first.
  case names([Variable], taskVariable: Variable?, isInOutputs: Bool)
  /// After a dot: the type of what stands before it.
  case member(of: WDLType)
}
