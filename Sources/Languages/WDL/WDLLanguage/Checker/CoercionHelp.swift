/// What to do about two types that do not fit.
enum CoercionHelp {
  static func help(from source: WDLType, to target: WDLType) -> String? {
    switch (source.required, target.required) {
    case (.none, _): "make it optional: `\(target)?`"
    case (.array(let element, _), _) where element == target: "take one element: `[0]`"
    case (_, .array(let element, _)) where element == source: "put it into brackets: `[…]`"
    case (.float, .int): "use `floor`, `ceil` or `round`"
    case (_, .string) where source.required.isPrimitive: "write \"~{…}\" to make a String of it"
    case (.array, .string): "use `sep` to join the elements"
    case (.call, _): "name one of its outputs: `.output`"
    case (.pair, _): "take one side: `.left` or `.right`"
    case (.enumerationName(let type), .enumeration): "name one of its choices: `\(type.name).…`"
    default: nil
    }
  }
}
