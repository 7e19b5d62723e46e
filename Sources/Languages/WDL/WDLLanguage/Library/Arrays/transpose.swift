extension LibraryFunction {
  /// `Array[Array[X]] transpose(Array[Array[X]])`: rows become columns; all rows must be equally long.
  /// Source: specification, Standard Library, `transpose`.
  static let transpose = LibraryFunction(
    "transpose", summary: "Turns rows into columns; all rows must be equally long.",
    [
      Overload([.array(.array(.any("X")))], gives: .array(.array(.any("X")))) { arguments, _ in
        let rows = try arguments[0].elements.map { try $0.elements }
        let width = rows.first?.count ?? 0
        if let odd = rows.firstIndex(where: { $0.count != width }) {
          throw EvaluationError(
            "`transpose` needs rows of one length: row 0 has \(width) elements, row \(odd) has \(rows[odd].count)")
        }
        return .array((0..<width).map { column in .array(rows.map { $0[column] }) })
      }
    ])
}
