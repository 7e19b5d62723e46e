import JSONText
import TaskFolder
import WorkflowModel

extension BackendAttempt {
  /// Writes down in the attempt's folder where each input was taken from and where the command sees it: nothing else
  /// tells afterwards.
  func recordInputs() throws(FileSystemError) {
    if request.inputs.isEmpty { return }
    let inputs = request.inputs.map { input in
      let source =
        switch input.source {
        case .file(let file), .folder(let file): file.redacted
        case .content: "a text of the workflow"
        }
      return JSONValue.object(["from": .string(source), "path": .string(input.path)])
    }
    try Disk.write(Array(JSONWriter.compact(.array(inputs)).utf8), to: folder + "/inputs.json")
  }
}
