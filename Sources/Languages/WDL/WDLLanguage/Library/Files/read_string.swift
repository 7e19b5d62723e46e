extension LibraryFunction {
  /// `String read_string(File)`: the whole file without the line feeds and carriage returns at its end; in draft-2, as
  /// Cromwell reads it, without any white space at both ends.
  /// Source: specification, Standard Library, `read_string`.
  static let readString = LibraryFunction(
    "read_string", summary: "The whole text of a file, without the line ends at its end.",
    [
      Overload([.file], gives: .string) { arguments, call in
        if call.version == .draft2 { return .string(try await TextFile.word(arguments[0], call)) }
        let bytes = try await call.files.read(arguments[0].text)
        let ending = bytes.reversed().prefix { $0 == 0x0A || $0 == 0x0D }.count
        return .string(String(decoding: bytes.dropLast(ending), as: UTF8.self))
      }
    ])
}
