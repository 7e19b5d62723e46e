import JSONText
import TaskFolder
import TerraformFiles
import WorkflowModel

/// The folder of what stands up in an account under one name: the Terraform module, what was chosen, and the state.
///
///     ~/.config/martlet/cloud/<name>/
///       *.tf  start.sh.tftpl         the module, written anew by each martlet that uses it
///       terraform.tfvars.json        what was chosen
///       terraform.tfstate            what is there: Terraform's
///       environment.json             what was written into martlet.yaml
struct CloudFolder: Sendable {
  /// The first line of each file that martlet writes.
  private static let head = "# Written by martlet, which writes it anew: changes here are lost.\n"

  let name: String
  let path: String

  static let choicesName = "terraform.tfvars.json"
  private static let entryName = "environment.json"
  private static let longestName = 24

  /// - Throws: ``ExecutionError`` (`configuration`) for what is no name.
  init(_ name: String) throws {
    guard Self.isLegal(name) else {
      throw ExecutionError(
        .configuration, "`\(name)` cannot be a name on AWS",
        help:
          "it takes 1 to \(Self.longestName) small letters, digits and hyphens, with a letter first and no hyphen last")
    }
    guard name != "local" else {
      throw ExecutionError(.configuration, "`local` is this machine", help: "choose another name, such as `aws`")
    }
    self.name = name
    path = try Self.root + "/" + name
  }

  static func isLegal(_ name: String) -> Bool {
    guard 1...longestName ~= name.utf8.count, name.utf8.last != UInt8(ascii: "-") else { return false }
    guard let first = name.utf8.first, (0x61...0x7A).contains(first) else { return false }
    return name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }
  }

  private static var root: String {
    get throws {
      guard let folder = Configuration.userFolder else {
        throw ExecutionError(.configuration, "there is no folder for what Terraform keeps", help: "set HOME")
      }
      return folder + "/martlet/cloud"
    }
  }

  /// Something was begun under this name.
  var isThere: Bool { (try? Disk.status(of: path + "/" + Self.choicesName)) != nil }

  /// - Throws: ``ExecutionError`` (`configuration`) that names those there are.
  func mustBeThere() throws {
    if isThere { return }
    let known = ((try? Disk.textNames(in: Self.root)) ?? []).filter { (try? CloudFolder($0))?.isThere == true }
    throw ExecutionError(
      .configuration, "nothing was set up under the name `\(name)`",
      help: known.isEmpty ? "`martlet cloud up \(name)` sets it up" : "there are: " + known.joined(separator: ", "))
  }

  /// Takes the folder away.
  func remove() throws { try onDisk { () throws(FileSystemError) in try Disk.removeTree(path) } }

  // MARK: The files

  /// What was chosen; nothing before the first time.
  func choices() throws -> CloudChoices { CloudChoices(values: try object(Self.choicesName) ?? JSONObject()) }

  /// Writes the module and what is chosen. Files that somebody else put there stay.
  func write(_ choices: CloudChoices) throws {
    try onDisk { () throws(FileSystemError) in try Disk.makeFolder(path) }
    let files = TerraformFiles.all + [("provider.tf", CloudProvider.text)]
    try removeFilesOfEarlierVersions(but: Set(files.map(\.name)))
    for (name, text) in files { try write((name.hasSuffix(".tf") ? Self.head : "") + text, to: name) }
    try write(JSONWriter.indented(.object(choices.values)) + "\n", to: Self.choicesName)
  }

  /// Lets what was chosen before count again; nothing when that was nothing.
  func restore(_ earlier: CloudChoices) throws {
    if !earlier.values.isEmpty { return try write(earlier) }
    try onDisk { () throws(FileSystemError) in try Disk.removeTree(path + "/" + Self.choicesName) }
  }

  private func removeFilesOfEarlierVersions(but current: Set<String>) throws {
    try onDisk { () throws(FileSystemError) in
      for name in try Disk.textNames(in: path) where name.hasSuffix(".tf") && !current.contains(name) {
        let start = try Disk.read(path + "/" + name, from: 0, count: Self.head.utf8.count)
        if start == Array(Self.head.utf8) { try Disk.removeTree(path + "/" + name) }
      }
    }
  }

  /// What martlet wrote into a martlet.yaml; nil when it did not.
  func entry() throws -> CloudEntry? { try object(Self.entryName).flatMap(CloudEntry.init) }

  func keep(_ entry: CloudEntry) throws { try write(JSONWriter.indented(entry.json) + "\n", to: Self.entryName) }

  func forgetEntry() throws {
    try onDisk { () throws(FileSystemError) in try Disk.removeTree(path + "/" + Self.entryName) }
  }

  private func object(_ name: String) throws -> JSONObject? {
    let path = path + "/" + name
    guard try onDisk({ () throws(FileSystemError) in try Disk.status(of: path) }) != nil else { return nil }
    let text = String(decoding: try TextFile.read(path, shownAs: path), as: UTF8.self)
    guard let object = try? JSONParser.parse(text).object else {
      throw ExecutionError(.configuration, "\(path) is no JSON object", help: "mend it, or restore it from a copy")
    }
    return object
  }

  private func write(_ text: String, to name: String) throws {
    try onDisk { () throws(FileSystemError) in try Disk.write(Array(text.utf8), to: path + "/" + name) }
  }
}

/// An environment that martlet wrote into a martlet.yaml.
struct CloudEntry: Hashable {
  /// The file.
  let path: String
  let settings: JSONObject

  init(path: String, settings: JSONObject) {
    self.path = path
    self.settings = settings
  }

  init?(_ json: JSONObject) {
    guard let path = json["file"]?.string, let settings = json["settings"]?.object else { return nil }
    self.init(path: path, settings: settings)
  }

  var json: JSONValue { .object(["file": .string(path), "settings": .object(settings)]) }
}
