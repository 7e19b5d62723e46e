/// The files that AWS's tools share: `~/.aws/config` and `~/.aws/credentials`.
///
/// Source: AWS SDKs and Tools Reference Guide, "Shared config and credentials files".
package struct SharedFiles: Hashable, Sendable {
  package var profiles: [String: SharedProfile]
  /// The profile in use.
  package let activeName: String

  package init(profiles: [String: SharedProfile] = [:], activeName: String = "default") {
    self.profiles = profiles
    self.activeName = activeName
  }

  /// What the profile in use says; nil when there is none, which is fine for `default` only.
  package var active: SharedProfile? { profiles[activeName] }

  /// Reads the files that `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE` name, or those in the home folder.
  /// A missing file is an empty one.
  /// - Parameter profile: wins over `AWS_PROFILE` and `AWS_DEFAULT_PROFILE`.
  /// - Throws: ``AWSError`` of kind `configuration`.
  package static func load(environment: [String: String], profile: String? = nil) throws -> SharedFiles {
    let home = environment["HOME"] ?? ""
    let config = try sections(environment["AWS_CONFIG_FILE"] ?? "~/.aws/config", home: home)
    let keys = try sections(environment["AWS_SHARED_CREDENTIALS_FILE"] ?? "~/.aws/credentials", home: home)
    var profiles: [String: SharedProfile] = [:]
    var services: [String: [String: [String: String]]] = [:]
    for section in config {
      if section.name == "default" {
        profiles["default", default: SharedProfile(name: "default")].merge(section)
      } else if let name = section.name(after: "profile") {
        profiles[name, default: SharedProfile(name: name)].merge(section)
      } else if let name = section.name(after: "services") {
        services[name] = section.nested
      }
    }
    for section in keys { profiles[section.name, default: SharedProfile(name: section.name)].merge(section) }
    for (name, profile) in profiles {
      profiles[name]?.services = profile["services"].flatMap { services[$0] } ?? [:]
    }
    let named = profile ?? environment["AWS_PROFILE"] ?? environment["AWS_DEFAULT_PROFILE"]
    let name = named.flatMap { $0.isEmpty ? nil : $0 }
    let files = SharedFiles(profiles: profiles, activeName: name ?? "default")
    if name != nil { _ = try files.profile(files.activeName) }
    return files
  }

  /// - Throws: ``AWSError`` of kind `configuration` when there is no such profile.
  package func profile(_ name: String) throws -> SharedProfile {
    if let profile = profiles[name] { return profile }
    let known = profiles.keys.sorted()
    throw AWSError(
      .configuration, message: "there is no AWS profile called `\(name)`",
      help: known.isEmpty
        ? "no profile was found in ~/.aws/config and ~/.aws/credentials"
        : "the files have: \(known.joined(separator: ", "))")
  }

  private static func sections(_ path: String, home: String) throws -> [SharedSection] {
    let path = path.hasPrefix("~/") ? home + path.dropFirst(1) : path
    do {
      return try SharedSection.parse(LocalFile.text(path) ?? "", path: path)
    } catch let failure as LocalFile.Failure {
      throw AWSError(.configuration, message: "\(failure)", help: "make the file readable or remove it")
    }
  }
}

/// What the shared files say of one profile.
package struct SharedProfile: Hashable, Sendable {
  package let name: String
  package var settings: [String: String]
  /// The sections below `services`, by service: `[s3: [endpoint_url: …]]`.
  package var services: [String: [String: String]]

  package init(name: String, settings: [String: String] = [:], services: [String: [String: String]] = [:]) {
    self.name = name
    self.settings = settings
    self.services = services
  }

  package subscript(_ setting: String) -> String? { settings[setting].flatMap { $0.isEmpty ? nil : $0 } }

  mutating func merge(_ section: SharedSection) { settings.merge(section.settings) { $1 } }
}
