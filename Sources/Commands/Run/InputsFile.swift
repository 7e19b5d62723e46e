import JSONText
import SourceText
import WorkflowModel

/// The inputs as the command line gives them: a file, and assignments.
enum InputsFile {
  static func read(_ path: String?, _ assignments: [String]) throws -> WorkflowInputs {
    let working = SourceReading.workingFolder
    var inputs = WorkflowInputs(searchFolders: [working])
    if let path {
      let absolute = SourceReading.absolute(path)
      inputs.values = try object(TextFile.read(absolute, shownAs: path), path)
      inputs.source = path
      let folder = FileReference(absolute).parent.location
      if folder != working { inputs.searchFolders.append(folder) }
    }
    inputs.arguments = assignments.map { assignment in
      let equals = assignment.firstIndex(of: "=") ?? assignment.endIndex
      return (String(assignment[..<equals]), String(assignment[assignment.index(after: equals)...]))
    }
    return inputs
  }

  /// - Throws: ``ExecutionError`` (`invalidInput`) with the place of what is wrong.
  private static func object(_ bytes: [UInt8], _ path: String) throws -> JSONObject {
    let file = SourceFile(name: path, bytes: bytes)
    let value: JSONValue
    if path.hasSuffix(".yaml") || path.hasSuffix(".yml") {
      value = try YAMLText.value(file)
    } else {
      do throws(JSONError) {
        value = try JSONParser.parse(bytes)
      } catch {
        let place = SourceSpan(error.offset, error.offset + 1)
        let diagnostic = Diagnostic("inputs.invalid-json", error.message, in: file, at: place)
        throw ExecutionError(
          .invalidInput,
          "the inputs are not valid JSON: \(error.message)\n" + DiagnosticRenderer.excerpt(diagnostic))
      }
    }
    guard let object = value.object else {
      throw ExecutionError(
        .invalidInput, "\(path) holds \(value.kind), but inputs are an object: {\"workflow.input\": value, …}")
    }
    return object
  }
}
