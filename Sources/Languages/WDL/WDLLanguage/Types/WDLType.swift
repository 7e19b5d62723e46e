/// The type of a value.
package indirect enum WDLType: Hashable, Sendable {
  case boolean
  case int
  case float
  case string
  case file
  case directory
  case array(WDLType, nonEmpty: Bool)
  case map(WDLType, WDLType)
  case pair(WDLType, WDLType)
  case structure(StructType)
  case enumeration(EnumType)
  /// The untyped `Object` of 1.0 and 1.1, and what `object { … }` makes.
  case object
  /// Never of an optional type: make one with ``optional``.
  case optional(WDLType)
  /// The type of `None`: coerces to every optional type.
  case none
  /// Known only when it is there: what `read_json` gives, and the elements of `[]`.
  case any
  /// The name of an enumeration, whose members are its choices.
  case enumerationName(EnumType)
  /// A call, whose members are its outputs.
  case call(CallType)
  /// The `task` variable (1.2) where it stands.
  case task(TaskVariableScope)
  /// `hints { … }`, `input { … }`, `output { … }` of a hints section.
  case scoped(ExpressionSyntax.ScopedKind)

  /// The same type, optional.
  package var optional: WDLType {
    switch self {
    case .optional, .none, .any: self
    default: .optional(self)
    }
  }

  package var isOptional: Bool {
    switch self {
    case .optional, .none: true
    default: false
    }
  }

  /// The type without its `?`.
  package var required: WDLType { if case .optional(let inner) = self { inner } else { self } }

  package var isPrimitive: Bool {
    switch self {
    case .boolean, .int, .float, .string, .file, .directory, .enumeration: true
    default: false
    }
  }

  /// How many structs and members stand in it.
  fileprivate var extent: Int {
    switch self {
    case .structure(let type): type.extent
    case .array(let element, _): element.extent
    case .optional(let inner): inner.extent
    case .map(let left, let right), .pair(let left, let right): left.extent + right.extent
    default: 1
    }
  }

  /// Whether a file or folder can stand anywhere in a value of this type.
  package var holdsFiles: Bool {
    switch self {
    case .file, .directory, .object, .any: true
    case .array(let element, _): element.holdsFiles
    case .map(let key, let value): key.holdsFiles || value.holdsFiles
    case .pair(let left, let right): left.holdsFiles || right.holdsFiles
    case .structure(let type): type.holdsFiles
    case .optional(let inner): inner.holdsFiles
    default: false
    }
  }
}

extension WDLType: CustomStringConvertible {
  /// As the language writes it.
  package var description: String {
    switch self {
    case .boolean: "Boolean"
    case .int: "Int"
    case .float: "Float"
    case .string: "String"
    case .file: "File"
    case .directory: "Directory"
    case .array(let element, let nonEmpty): "Array[\(element)]" + (nonEmpty ? "+" : "")
    case .map(let key, let value): "Map[\(key), \(value)]"
    case .pair(let left, let right): "Pair[\(left), \(right)]"
    case .structure(let type): type.name
    case .enumeration(let type): type.name
    case .object: "Object"
    case .optional(let inner): "\(inner)?"
    case .none: "None"
    case .any: "Any"
    case .enumerationName(let type): "enum \(type.name)"
    case .call(let type): "call \(type.name)"
    case .task: "task"
    case .scoped(let kind): kind.rawValue
    }
  }
}

/// A struct by name and members; two are the same when both are.
package final class StructType: Hashable, Sendable {
  package struct Member: Hashable, Sendable {
    package let name: String
    package let type: WDLType

    package init(name: String, type: WDLType) {
      self.name = name
      self.type = type
    }
  }

  package let name: String
  /// In the order of the declaration.
  package let members: [Member]
  /// Whether a file or folder can stand anywhere in it.
  package let holdsFiles: Bool
  /// How many members it has with those of its members, so that nobody walks through more than a checker allowed.
  package let extent: Int

  package init(name: String, members: [Member]) {
    self.name = name
    self.members = members
    holdsFiles = members.contains { $0.type.holdsFiles }
    extent = members.reduce(1) { min($0 + $1.type.extent, StructType.greatestExtent + 1) }
  }

  /// A struct of more members than this, with those of its members, is refused: twenty structs of two members each
  /// can describe a million.
  package static let greatestExtent = 20_000

  package func member(_ name: String) -> Member? { members.first { $0.name == name } }

  package static func == (left: StructType, right: StructType) -> Bool {
    left === right || (left.name == right.name && left.members == right.members)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(members.count)
  }
}

/// An enumeration (1.3): names with values of one type.
package final class EnumType: Hashable, Sendable {
  package struct Choice: Hashable, Sendable {
    package let name: String
    package let value: WDLValue

    package init(name: String, value: WDLValue) {
      self.name = name
      self.value = value
    }
  }

  package let name: String
  package let valueType: WDLType
  package let choices: [Choice]

  package init(name: String, valueType: WDLType, choices: [Choice]) {
    self.name = name
    self.valueType = valueType
    self.choices = choices
  }

  package func index(of choice: String) -> Int? { choices.firstIndex { $0.name == choice } }

  package static func == (left: EnumType, right: EnumType) -> Bool {
    left === right || (left.name == right.name && left.valueType == right.valueType && left.choices == right.choices)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(choices.count)
  }
}

/// What a call gives back, as an expression after it sees it.
package final class CallType: Hashable, Sendable {
  package let name: String
  package let outputs: [StructType.Member]

  package init(name: String, outputs: [StructType.Member]) {
    self.name = name
    self.outputs = outputs
  }

  package func output(_ name: String) -> StructType.Member? { outputs.first { $0.name == name } }

  package static func == (left: CallType, right: CallType) -> Bool {
    left === right || (left.name == right.name && left.outputs == right.outputs)
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// How much of the `task` variable is known where it is used (1.3: before the attempt; 1.2: command; then outputs).
package enum TaskVariableScope: Hashable, Sendable {
  /// In `requirements`, `hints` and `runtime` (1.3): attempt, name, previous, metadata.
  case requirements
  case command
  case outputs
  /// `task.previous` (1.3): what the attempt before asked for; every member optional.
  case previous
}
