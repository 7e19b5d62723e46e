import Testing
package import WDLLanguage

/// Calls a function of the standard library with values that are already what its overload asks for.
///
/// - Parameter overload: which of the overloads that take so many arguments.
func call(
  _ name: String, _ arguments: [WDLValue], overload: Int = 0, types: [WDLType] = [],
  files: FakeFileAccess = FakeFileAccess(), version: WDLVersion = .newest
) async throws -> WDLValue {
  guard let function = StandardLibrary.functions(of: version)[name] else { throw UnknownFunction(name: name) }
  let fitting = function.overloads.filter {
    arguments.count <= $0.parameters.count && arguments.count >= $0.parameters.count - $0.optionalCount
  }
  guard overload < fitting.count else { throw UnknownFunction(name: name) }
  let call = FunctionCall(
    version: version, files: files, expressions: RegularExpressions(),
    argumentTypes: types.isEmpty ? arguments.map { _ in .any } : types, resultType: .any)
  return try await fitting[overload].body(arguments, call)
}

struct UnknownFunction: Error {
  let name: String
}

extension WDLValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int64) { self = .int(value) }
  package init(floatLiteral value: Double) { self = .float(value) }
  package init(booleanLiteral value: Bool) { self = .boolean(value) }
  package init(arrayLiteral elements: WDLValue...) { self = .array(elements) }

  static func map(_ entries: (WDLValue, WDLValue)...) -> WDLValue { .map(WDLMap(entries) ?? WDLMap()) }
  static func object(_ members: (String, WDLValue)...) -> WDLValue { .object(WDLMembers(members)) }
}

/// A call that was made and what it should give.
struct FunctionCase: Sendable, CustomTestStringConvertible {
  let name: String
  let arguments: [WDLValue]
  let expected: WDLValue
  let overload: Int

  init(_ name: String, _ arguments: [WDLValue], _ expected: WDLValue, overload: Int = 0) {
    self.name = name
    self.arguments = arguments
    self.expected = expected
    self.overload = overload
  }

  var testDescription: String { "\(name)(\(arguments))" }
}
