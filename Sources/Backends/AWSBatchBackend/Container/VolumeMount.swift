package import AWSServices
import JSONText
import WorkflowModel

/// Something of outside that the container sees as a folder.
package struct VolumeMount: Hashable, Sendable {
  package enum Source: Hashable, Sendable {
    /// A folder or file of the instance: a file system that is mounted there, too (FSx for Lustre, EBS).
    case host(path: String)
    case efs(EFSVolumeConfiguration)
    /// A folder of the job's own on the instance's disk, or in Fargate's ephemeral storage.
    case own
  }

  package var source: Source
  /// In the container. Absolute.
  package var path: String
  package var isReadOnly: Bool

  package init(_ source: Source, at path: String, isReadOnly: Bool = false) {
    self.source = source
    self.path = path
    self.isReadOnly = isReadOnly
  }

  var isOfHost: Bool { if case .host = source { true } else { false } }
}

/// The forms in which volumes are written.
enum VolumeSettings {
  private static let forms =
    "`host[:container[:ro|rw]]`, `efs://fs-id[/folder]:container[:ro|rw]`, or a mapping with `host` or `efs`, and `path`"

  /// One or more volumes: a text with commas between them, or a list of texts and mappings. By path in the container.
  static func parse(_ value: JSONValue) throws(SettingProblem) -> [String: VolumeMount] {
    var volumes: [String: VolumeMount] = [:]
    for element in try SettingKinds.list(value) {
      for volume in try parseElement(element) {
        guard volumes.updateValue(volume, forKey: volume.path) == nil else {
          throw SettingProblem("has two volumes at `\(volume.path)`")
        }
      }
    }
    return volumes
  }

  /// Names of file systems that are mounted on the instances, seen in the container by the same path, as Cromwell's
  /// `fsx` has them: `fsx` is `/fsx`.
  static func sharedFileSystems(_ value: JSONValue) throws(SettingProblem) -> [String: VolumeMount] {
    var volumes: [String: VolumeMount] = [:]
    for element in try SettingKinds.list(value) {
      guard let name = element.string, !name.isEmpty, !name.contains(":") else {
        throw SettingProblem("must be a list of folders of the instances, such as `/fsx`")
      }
      let path = try path(name.hasPrefix("/") ? name : "/" + name)
      volumes[path] = VolumeMount(.host(path: path), at: path)
    }
    return volumes
  }

  private static func parseElement(_ element: JSONValue) throws(SettingProblem) -> [VolumeMount] {
    if let text = element.string {
      var volumes: [VolumeMount] = []
      for part in text.split(separator: ",") { volumes.append(try volume(String(part).withoutOuterSpace)) }
      return volumes
    }
    guard element.object != nil else { throw SettingProblem("has \(element.kind) for a volume; write \(forms)") }
    return [try mapping(element)]
  }

  private static func volume(_ text: String) throws(SettingProblem) -> VolumeMount {
    let isEFS = text.hasPrefix("efs://")
    var parts = (isEFS ? String(text.dropFirst(6)) : text)
      .split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 3, !isEFS || parts.count >= 2 else { throw wrong(text) }
    var isReadOnly = false
    if parts.count == 3 {
      guard let mode = parts.popLast(), ["ro", "rw"].contains(mode) else { throw wrong(text) }
      isReadOnly = mode == "ro"
    }
    guard let source = parts.first, let target = parts.last, !source.isEmpty else { throw wrong(text) }
    if isEFS {
      let slash = source.firstIndex(of: "/") ?? source.endIndex
      let configuration = try efs(String(source[..<slash]), folder: String(source[slash...]))
      return VolumeMount(.efs(configuration), at: try path(target), isReadOnly: isReadOnly)
    }
    return VolumeMount(.host(path: try path(source)), at: try path(target), isReadOnly: isReadOnly)
  }

  private static func wrong(_ text: String) -> SettingProblem {
    SettingProblem("has the volume `\(text)`; write \(forms)")
  }

  private static func mapping(_ value: JSONValue) throws(SettingProblem) -> VolumeMount {
    let common = ["path", "readOnly"]
    let isReadOnly = try boolean(value["readOnly"]) ?? false
    if let host = value["host"] ?? value["fsx"] {
      try ContainerParts.refuseOthers(value, than: ["host", "fsx"] + common)
      let source = try path(host.string ?? "")
      return VolumeMount(.host(path: source), at: try path(value["path"]?.string ?? source), isReadOnly: isReadOnly)
    }
    guard let system = value["efs"]?.string, let target = value["path"]?.string else {
      throw SettingProblem("has a volume without `host` or `efs`, or without `path`; write \(forms)")
    }
    try ContainerParts.refuseOthers(
      value, than: ["efs", "folder", "accessPoint", "iam", "transitEncryption", "transitEncryptionPort"] + common)
    var configuration = try efs(system, folder: value["folder"]?.string ?? "")
    try authorize(&configuration, value)
    return VolumeMount(.efs(configuration), at: try path(target), isReadOnly: isReadOnly)
  }

  private static func efs(_ system: String, folder: String) throws(SettingProblem) -> EFSVolumeConfiguration {
    guard hasForm(system, prefix: "fs-") else {
      throw SettingProblem("has the EFS file system `\(system)`; its identifier looks like `fs-0123456789abcdef0`")
    }
    let folder = folder.isEmpty || folder == "/" ? nil : try path(folder)
    return EFSVolumeConfiguration(fileSystemId: system, rootDirectory: folder)
  }

  /// Access points and IAM need encryption in transit, which is then switched on.
  private static func authorize(
    _ configuration: inout EFSVolumeConfiguration, _ value: JSONValue
  ) throws(SettingProblem) {
    let usesIAM = try boolean(value["iam"]) ?? false
    let point = value["accessPoint"]
    if let point {
      guard let id = point.string, hasForm(id, prefix: "fsap-") else {
        throw SettingProblem("has an EFS access point that does not look like `fsap-0123456789abcdef0`")
      }
      guard configuration.rootDirectory == nil else {
        throw SettingProblem("has an EFS access point and a folder; the access point says which folder it is")
      }
    }
    let encrypts = try boolean(value["transitEncryption"])
    let needsEncryption = usesIAM || point != nil
    guard encrypts != false || !needsEncryption else {
      throw SettingProblem("has an EFS volume with `iam` or `accessPoint`, which need `transitEncryption`")
    }
    if encrypts ?? needsEncryption { configuration.transitEncryption = "ENABLED" }
    if let port = value["transitEncryptionPort"] {
      configuration.transitEncryptionPort = Int(try SettingKinds.integer(port, from: 0, to: 65_535))
    }
    if needsEncryption {
      configuration.authorizationConfig = EFSAuthorizationConfig(
        accessPointId: point?.string, iam: usesIAM ? "ENABLED" : nil)
    }
  }

  private static func boolean(_ value: JSONValue?) throws(SettingProblem) -> Bool? {
    guard let value else { return nil }
    return try SettingKinds.boolean(value)
  }

  private static func hasForm(_ id: String, prefix: String) -> Bool {
    id.hasPrefix(prefix) && id.count > prefix.count && id.dropFirst(prefix.count).allSatisfy(\.isHexDigit)
  }

  private static func path(_ text: String) throws(SettingProblem) -> String {
    var path = text
    while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
    guard path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
      throw SettingProblem("has the path `\(text)`, which must be absolute and without `..`")
    }
    return path
  }
}
