import JSONText
import SourceText
import WorkflowModel

/// The file that `--options` names.
enum OptionsFile {
  /// - Throws: ``ExecutionError`` (`invalidInput`) with what is wrong.
  static func read(_ path: String?) throws -> WorkflowOptions {
    guard let path else { return .none }
    let bytes = try TextFile.read(SourceReading.absolute(path), shownAs: path)
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONParser.parse(bytes)
    } catch {
      let place = SourceSpan(error.offset, error.offset + 1)
      let file = SourceFile(name: path, bytes: bytes)
      let diagnostic = Diagnostic("options.invalid-json", error.message, in: file, at: place)
      throw ExecutionError(
        .invalidInput, "the options are not valid JSON: \(error.message)\n" + DiagnosticRenderer.excerpt(diagnostic))
    }
    guard let object = value.object else {
      throw ExecutionError(
        .invalidInput, "\(path) holds \(value.kind), but options are an object: {\"name\": value, …}")
    }
    return try WorkflowOptions(object, named: path)
  }
}
