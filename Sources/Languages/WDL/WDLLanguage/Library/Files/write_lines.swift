extension LibraryFunction {
  /// `File write_lines(Array[String])`: a line for each element, each ended by a line feed.
  /// Source: specification, Standard Library, `write_lines`.
  static let writeLines = LibraryFunction(
    "write_lines", summary: "Writes a line for each element.",
    [
      Overload([.array(.string)], gives: .file) { arguments, call in
        var bytes: [UInt8] = []
        for line in try arguments[0].elements {
          bytes.append(contentsOf: try line.text.utf8)
          bytes.append(0x0A)
        }
        return .file(try await call.files.write(bytes, stem: "lines", suffix: ".txt"))
      }
    ])
}
