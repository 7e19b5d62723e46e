import SourceText

/// Merges fields and puts values in the place of substitutions. Source: HOCON.md of lightbend/config, "Substitutions".
///
/// A field is a stack of what was said of it, in the order of the text. A substitution takes the whole stack of what it
/// names, or, where that field is being resolved already, only what lies below: "looking back".
struct HOCONResolver {
  /// What was said of one field.
  private struct Stack {
    /// From the root; nil for what no substitution can name.
    var path: [String]?
    var layers: [Layer]
  }

  private enum Layer {
    case written(HOCONExpression)
    case known(PlacedValue)
  }

  private enum Shape {
    case absent
    case simple(PlacedValue)
    case object([String], [String: Stack], SourceSpan)
  }

  private(set) var unset: [(name: String, span: SourceSpan)] = []
  private let document: Stack
  /// Fields that are being resolved, and which of their layers.
  private var active: [[String]: Int] = [:]
  private var depth = 0
  /// Grows with each step: a short text can stand for a very long one.
  private var work = 0

  private static let mostWork = 200_000
  private static let deepest = 150

  init(_ fields: [HOCONField]) {
    let piece = HOCONPiece(content: .object(fields), span: SourceSpan(0, 0))
    document = Stack(path: [], layers: [.written(HOCONExpression(pieces: [piece], span: SourceSpan(0, 0)))])
  }

  mutating func root() throws(ForeignTextError) -> PlacedMembers {
    try value(of: document, at: SourceSpan(0, 0))?.members ?? PlacedMembers()
  }

  private mutating func count(_ steps: Int, at span: SourceSpan) throws(ForeignTextError) {
    work += steps
    if work > Self.mostWork { throw ForeignTextError("the substitutions here stand for too much", at: span) }
  }

  // MARK: Stacks

  /// The value of a field; nil when it has none.
  private mutating func value(of stack: Stack, at span: SourceSpan) throws(ForeignTextError) -> PlacedValue? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      throw ForeignTextError("substitutions follow each other for too long", at: span)
    }
    switch try shape(of: stack) {
    case .absent: return nil
    case .simple(let value): return value
    case .object(let names, let fields, let span):
      var members = PlacedMembers()
      for name in names {
        if let field = fields[name], let value = try value(of: field, at: span) { members[name] = value }
      }
      return PlacedValue(.members(members), at: span)
    }
  }

  private mutating func shape(of stack: Stack) throws(ForeignTextError) -> Shape {
    var shape = Shape.absent
    let first = stack.layers.lastIndex { layer in
      if case .written(let expression) = layer { return expression.hidesEarlier }
      return false
    }
    for number in (first ?? 0)..<max(first ?? 0, stack.layers.count) {
      switch stack.layers[number] {
      case .written(let expression):
        if let fields = expression.fields {
          try count(fields.count, at: expression.span)
          for field in fields { add(field, in: stack.path, to: &shape) }
          if fields.isEmpty { begin(at: expression.span, &shape) }
        } else if let value = try value(of: expression, layer: number, of: stack.path) {
          try add(value, in: stack.path, to: &shape)
        }
      case .known(let value): try add(value, in: stack.path, to: &shape)
      }
    }
    return shape
  }

  /// Makes an object without names of what is none yet.
  private func begin(at span: SourceSpan, _ shape: inout Shape) {
    if case .object = shape { return }
    shape = .object([], [:], span)
  }

  private func add(_ field: HOCONField, in path: [String]?, to shape: inout Shape) {
    guard let name = field.path.first else { return }
    var value = field.value
    if field.path.count > 1 {
      let rest = HOCONField(path: field.path.dropFirst(), value: value)
      value = HOCONExpression(pieces: [HOCONPiece(content: .object([rest]), span: value.span)], span: value.span)
    }
    add(.written(value), named: name, in: path, at: value.span, to: &shape)
  }

  private mutating func add(_ value: PlacedValue, in path: [String]?, to shape: inout Shape) throws(ForeignTextError) {
    guard let members = value.members else {
      shape = .simple(value)
      return
    }
    try count(members.names.count, at: value.span)
    if members.isEmpty { begin(at: value.span, &shape) }
    for (name, member) in members.pairs { add(.known(member), named: name, in: path, at: value.span, to: &shape) }
  }

  private func add(_ layer: Layer, named name: String, in path: [String]?, at span: SourceSpan, to shape: inout Shape) {
    var (names, fields, start): ([String], [String: Stack], SourceSpan) = ([], [:], span)
    if case .object(let known, let stacks, let first) = shape { (names, fields, start) = (known, stacks, first) }
    // So that the dictionary is not copied for each name.
    shape = .absent
    if fields[name] == nil { names.append(name) }
    fields[name, default: Stack(path: path.map { $0 + [name] }, layers: [])].layers.append(layer)
    shape = .object(names, fields, start)
  }

  // MARK: Substitutions

  private mutating func lookUp(_ path: [String], at span: SourceSpan) throws(ForeignTextError) -> PlacedValue? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      throw ForeignTextError("substitutions follow each other for too long", at: span)
    }
    var stack = document
    for name in path {
      guard case .object(_, let fields, _) = try shape(of: stack), let field = fields[name] else { return nil }
      stack = seen(field)
    }
    return try value(of: stack, at: span)
  }

  /// A field that is being resolved shows what lies below.
  private func seen(_ stack: Stack) -> Stack {
    guard let path = stack.path, let layer = active[path] else { return stack }
    return Stack(path: path, layers: Array(stack.layers.prefix(layer)))
  }

  /// The pieces of a value joined; nil when there is nothing in it but substitutions that are not set.
  private mutating func value(
    of expression: HOCONExpression, layer: Int, of path: [String]?
  ) throws(ForeignTextError) -> PlacedValue? {
    let before = path.flatMap { active[$0] }
    if let path { active[path] = layer }
    defer { if let path { active[path] = before } }
    if let simple = HOCONJoining.simple(expression) { return simple }
    var values: [HOCONJoining.Part] = []
    for piece in expression.pieces {
      switch piece.content {
      case .quoted(let text), .unquoted(let text): values.append(.value(PlacedValue(.text(text), at: piece.span)))
      case .space(let text): values.append(.space(text))
      case .object:
        let inner = HOCONExpression(pieces: [piece], span: piece.span)
        if let value = try value(of: Stack(path: nil, layers: [.written(inner)]), at: piece.span) {
          values.append(.value(value))
        }
      case .list(let elements):
        var list: [PlacedValue] = []
        for element in elements {
          if let value = try value(of: Stack(path: nil, layers: [.written(element)]), at: element.span) {
            list.append(value)
          }
        }
        values.append(.value(PlacedValue(.list(list), at: piece.span)))
      case .substitution(let path, let isOptional):
        if let value = try substituted(path, isOptional, at: piece.span) { values.append(.value(value)) }
      }
    }
    let joined = try HOCONJoining.join(values, at: expression.span)
    try count(1 + (joined?.spelled?.utf8.count ?? 0) / 16 + (joined?.list?.count ?? 0), at: expression.span)
    return joined
  }

  private mutating func substituted(
    _ path: [String], _ isOptional: Bool, at span: SourceSpan
  ) throws(ForeignTextError) -> PlacedValue? {
    try count(1, at: span)
    if let value = try lookUp(path, at: span) { return PlacedValue(value.content, at: span) }
    let name = path.joined(separator: ".")
    if isOptional {
      // What a list is appended to by `+=` is written nowhere.
      if active[path] == nil, !unset.contains(where: { $0.span == span }) { unset.append((name, span)) }
      return nil
    }
    return PlacedValue(.unknown("needs ${\(name)}, which the file does not set"), at: span)
  }
}
