import Glibc
import JSONText
import TaskFolder
import WorkflowModel

/// Puts the output files of a run under readable names: `out/<output>/<file name>`.
///
/// A file of the run gets a second name there (a hard link; a copy where the file system allows none), so that it costs
/// no room. What lies on this machine but outside the run directory (an input that was handed through) is not doubled:
/// a symbolic link names it. References to other places stay as they are. Files of one output that have the same name
/// go to numbered folders.
struct OutputPublisher {
  private let folder: String
  private let run: String
  private let prefix: String

  init(_ directory: RunDirectory, _ workflow: String) {
    folder = directory.published
    run = directory.path
    prefix = workflow + "."
  }

  /// - Returns: the values with every published file under its new name.
  func publish(_ outputs: WorkflowOutputs) throws -> JSONObject {
    JSONObject(
      try outputs.values.map { name, value in
        let output = name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
        var names = NamesOfOutput(folder: folder + "/" + output.replacing("/", with: "_"))
        return (name, try publish(value, outputs.files, &names))
      })
  }

  private func publish(
    _ value: JSONValue, _ files: Set<FileReference>, _ names: inout NamesOfOutput
  ) throws -> JSONValue {
    switch value {
    case .string(let text):
      let file = FileReference(text)
      guard file.isLocal, files.contains(file) else { return value }
      return .string(try publish(file, &names))
    case .array(let elements): return .array(try elements.map { try publish($0, files, &names) })
    case .object(let members):
      return .object(JSONObject(try members.map { ($0, try publish($1, files, &names)) }))
    case .null, .bool, .number: return value
    }
  }

  private func publish(_ file: FileReference, _ names: inout NamesOfOutput) throws -> String {
    let (path, isNew) = names.path(for: file)
    guard isNew else { return path }
    try onDisk { () throws(FileSystemError) in
      guard let real = try Disk.realPath(of: file.location), let status = try Disk.status(of: real) else {
        throw FileSystemError("publish", file.location, number: ENOENT, isWriting: false)
      }
      try Disk.makeFolder(Disk.parent(of: path))
      let ours = try Disk.realPath(of: run) ?? run
      if !real.hasPrefix(ours + "/") {
        try Disk.link(path, to: real)
      } else if status.kind == .folder {
        try publishFolder(real, to: path)
      } else {
        try Disk.linkOrCopy(real, to: path)
      }
    }
    return path
  }

  private func publishFolder(_ folder: String, to path: String) throws(FileSystemError) {
    let content = try Disk.content(of: folder)
    for empty in content.emptyFolders { try Disk.makeFolder(path + empty.dropFirst(folder.count)) }
    for file in content.files {
      let target = path + file.path.dropFirst(folder.count)
      try Disk.makeFolder(Disk.parent(of: target))
      try Disk.linkOrCopy(file.path, to: target)
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
