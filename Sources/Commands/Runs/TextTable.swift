/// Rows of cells in columns, as people read them.
struct TextTable {
  struct Column {
    let title: String
    /// Numbers stand at the right.
    var isNumber = false
  }

  let columns: [Column]
  private(set) var rows: [[String]] = []

  init(_ columns: [Column]) { self.columns = columns }

  /// - Parameter row: as many cells as there are columns.
  mutating func add(_ row: [String]) { rows.append(row.map(Shown.name)) }

  /// The titles and the rows, without spaces at their ends.
  var lines: [String] {
    let all = [columns.map(\.title)] + rows
    let widths = columns.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      let cells = row.indices.map { cell(row[$0], widths[$0], columns[$0]) }
      let line = cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  private func cell(_ text: String, _ width: Int, _ column: Column) -> String {
    let space = String(repeating: " ", count: max(0, width - text.count))
    return column.isNumber ? space + text : text + space
  }
}
