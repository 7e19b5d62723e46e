extension LibraryFunction {
  /// `Pair[Array[X], Array[Y]] unzip(Array[Pair[X, Y]])`: the inverse of `zip`.
  /// Source: specification, Standard Library, `unzip`.
  static let unzip = LibraryFunction(
    "unzip", summary: "The left and the right values of pairs as a pair of two arrays: the inverse of `zip`.",
    since: .v1_1,
    [
      Overload([.array(.pair(.any("X"), .any("Y")))], gives: .pair(.array(.any("X")), .array(.any("Y")))) {
        arguments, _ in
        let pairs = try arguments[0].elements.map { try $0.halves }
        return .pair(.array(pairs.map(\.left)), .array(pairs.map(\.right)))
      }
    ])
}
