import JSONText

extension LibraryFunction {
  /// `Union read_json(File)`: what the JSON says, to be coerced where it is used: an object is an Object, a number an
  /// Int when it is spelled as one, `null` is `None`.
  /// Source: specification, Standard Library, `read_json`.
  static let readJSON = LibraryFunction(
    "read_json", summary: "What the JSON of a file says, to be made the type that is wanted where it is used.",
    [
      Overload([.file], gives: .exact(.any)) { arguments, call in
        let bytes = try await call.files.read(arguments[0].text)
        do {
          return ValueJSON.value(try JSONParser.parse(bytes))
        } catch let error as JSONError {
          throw EvaluationError("cannot read `\(try arguments[0].text)`", cause: error)
        }
      }
    ])
}
