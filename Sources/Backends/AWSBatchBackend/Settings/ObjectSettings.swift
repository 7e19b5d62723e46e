import JSONText
import TaskManifest
import WorkflowModel

/// How a job keeps objects in S3 and what it shares with others of its host.
package struct ObjectSettings: Hashable, Sendable {
  package var storageClass: String?
  package var encryption: String?
  package var kmsKey: String?
  package var acl: String?
  package var tags: [String: String] = [:]
  /// By the end of a file's name.
  package var contentTypes: [String: String] = [:]
  package var requesterPays: Bool?
  package var keepsFailedOutputs: Bool?
  package var inputCache: InputCacheSettings?

  package init() {}

  func over(_ base: ObjectSettings) -> ObjectSettings {
    var merged = self
    merged.storageClass = storageClass ?? base.storageClass
    merged.encryption = encryption ?? base.encryption
    merged.kmsKey = kmsKey ?? base.kmsKey
    merged.acl = acl ?? base.acl
    merged.tags = base.tags.overlaid(by: tags)
    merged.contentTypes = base.contentTypes.overlaid(by: contentTypes)
    merged.requesterPays = requesterPays ?? base.requesterPays
    merged.keepsFailedOutputs = keepsFailedOutputs ?? base.keepsFailedOutputs
    merged.inputCache = inputCache ?? base.inputCache
    return merged
  }

  /// What the agent is told. A key alone asks for encryption with it.
  var manifest: ManifestObjects {
    var objects = ManifestObjects()
    objects.storageClass = storageClass
    objects.encryption = encryption ?? kmsKey.map { _ in "aws:kms" }
    objects.kmsKey = kmsKey
    objects.acl = acl
    objects.tags = tags
    objects.contentTypes = contentTypes
    objects.requesterPays = requesterPays ?? false
    return objects
  }
}

/// A folder of the hosts that keeps inputs for all jobs there.
package struct InputCacheSettings: Hashable, Sendable {
  /// On the host. Absolute.
  package var path: String
  /// Bytes that it may hold.
  package var size: Int64
  /// Where containers see it.
  static let mountPoint = "/mnt/martlet-cache"
  static let usualSize: Int64 = 100 << 30
  static let leastSize: Int64 = 1 << 20
}

/// Reads ``ObjectSettings``.
enum ObjectSettingsReader {
  static let names: [[String]] = [
    ["storageClass", "uploadStorageClass"],
    ["storageEncryption", "serverSideEncryption"],
    ["storageKmsKeyId", "kmsKeyId"],
    ["s3Acl"],
    ["objectTags"],
    ["contentTypes"],
    ["requesterPays"],
    ["keepFailedOutputs", "keepIncomplete", "keep-incomplete"],
    ["inputCache"],
  ]

  static func settings(_ reader: inout SettingsReader) -> ObjectSettings {
    var settings = ObjectSettings()
    settings.storageClass = reader.read("storageClass", storageClass)
    settings.encryption = reader.read("storageEncryption") { value throws(SettingProblem) in
      try SettingKinds.choice(value, of: ["AES256", "aws:kms", "aws:kms:dsse"])
    }
    settings.kmsKey = reader.read("storageKmsKeyId", SettingKinds.text)
    settings.acl = reader.read("s3Acl", acl)
    settings.tags = reader.read("objectTags", tags) ?? [:]
    settings.contentTypes = reader.read("contentTypes", contentTypes) ?? [:]
    settings.requesterPays = reader.read("requesterPays", SettingKinds.boolean)
    settings.keepsFailedOutputs = reader.read("keepFailedOutputs", SettingKinds.boolean)
    settings.inputCache = reader.read("inputCache", inputCache)
    if settings.kmsKey != nil, settings.encryption == "AES256" {
      reader.report("storageKmsKeyId", "has no use with `storageEncryption: AES256`; write `aws:kms`")
    }
    return settings
  }

  /// Source: `StorageClass` of S3's model, those from which an object can be read at once.
  private static func storageClass(_ value: JSONValue) throws(SettingProblem) -> String {
    let name = try SettingKinds.text(value).uppercased()
    if ["GLACIER", "DEEP_ARCHIVE"].contains(name) {
      throw SettingProblem(
        "is `\(name)`, from which the next task could not read; take `GLACIER_IR` or a lifecycle rule")
    }
    return try SettingKinds.choice(
      .string(name),
      of: [
        "STANDARD", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER_IR", "REDUCED_REDUNDANCY",
        "EXPRESS_ONEZONE",
      ])
  }

  /// S3's canned ACLs, also as Nextflow spells them: `BucketOwnerFullControl`.
  private static func acl(_ value: JSONValue) throws(SettingProblem) -> String {
    var name = ""
    for character in try SettingKinds.text(value) {
      if character.isUppercase, !name.isEmpty, name.last != "-" { name.append("-") }
      name += character.lowercased()
    }
    return try SettingKinds.choice(
      .string(name),
      of: [
        "private", "public-read", "public-read-write", "authenticated-read", "aws-exec-read", "bucket-owner-read",
        "bucket-owner-full-control",
      ])
  }

  /// Source: "Categorizing your objects using tags" of the S3 user guide.
  private static func tags(_ value: JSONValue) throws(SettingProblem) -> [String: String] {
    let tags = try TagSettings.parse(value)
    guard tags.count <= 10 else { throw SettingProblem("has \(tags.count) tags; an object of S3 has 10 at most") }
    return tags
  }

  /// Ends of names with their types.
  private static func contentTypes(_ value: JSONValue) throws(SettingProblem) -> [String: String] {
    let types = try SettingKinds.texts(value)
    for (end, type) in types where end.isEmpty || !type.contains("/") || !type.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) {
      throw SettingProblem("has `\(end): \(type)`; write ends of names with types, such as `{\".html\": text/html}`")
    }
    return types
  }

  /// A folder of the host, or `{path: …, size: 200 GiB}`.
  private static func inputCache(_ value: JSONValue) throws(SettingProblem) -> InputCacheSettings {
    guard let members = try value.structured().object else {
      return InputCacheSettings(path: try cacheFolder(value), size: InputCacheSettings.usualSize)
    }
    for name in members.names where !["path", "size"].contains(name) {
      throw SettingProblem("has `\(name)`; it may have `path`, a folder of the hosts, and `size`")
    }
    guard let path = members["path"] else { throw SettingProblem("has no `path`, the folder of the hosts") }
    var settings = InputCacheSettings(path: try cacheFolder(path), size: InputCacheSettings.usualSize)
    if let size = members["size"] {
      guard let bytes = size.int ?? size.string.flatMap({ ByteSize.parse($0) }) else {
        throw SettingProblem("has a `size` that is no number of bytes; write `200 GiB`")
      }
      guard bytes >= InputCacheSettings.leastSize else {
        throw SettingProblem(
          "has a `size` of \(ByteSize.text(bytes)), which holds next to no inputs; write `200 GiB`")
      }
      settings.size = bytes
    }
    return settings
  }

  /// The root of a host is not a folder for that: everything there would be open to every job.
  private static func cacheFolder(_ value: JSONValue) throws(SettingProblem) -> String {
    let path = try SettingKinds.absolutePath(value)
    guard path.contains(where: { $0 != "/" }) else {
      throw SettingProblem("is the root of the hosts; name a folder of its own, such as `/mnt/martlet-cache`")
    }
    return path
  }
}
