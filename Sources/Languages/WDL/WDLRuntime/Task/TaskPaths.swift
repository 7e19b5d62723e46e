import Synchronization
import WDLLanguage
import WorkflowModel

/// Where each input of a task lies, and where the command will see it.
///
/// A folder of this machine stays where it is when the command can see it: a link to it would protect nothing.
/// Files of one folder stay together under one folder, so that an index lies beside its data; files of the same name
/// from different folders do not meet (specification: Task Input Localization).
final class TaskPaths: Sendable {
  private struct State {
    var folders: [FileReference: Int] = [:]
    /// By number; more than one number for a folder whose addresses have the same name (`get?id=1`, `get?id=2`).
    var folderSources: [FileReference] = []
    var inputs: [TaskInput] = []
    var inPlace: [InPlaceInput] = []
    var path: [FileReference: String] = [:]
    var source: [String: FileReference] = [:]
    var content: [String: [UInt8]] = [:]

    mutating func leave(_ reference: FileReference, _ input: TaskInput.Source) {
      path[reference] = reference.location
      source[reference.location] = reference
      inPlace.append(InPlaceInput(input, position: inputs.count))
    }
  }

  private let placement: TaskPlacement
  private var inputFolder: String { placement.inputFolder }
  private let state = Mutex(State())

  init(placement: TaskPlacement) { self.placement = placement }

  /// What has to be there when the command starts.
  var inputs: [TaskInput] { state.withLock { $0.inputs } }

  /// What the command reads where it lies.
  var readInPlace: [InPlaceInput] { state.withLock { $0.inPlace } }

  /// - Returns: the path that the command sees.
  func place(_ source: FileReference, _ kind: FileLeaves.Kind) -> String {
    state.withLock { state in
      if let path = state.path[source] { return path }
      if kind == .folder, source.isLocal, placement.seesLocalFiles {
        state.leave(source, .folder(source))
        return source.location
      }
      let path = newPath(source, &state)
      state.path[source] = path
      state.source[path] = source
      state.inputs.append(TaskInput(kind == .file ? .file(source) : .folder(source), at: path))
      return path
    }
  }

  /// Leaves an input where it is.
  ///
  /// - Returns: its address, by which the command reads it.
  func leave(_ source: FileReference) -> String {
    state.withLock { state in
      if state.path[source] == nil { state.leave(source, .file(source)) }
    }
    return source.location
  }

  /// Beside the files of the same folder, unless one of the same name is there.
  private func newPath(_ source: FileReference, _ state: inout State) -> String {
    let folder = source.parent
    if let number = state.folders[folder] {
      let path = "\(inputFolder)/\(number)/\(source.name)"
      if state.source[path] == nil { return path }
    } else {
      state.folders[folder] = state.folderSources.count
    }
    state.folderSources.append(folder)
    return "\(inputFolder)/\(state.folderSources.count - 1)/\(source.name)"
  }

  /// What a path in a folder of inputs would be where the inputs came from: `x.bam.bai` beside the input `x.bam`.
  func beside(_ path: String) -> FileReference? {
    guard path.hasPrefix(inputFolder + "/") else { return nil }
    let rest = path.dropFirst(inputFolder.count + 1)
    guard let slash = rest.firstIndex(of: "/"), let number = Int(rest[..<slash]) else { return nil }
    return state.withLock { state in
      guard state.folderSources.indices.contains(number) else { return nil }
      return state.folderSources[number].appending(String(rest[rest.index(after: slash)...]))
    }
  }

  /// Whether a path of this machine means the same to the command.
  var seesLocalFiles: Bool { placement.seesLocalFiles }

  /// Adds a file that an expression made.
  func write(_ bytes: [UInt8], name: String) -> String {
    let path = "\(inputFolder)/written/\(name)"
    state.withLock { state in
      guard state.content[path] == nil else { return }
      state.content[path] = bytes
      state.inputs.append(TaskInput(.content(bytes), at: path))
    }
    return path
  }

  func content(of path: String) -> [UInt8]? { state.withLock { $0.content[path] } }

  /// Whether the path is one that the command will see already.
  func isPlaced(_ path: String) -> Bool {
    state.withLock { $0.source[path] != nil || $0.content[path] != nil } || source(of: path) != nil
  }

  /// Where an input, or a file inside an input folder, came from.
  func source(of path: String) -> FileReference? {
    state.withLock { state in
      if let source = state.source[path] { return source }
      guard path.hasPrefix("/") else { return nil }
      var end = path.endIndex
      while let slash = path[..<end].lastIndex(of: "/"), slash > path.startIndex {
        if let source = state.source[String(path[..<slash])] {
          return source.appending(String(path[path.index(after: slash)...]))
        }
        end = slash
      }
      return nil
    }
  }
}
