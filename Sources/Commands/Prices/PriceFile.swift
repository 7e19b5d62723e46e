import JSONText
import RunCost
import TaskFolder
import WorkflowModel

/// The prices that count: those that the user fetched, and for other regions those that came with the program.
enum PriceFile {
  /// Where `martlet prices update` writes; nil when the user has no home.
  static var path: String? { Configuration.userFolder.map { $0 + "/martlet/prices.json" } }

  /// - Throws: ``ExecutionError`` (`configuration`) for a file of the user's that cannot be understood.
  static func load() throws -> PriceTable {
    let own = try own()
    do {
      return try own.map { try PriceTable.builtIn().overlaid(with: $0) } ?? PriceTable.builtIn()
    } catch {
      throw ExecutionError(.configuration, "the prices of this program cannot be read: \(error)")
    }
  }

  /// What the user fetched; nil when that is nothing yet.
  static func own() throws -> PriceTable? {
    guard let path, try onDisk({ () throws(FileSystemError) in try Disk.status(of: path) }) != nil else { return nil }
    do {
      return try PriceTable(bytes: TextFile.read(path, shownAs: path))
    } catch let error as PriceTableError {
      throw ExecutionError(
        .configuration, "the prices in \(path) cannot be read: \(error)",
        help: "remove the file, or fetch them anew: martlet prices update")
    }
  }

  /// Replaces what the user fetched.
  ///
  /// - Returns: where it is.
  static func save(_ table: PriceTable) throws -> String {
    guard let path else {
      throw ExecutionError(.configuration, "there is no place to keep prices", help: "set HOME")
    }
    try onDisk { () throws(FileSystemError) in
      try Disk.makeFolder(Disk.parent(of: path))
      try Disk.write(Array((JSONWriter.indented(table.json) + "\n").utf8), to: path)
    }
    return path
  }
}
