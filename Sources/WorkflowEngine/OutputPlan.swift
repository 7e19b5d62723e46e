package import JSONText
package import WorkflowModel

/// Decides under which readable names the files among outputs are put: `<folder>/<output>/<file name>`. No I/O.
///
/// Files of one output that have the same name go to numbered folders.
package struct OutputPlan: Hashable, Sendable {
  package struct Place: Hashable, Sendable {
    package let file: FileReference
    package let path: String
  }

  /// The outputs with each of those files under its new name.
  package private(set) var values = JSONObject()
  /// Each file once for each output that has it.
  package private(set) var places: [Place] = []

  /// - Parameters:
  ///   - workflow: whose name the outputs' begin with.
  ///   - folder: a path or a URL.
  ///   - isFile: whether a text among the values names a file that is to be put there.
  package init(of outputs: JSONObject, _ workflow: String, below folder: String, isFile: (FileReference) -> Bool) {
    let prefix = workflow + "."
    for (name, value) in outputs {
      let output = name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
      var names = NamesOfOutput(folder: folder + "/" + output.replacing("/", with: "_"))
      values[name] = plan(value, &names, isFile)
    }
  }

  private mutating func plan(
    _ value: JSONValue, _ names: inout NamesOfOutput, _ isFile: (FileReference) -> Bool
  ) -> JSONValue {
    switch value {
    case .string(let text):
      let file = FileReference(text)
      guard isFile(file) else { return value }
      let (path, isNew) = names.path(for: file)
      if isNew { places.append(Place(file: file, path: path)) }
      return .string(path)
    case .array(let elements): return .array(elements.map { plan($0, &names, isFile) })
    case .object(let members): return .object(JSONObject(members.map { ($0, plan($1, &names, isFile)) }))
    case .null, .bool, .number: return value
    }
  }
}

/// The names that one output has given to its files.
private struct NamesOfOutput {
  let folder: String
  private var pathByFile: [FileReference: String] = [:]
  /// The names directly in the folder, of files and of numbered folders.
  private var taken: Set<String> = []
  private var number = 1

  init(folder: String) { self.folder = folder }

  mutating func path(for file: FileReference) -> (path: String, isNew: Bool) {
    if let path = pathByFile[file] { return (path, false) }
    var path = folder + "/" + file.name
    if !taken.insert(file.name).inserted {
      repeat { number += 1 } while !taken.insert(String(number)).inserted
      path = folder + "/\(number)/" + file.name
    }
    pathByFile[file] = path
    return (path, true)
  }
}
