package import JSONText
package import S3Storage

/// The policies that an environment needs, as IAM takes them.
package enum PolicyDocument {
  /// What a principal has to be allowed.
  ///
  /// - Parameters:
  ///   - environment: nil for names in capitals in place of everything.
  ///   - region: of the environment; nil where it is not known.
  ///   - account: nil where it is not known.
  ///   - places: buckets and folders that inputs come from, beside the environment's own.
  package static func policy(
    for principal: Principal, _ environment: BatchEnvironment?, region: String?, account: String?,
    reading places: [S3Location] = []
  ) -> JSONValue {
    let resources = PolicyResources(for: principal, environment, region: region, account: account)
    var statements = Grants.all.filter { $0.principals.contains(principal) }.compactMap { statement($0, resources) }
    if principal != .execution, !places.isEmpty { statements += reading(places, resources.partition) }
    return ["Version": "2012-10-17", "Statement": .array(statements)]
  }

  /// Who may take on a role; nil for a user, who is none.
  package static func trust(for principal: Principal) -> JSONValue? {
    guard principal != .user else { return nil }
    let service: JSONValue = ["Service": "ecs-tasks.amazonaws.com"]
    return [
      "Version": "2012-10-17",
      "Statement": [["Effect": "Allow", "Principal": service, "Action": "sts:AssumeRole"]],
    ]
  }

  /// Nil when the environment has nothing of what it speaks of.
  private static func statement(_ grant: Grant, _ resources: PolicyResources) -> JSONValue? {
    let arns = grant.resources.flatMap { resources.arns($0) }
    guard !arns.isEmpty else { return nil }
    var members: JSONObject = [
      "Sid": .string(grant.name), "Effect": "Allow", "Action": texts(grant.actions), "Resource": texts(arns),
    ]
    if let condition = grant.condition { members["Condition"] = condition }
    return .object(members)
  }

  private static func reading(_ places: [S3Location], _ partition: String) -> [JSONValue] {
    let buckets = Set(places.map(\.bucket)).sorted().map { "arn:\(partition):s3:::\($0)" }
    let objects = places.map { "arn:\(partition):s3:::\($0.bucket)/\($0.key)*" }
    return [
      ["Sid": "ListInputs", "Effect": "Allow", "Action": "s3:ListBucket", "Resource": texts(buckets)],
      ["Sid": "ReadInputs", "Effect": "Allow", "Action": "s3:GetObject", "Resource": texts(objects)],
    ]
  }

  /// One as itself, several as a list.
  private static func texts(_ texts: [String]) -> JSONValue {
    guard texts.count == 1, let only = texts.first else { return .array(texts.map { .string($0) }) }
    return .string(only)
  }
}
