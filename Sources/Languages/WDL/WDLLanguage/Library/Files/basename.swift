extension LibraryFunction {
  /// `String basename(File|Directory, [String])`: the last name of a path, without the suffix if it ends so.
  /// Source: specification, Standard Library, `basename`.
  static let basename = LibraryFunction(
    "basename", summary: "The last name of a path; a suffix that is given is taken off.",
    [
      Overload([.file, .string], optional: 1, gives: .string, body: lastName),
      Overload([.directory, .string], optional: 1, gives: .string, since: .v1_2, body: lastName),
    ])

  @Sendable
  private static func lastName(_ arguments: [WDLValue], _ call: FunctionCall) throws -> WDLValue {
    var path = Substring(try arguments[0].text)
    while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.unicodeScalars.removeLast() }
    let start = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) } ?? path.startIndex
    var name = path[start...]
    if arguments.count > 1 {
      let suffix = try arguments[1].text
      if name.utf8.count >= suffix.utf8.count, name.utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) {
        name = Substring(name.utf8.dropLast(suffix.utf8.count))
      }
    }
    return .string(String(name))
  }
}
