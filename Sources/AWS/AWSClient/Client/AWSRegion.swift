/// Finds out which region is meant.
enum AWSRegion {
  /// - Throws: ``AWSError`` of kind `configuration` when no place names one.
  static func find(
    argument: String?, environment: [String: String], files: SharedFiles, metadata: InstanceMetadata
  ) async throws -> String {
    let candidates = [
      argument, environment["AWS_REGION"], environment["AWS_DEFAULT_REGION"], files.active?["region"],
    ]
    if let region = candidates.compactMap({ $0?.trimmed }).first(where: { !$0.isEmpty }) {
      return try checked(region)
    }
    if let region = try await metadata.value("placement/region") {
      return try checked(String(decoding: region, as: UTF8.self).trimmed)
    }
    throw AWSError(
      .configuration, message: "no AWS region is set",
      help: "set AWS_REGION, or `region` in the profile `\(files.activeName)` of ~/.aws/config")
  }

  /// A region becomes part of a host's name, so it may hold nothing else.
  private static func checked(_ region: String) throws -> String {
    let isName = region.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
    }
    guard isName else {
      throw AWSError(
        .configuration, message: "`\(region)` is no AWS region", help: "regions look like `eu-central-1`")
    }
    return region
  }
}
