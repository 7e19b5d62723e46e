extension LibraryFunction {
  /// `String sep(String, Array[P])`: the elements as a placeholder writes them, with the text between each two.
  /// Source: specification, Standard Library, `sep`.
  static let sep = LibraryFunction(
    "sep", summary: "The elements as one text, with the first argument between each two.",
    since: .v1_1,
    [
      Overload([.string, .array(.primitive("P"))], gives: .string) { arguments, _ in
        .string(try arguments[1].elements.rendered.joined(separator: arguments[0].text))
      }
    ])
}

extension Array where Element == WDLValue {
  /// Each element as a placeholder writes it.
  var rendered: [String] {
    get throws(EvaluationError) {
      var texts: [String] = []
      texts.reserveCapacity(count)
      for value in self { texts.append(try ValueText.text(of: value)) }
      return texts
    }
  }
}
