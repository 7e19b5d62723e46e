extension LibraryFunction {
  /// `Map[P, Array[Y]] collect_by_key(Array[Pair[P, Y]])`: the right values by their left ones, both in the order of
  /// their first appearance. Source: specification, Standard Library, `collect_by_key`.
  static let collectByKey = LibraryFunction(
    "collect_by_key",
    summary: "Gathers the right values of the pairs under their left ones, in the order of their first appearance.",
    since: .v1_1,
    [
      Overload([.array(.pair(.primitive("P"), .any("Y")))], gives: .map(.primitive("P"), .array(.any("Y")))) {
        arguments, _ in
        var order: [WDLValue] = []
        var groups: [WDLValue: [WDLValue]] = [:]
        for pair in try arguments[0].elements {
          let (key, value) = try pair.halves
          if groups[key] == nil { order.append(key) }
          groups[key, default: []].append(value)
        }
        var map = WDLMap()
        for key in order { map[key] = .array(groups[key] ?? []) }
        return .map(map)
      }
    ])
}
