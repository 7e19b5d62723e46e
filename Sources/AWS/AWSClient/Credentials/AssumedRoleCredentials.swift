/// A profile with `role_arn`: keys of that role, obtained with the keys of another profile or place.
package struct AssumedRoleCredentials: CredentialSource {
  private let context: CredentialContext

  package init(_ context: CredentialContext) { self.context = context }

  package var name: String { "the profile's role_arn" }

  package func load() async throws -> AWSCredentials? {
    guard let profile = context.files.active, profile["role_arn"] != nil,
      profile["source_profile"] != nil || profile["credential_source"] != nil
    else { return nil }
    return try await assume(profile, visited: [])
  }

  private func assume(_ profile: SharedProfile, visited: [String]) async throws -> AWSCredentials {
    guard !visited.contains(profile.name) else {
      throw AWSError(
        .credentials,
        message: "the AWS profiles assume each other in a circle: "
          + (visited + [profile.name]).joined(separator: " → "),
        help: "let one of them have keys of its own")
    }
    guard profile["mfa_serial"] == nil else {
      throw AWSError(
        .credentials, message: "the AWS profile `\(profile.name)` asks for a code (mfa_serial)",
        help: "get a session with `aws sts assume-role` and set its keys in the environment")
    }
    let source = try await sourceKeys(of: profile, visited: visited + [profile.name])
    let response = try await context.securityTokenService(source, region: profile["region"]).assumeRole(
      AssumeRoleRequest(
        roleArn: profile["role_arn"] ?? "", roleSessionName: profile["role_session_name"] ?? sessionName,
        durationSeconds: profile["duration_seconds"].flatMap { Int($0) }, externalId: profile["external_id"]))
    return response.credentials
  }

  private func sourceKeys(of profile: SharedProfile, visited: [String]) async throws -> AWSCredentials {
    if let place = profile["credential_source"] { return try await keys(from: place, for: profile) }
    let source = try context.files.profile(profile["source_profile"] ?? "")
    if let keys = try SharedFileCredentials.keys(of: source), source["role_arn"] == nil || visited.contains(source.name)
    {
      return keys
    }
    if source["web_identity_token_file"] != nil {
      if let keys = try await WebIdentityCredentials(context).load(source) { return keys }
    }
    if source["role_arn"] != nil { return try await assume(source, visited: visited) }
    if let keys = try await ProcessCredentials(context).load(source) { return keys }
    throw AWSError(
      .credentials, message: "the AWS profile `\(source.name)`, the source of `\(profile.name)`, has no credentials",
      help: "add aws_access_key_id and aws_secret_access_key to it")
  }

  private func keys(from place: String, for profile: SharedProfile) async throws -> AWSCredentials {
    let source: any CredentialSource
    switch place {
    case "Environment": source = EnvironmentCredentials(context)
    case "EcsContainer": source = ContainerCredentials(context)
    case "Ec2InstanceMetadata": source = InstanceCredentials(context)
    default:
      throw AWSError(
        .credentials, message: "the AWS profile `\(profile.name)` has an unknown credential_source, `\(place)`",
        help: "use Environment, EcsContainer or Ec2InstanceMetadata")
    }
    guard let keys = try await source.load() else {
      throw AWSError(
        .credentials,
        message: "the AWS profile `\(profile.name)` takes its credentials from \(source.name), which has none")
    }
    return keys
  }

  private var sessionName: String { "martlet-\(Int(context.clock.now().seconds))" }
}
