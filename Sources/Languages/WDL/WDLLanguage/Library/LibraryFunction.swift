/// A function of the standard library: its signature, its body, and since when there is one.
///
/// To add one: a file `Library/<Group>/<name>.swift` with a `static let`, listed in ``StandardLibrary``.
package struct LibraryFunction: Sendable {
  package struct Overload: Sendable {
    package let parameters: [TypePattern]
    /// How many of the parameters may be left out, from the end.
    package let optionalCount: Int
    package let result: TypePattern
    /// The first version that has this overload, when that is later than the function's own.
    package let since: WDLVersion
    /// Gets as many values as there were arguments, each coerced to its parameter.
    package let body: @Sendable (_ arguments: [WDLValue], _ call: FunctionCall) async throws -> WDLValue

    package init(
      _ parameters: [TypePattern], optional optionalCount: Int = 0, gives result: TypePattern,
      since: WDLVersion = .draft2,
      body: @escaping @Sendable (_ arguments: [WDLValue], _ call: FunctionCall) async throws -> WDLValue
    ) {
      self.parameters = parameters
      self.optionalCount = optionalCount
      self.result = result
      self.since = since
      self.body = body
    }
  }

  package let name: String
  /// One sentence for who writes a call of it.
  package let summary: String
  package let since: WDLVersion
  /// Whether it may be called only in a task's output section.
  package let onlyInOutputs: Bool
  /// Tried in order; the first whose parameters take the arguments is chosen.
  package let overloads: [Overload]

  package init(
    _ name: String, summary: String, since: WDLVersion = .draft2, onlyInOutputs: Bool = false,
    _ overloads: [Overload]
  ) {
    self.name = name
    self.summary = summary
    self.since = since
    self.onlyInOutputs = onlyInOutputs
    self.overloads = overloads
  }
}

/// What a function may need to know of the place where it is called.
package struct FunctionCall: Sendable {
  package let version: WDLVersion
  package let files: any FileAccess
  package let expressions: RegularExpressions
  /// The types of the arguments as they were coerced, and of the result.
  package let argumentTypes: [WDLType]
  package let resultType: WDLType

  package init(
    version: WDLVersion, files: any FileAccess, expressions: RegularExpressions, argumentTypes: [WDLType],
    resultType: WDLType
  ) {
    self.version = version
    self.files = files
    self.expressions = expressions
    self.argumentTypes = argumentTypes
    self.resultType = resultType
  }
}

/// The type of a parameter or result, with type variables where any type will do.
package indirect enum TypePattern: Sendable {
  package enum Constraint: Hashable, Sendable {
    case anything
    /// Boolean, Int, Float, String, File, Directory, or a choice.
    case primitive
    /// What has a size in `size()`: anything that can hold files.
    case holdsFiles
    case structOrObject
    case enumeration
  }

  case exact(WDLType)
  /// The same name stands for the same type in one signature. `optional` variables may be bound to optional types.
  case variable(String, Constraint, allowsOptional: Bool)
  case array(TypePattern, nonEmpty: Bool)
  case map(TypePattern, TypePattern)
  case pair(TypePattern, TypePattern)
  case optional(TypePattern)
  /// A Boolean that is written as this very word.
  case constant(Bool)
  /// What `value()` gives of a choice: the type of the values of the enumeration that the variable stands for.
  case choiceValue(of: String)

  /// A variable that takes any type, optional ones included.
  package static func any(_ name: String) -> TypePattern { .variable(name, .anything, allowsOptional: true) }
  /// A variable that takes any type but optional ones.
  package static func required(_ name: String) -> TypePattern { .variable(name, .anything, allowsOptional: false) }
  package static func primitive(_ name: String) -> TypePattern { .variable(name, .primitive, allowsOptional: false) }
  package static func array(_ element: TypePattern) -> TypePattern { .array(element, nonEmpty: false) }

  package static var boolean: TypePattern { .exact(.boolean) }
  package static var int: TypePattern { .exact(.int) }
  package static var float: TypePattern { .exact(.float) }
  package static var string: TypePattern { .exact(.string) }
  package static var file: TypePattern { .exact(.file) }
  package static var directory: TypePattern { .exact(.directory) }
}
