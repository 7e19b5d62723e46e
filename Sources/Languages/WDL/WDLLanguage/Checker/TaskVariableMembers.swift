/// What the `task` variable knows, by the place where it is used.
///
/// Source: specification 1.2 and 1.3, Runtime Access to Requirements, Hints, and Metadata.
package enum TaskVariableMembers {
  private static let allocated: [(String, WDLType)] = [
    ("container", .optional(.string)), ("cpu", .float), ("memory", .int), ("gpu", .array(.string, nonEmpty: false)),
    ("fpga", .array(.string, nonEmpty: false)), ("disks", .map(.string, .int)), ("end_time", .optional(.int)),
  ]

  private static let known: [(String, WDLType)] = [
    ("name", .string), ("id", .string), ("attempt", .int), ("meta", .object), ("parameter_meta", .object),
    ("ext", .object),
  ]

  private static let previous: [(String, WDLType)] = [
    ("memory", .optional(.int)), ("cpu", .optional(.float)), ("container", .optional(.string)),
    ("gpu", .optional(.array(.string, nonEmpty: false))), ("fpga", .optional(.array(.string, nonEmpty: false))),
    ("disks", .optional(.map(.string, .int))), ("max_retries", .optional(.int)),
  ]

  package static func members(in scope: TaskVariableScope, version: WDLVersion) -> [(String, WDLType)] {
    let since13: [(String, WDLType)] = version >= .v1_3 ? [("previous", .task(.previous))] : []
    let retries: [(String, WDLType)] = version >= .v1_3 ? [("max_retries", .int)] : []
    switch scope {
    case .previous: return previous
    case .requirements: return known + since13
    case .command: return known + since13 + allocated + retries
    case .outputs: return known + since13 + allocated + retries + [("return_code", .int)]
    }
  }

  static func type(of member: String, in scope: TaskVariableScope, version: WDLVersion) -> WDLType? {
    members(in: scope, version: version).first { $0.0 == member }?.1
  }

  static func names(in scope: TaskVariableScope, version: WDLVersion) -> [String] {
    members(in: scope, version: version).map(\.0)
  }
}
