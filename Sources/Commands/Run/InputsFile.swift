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
    for assignment in assignments {
      let equals = assignment.firstIndex(of: "=") ?? assignment.endIndex
      let name = String(assignment[..<equals])
      let text = String(assignment[equals...].dropFirst())
      if text.hasPrefix("@"), !text.hasPrefix("@@") {
        inputs.values[name] = try value(String(text.dropFirst()))
      } else {
        inputs.arguments.append((name, text.hasPrefix("@@") ? String(text.dropFirst()) : text))
      }
    }
    return inputs
  }

  /// What `name=@file` stands for: the JSON or YAML in the file.
  private static func value(_ path: String) throws -> JSONValue {
    try value(TextFile.read(SourceReading.absolute(path), shownAs: path), path)
  }

  /// - Throws: ``ExecutionError`` (`invalidInput`) when it is no object.
  private static func object(_ bytes: [UInt8], _ path: String) throws -> JSONObject {
    let value = try value(bytes, path)
    guard let object = value.object else {
      throw ExecutionError(
        .invalidInput, "\(path) holds \(value.kind), but inputs are an object: {\"workflow.input\": value, …}")
    }
    return object
  }

  /// - Throws: ``ExecutionError`` (`invalidInput`) with the place of what is wrong.
  private static func yaml(_ file: SourceFile) throws -> JSONValue {
    do {
      return try YAMLText.value(file)
    } catch let error as ExecutionError {
      throw ExecutionError(.invalidInput, error.message, help: error.help)
    }
  }

  /// - Throws: ``ExecutionError`` (`invalidInput`) with the place of what is wrong.
  private static func value(_ bytes: [UInt8], _ path: String) throws -> JSONValue {
    let file = SourceFile(name: path, bytes: bytes)
    if path.hasSuffix(".yaml") || path.hasSuffix(".yml") { return try yaml(file) }
    do throws(JSONError) {
      return try JSONParser.parse(bytes)
    } catch {
      let place = SourceSpan(error.offset, error.offset + 1)
      let diagnostic = Diagnostic("inputs.invalid-json", error.message, in: file, at: place)
      throw ExecutionError(
        .invalidInput, "the inputs are not valid JSON: \(error.message)\n" + DiagnosticRenderer.excerpt(diagnostic))
    }
  }
}
