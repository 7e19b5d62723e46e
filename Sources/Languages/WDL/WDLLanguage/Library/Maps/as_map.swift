extension LibraryFunction {
  /// `Map[P, Y] as_map(Array[Pair[P, Y]])`: the inverse of `as_pairs`; a key that is there twice is an error.
  /// Source: specification, Standard Library, `as_map`.
  static let asMap = LibraryFunction(
    "as_map", summary: "A map of the pairs; a key that is there twice is an error.",
    since: .v1_1,
    [
      Overload([.array(.pair(.primitive("P"), .any("Y")))], gives: .map(.primitive("P"), .any("Y"))) { arguments, _ in
        var map = WDLMap()
        for pair in try arguments[0].elements {
          let (key, value) = try pair.halves
          guard map[key] == nil else {
            throw EvaluationError("`as_map` was given the key `\(try ValueText.text(of: key))` twice")
          }
          map[key] = value
        }
        return .map(map)
      }
    ])
}
