import AWSBatchBackend
import AWSClient
import ArgumentParser
import JSONText
import WorkflowModel

struct SecretsListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists secrets, without their values.")

  @OptionGroup var arguments: SecretsArguments

  func run() async throws {
    let format = arguments.format
    try await arguments.withVault { vault in
      let listing = SecretListing(try await vault.list(), now: SystemClock().now())
      switch format {
      case .table: Terminal.result(listing.lines.joined(separator: "\n"))
      case .json: Terminal.result(JSONWriter.indented(listing.json))
      }
    }
  }
}

/// Secrets as a table or as JSON, without I/O.
struct SecretListing: Hashable {
  private let secrets: [SecretVault.Entry]
  private let now: UnixTime

  init(_ secrets: [SecretVault.Entry], now: UnixTime) {
    self.secrets = secrets
    self.now = now
  }

  var lines: [String] {
    var table = TextTable([.init(title: "NAME"), .init(title: "AGE", isNumber: true), .init(title: "ARN")])
    for secret in secrets {
      let age = secret.changed.map { Self.age(now - $0) } ?? ""
      table.add([secret.name + (secret.deletion == nil ? "" : " (being deleted)"), age, secret.arn])
    }
    return table.lines
  }

  static func age(_ seconds: Double) -> String {
    switch seconds {
    case ..<120: "\(max(0, Int(seconds))) s"
    case ..<7200: "\(Int(seconds / 60)) min"
    case ..<172_800: "\(Int(seconds / 3600)) h"
    default: "\(Int(seconds / 86_400)) d"
    }
  }

  var json: JSONValue {
    .array(
      secrets.map { secret in
        var members: JSONObject = [
          "name": .string(secret.name), "fullName": .string(secret.fullName), "arn": .string(secret.arn),
        ]
        if let changed = secret.changed { members["changed"] = .string(changed.iso8601) }
        if let deletion = secret.deletion { members["deleted"] = .string(deletion.iso8601) }
        return .object(members)
      })
  }
}
