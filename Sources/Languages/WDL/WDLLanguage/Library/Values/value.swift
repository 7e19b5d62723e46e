extension LibraryFunction {
  /// `T value(Enum)`: the value of a choice.
  /// Source: specification 1.3, Standard Library, `value`.
  static let value = LibraryFunction(
    "value", summary: "The value of a choice of an enumeration.",
    since: .v1_3,
    [
      Overload([.variable("E", .enumeration, allowsOptional: false)], gives: .choiceValue(of: "E")) { arguments, _ in
        guard case .choice(let type, let index) = arguments[0], type.choices.indices.contains(index) else {
          throw EvaluationError("`value` needs a choice of an enumeration but got \(arguments[0].kind)")
        }
        return type.choices[index].value
      }
    ])
}
