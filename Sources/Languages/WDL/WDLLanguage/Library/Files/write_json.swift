import JSONText

extension LibraryFunction {
  /// `File write_json(X)`: the value as JSON; a map must have strings for keys.
  /// Source: specification, Standard Library, `write_json`.
  static let writeJSON = LibraryFunction(
    "write_json", summary: "Writes the value as JSON; the keys of maps must be strings.",
    [
      Overload([.any("X")], gives: .file) { arguments, call in
        let json = try ValueJSON.json(of: arguments[0], type: call.argumentTypes.first ?? .any)
        let bytes = Array(JSONWriter.spaced(json).utf8)
        return .file(try await call.files.write(bytes, stem: "value", suffix: ".json"))
      }
    ])
}
