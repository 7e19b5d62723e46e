import Glibc
import JSONText
import SourceText
import TaskFolder
import WorkflowModel

/// The martlet.yaml into which an environment goes: the one that is named, else the nearest, else a new one here.
struct CloudConfiguration: Sendable {
  let path: String
  private let shown: String

  /// - Parameter flag: of `--config`.
  init(_ flag: String?) {
    if let named = Configuration.named(flag) {
      path = SourceReading.absolute(named)
      shown = named
    } else {
      path = Configuration.nearest(to: SourceReading.workingFolder + "/.") ?? SourceReading.absolute("martlet.yaml")
      shown = path
    }
  }

  init(path: String) {
    self.path = path
    shown = path
  }

  /// Nil where there is no such file.
  private var text: String? {
    get throws {
      guard try onDisk({ () throws(FileSystemError) in try Disk.status(of: path) }) != nil else { return nil }
      return String(decoding: try TextFile.read(path, shownAs: shown), as: UTF8.self)
    }
  }

  /// The settings of an environment; nil where there is none of that name.
  ///
  /// - Throws: ``ExecutionError`` (`configuration`) when the file is no configuration.
  func settings(of name: String) throws -> JSONValue? {
    guard let text = try text else { return nil }
    let document = try ConfigurationDocument(SourceFile(name: shown, bytes: Array(text.utf8)))
    return document[ConfigurationPath("environments", name)]
  }

  /// Refuses, before anything is made, an environment of that name that somebody else wrote.
  func mustBeFree(for name: String, written: CloudEntry?, isForced: Bool) throws {
    guard try settings(of: name) != nil, !isForced, written?.path != path else { return }
    throw ExecutionError(
      .conflict, "\(shown) has an environment `\(name)` already, and it is not of `martlet cloud up`",
      help: "take another name, name another file by --config, or replace it by --force")
  }

  /// Writes the environment, unless it is there, or was changed by hand.
  ///
  /// - Parameter written: what was written the last time.
  /// - Returns: the entry that counts from now on.
  func put(_ edit: EnvironmentEdit, written: CloudEntry?, isForced: Bool) throws -> CloudEntry {
    let entry = CloudEntry(path: path, settings: edit.settings)
    let current = try settings(of: edit.name)
    let isOurs = current == nil || (written?.path == path && current == written.map { .object($0.settings) })
    if current == .object(edit.settings) {
      Terminal.say("\(shown) has the environment `\(edit.name)`")
    } else if isOurs || isForced {
      guard let text = try edit.put(into: text, named: shown) else {
        throw cannotEdit(edit.name, "add these lines to it")
      }
      try write(text)
      Terminal.say("\(shown) \(current == nil ? "has a new" : "has the new") environment `\(edit.name)`")
    } else if written?.settings == edit.settings {
      Terminal.say("\(shown) keeps what you changed of the environment `\(edit.name)`")
    } else {
      throw cannotEdit(edit.name, "it was changed by hand; change it to what stands above, or replace it by --force")
    }
    return entry
  }

  /// Takes the environment out when it is still the one that was written.
  func take(_ name: String, written: CloudEntry) throws {
    guard let text = try text, let current = try settings(of: name) else { return }
    guard current == .object(written.settings) else {
      return Terminal.say("\(shown) keeps its environment `\(name)`, which was changed by hand")
    }
    guard let rest = try EnvironmentEdit.take(name, outOf: text, named: shown) else {
      return Terminal.say("\(shown) keeps its environment `\(name)`: take it out by hand")
    }
    try write(rest)
    Terminal.say("\(shown) has no environment `\(name)` any more")
    let document = try ConfigurationDocument(SourceFile(name: shown, bytes: Array(rest.utf8)))
    if document.members["default"]?.string == name { Terminal.say("its `default` still names it: change that") }
  }

  private func cannotEdit(_ name: String, _ advice: String) -> ExecutionError {
    ExecutionError(.conflict, "\(shown) is left as it is: its environment `\(name)` is another", help: advice)
  }

  /// Replaces the file, through a link; one that says nothing any more goes.
  private func write(_ text: String) throws {
    let real = realpath(path, nil).map { place in
      defer { free(place) }
      return String(cString: place)
    }
    try onDisk { () throws(FileSystemError) in
      if text.allSatisfy(\.isWhitespace) {
        try Disk.removeTree(path)
      } else {
        try Disk.makeFolder(Disk.parent(of: path))
        try Disk.write(Array(text.utf8), to: real ?? path)
      }
    }
  }
}
