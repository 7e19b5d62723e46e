extension LibraryFunction {
  /// `Int min(Int, Int)`, `Float min(Float, Float)`; mixed numbers give a Float.
  /// Source: specification, Standard Library, `min`.
  static let min = LibraryFunction(
    "min", summary: "The smaller of two numbers.",
    since: .v1_1,
    [
      Overload([.int, .int], gives: .int) { arguments, _ in
        .int(try Swift.min(arguments[0].integer, arguments[1].integer))
      },
      Overload([.float, .float], gives: .float) { arguments, _ in
        .float(try Swift.min(arguments[0].number, arguments[1].number))
      },
    ])

  /// `Int max(Int, Int)`, `Float max(Float, Float)`; mixed numbers give a Float.
  /// Source: specification, Standard Library, `max`.
  static let max = LibraryFunction(
    "max", summary: "The larger of two numbers.",
    since: .v1_1,
    [
      Overload([.int, .int], gives: .int) { arguments, _ in
        .int(try Swift.max(arguments[0].integer, arguments[1].integer))
      },
      Overload([.float, .float], gives: .float) { arguments, _ in
        .float(try Swift.max(arguments[0].number, arguments[1].number))
      },
    ])
}
