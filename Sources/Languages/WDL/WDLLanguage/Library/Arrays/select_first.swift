extension LibraryFunction {
  /// `X select_first(Array[X?])`: the first value that is not `None`; an error when there is none, or (1.2) the second
  /// argument. Source: specification, Standard Library, `select_first`.
  static let selectFirst = LibraryFunction(
    "select_first",
    summary: "The first value that is not `None`; when there is none, the second argument (1.2), or an error.",
    [
      Overload([.array(.optional(.required("X")))], gives: .required("X")) { arguments, _ in
        let elements = try arguments[0].elements
        if let value = elements.first(where: { $0 != .none }) { return value }
        throw EvaluationError(
          elements.isEmpty
            ? "`select_first` was given an empty array" : "`select_first` was given an array with nothing but `None`")
      },
      Overload([.array(.optional(.required("X"))), .required("X")], gives: .required("X"), since: .v1_2) {
        arguments, _ in try arguments[0].elements.first { $0 != .none } ?? arguments[1]
      },
    ])
}
