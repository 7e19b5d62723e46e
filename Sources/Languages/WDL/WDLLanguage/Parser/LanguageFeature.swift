/// Syntax that came with a version.
enum LanguageFeature {
  case inputSection, structDefinition, importAlias
  case structLiteral, after, callShorthand
  case environment, exponentiation, multiLineString, callWithoutInput, requirements, hints, scopedLiteral, structMeta
  case enumDefinition, elseClause

  /// The first version that has it.
  var since: WDLVersion {
    switch self {
    case .inputSection, .structDefinition, .importAlias: .v1_0
    case .structLiteral, .after, .callShorthand: .v1_1
    case .environment, .exponentiation, .multiLineString, .callWithoutInput, .requirements, .hints, .scopedLiteral,
      .structMeta:
      .v1_2
    case .enumDefinition, .elseClause: .v1_3
    }
  }

  /// For messages, in the plural.
  var title: String {
    switch self {
    case .inputSection: "`input` sections"
    case .structDefinition: "structs"
    case .importAlias: "aliases of imports"
    case .structLiteral: "struct literals"
    case .after: "`after` clauses"
    case .callShorthand: "call inputs without a value"
    case .environment: "`env` declarations"
    case .exponentiation: "`**` operators"
    case .multiLineString: "multi-line strings"
    case .callWithoutInput: "call inputs without `input:`"
    case .requirements: "`requirements` sections"
    case .hints: "`hints` sections"
    case .scopedLiteral: "`hints`, `input` and `output` literals"
    case .structMeta: "`meta` sections of structs"
    case .enumDefinition: "enums"
    case .elseClause: "`else` clauses"
    }
  }

  /// What to write in the versions before.
  var remedy: String? {
    switch self {
    case .inputSection: nil
    case .structLiteral: "write `object { … }`"
    case .callShorthand: "write `name = name`"
    case .exponentiation: "multiply"
    case .multiLineString: "write `\\n` in a quoted string"
    case .callWithoutInput: "write `input:` before the first one"
    case .requirements: "write `runtime { … }`"
    case .elseClause: "write a second `if` with the opposite condition"
    default: nil
    }
  }
}
