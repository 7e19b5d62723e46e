import JSONText
import WorkflowModel

/// What Terraform knows to be there.
struct CloudState: Hashable, Sendable {
  struct Resource: Hashable, Sendable {
    let address: String
    let type: String
    let values: JSONObject
  }

  let resources: [Resource]
  private let outputs: JSONObject

  /// - Parameter json: of `terraform show -json`, without a plan.
  init(_ json: JSONValue) {
    outputs = json["values"]?["outputs"]?.object ?? JSONObject()
    resources = (json["values"]?["root_module"]?["resources"]?.array ?? []).compactMap { element in
      guard element["mode"]?.string == "managed", let address = element["address"]?.string,
        let type = element["type"]?.string
      else { return nil }
      return Resource(address: address, type: type, values: element["values"]?.object ?? JSONObject())
    }
  }

  /// - Throws: ``ExecutionError`` with what Terraform said.
  static func read(_ terraform: Terraform) async throws -> CloudState {
    let answer = try await terraform.ask(["show", "-json"])
    guard answer.status == 0, let json = try? JSONParser.parse(answer.output) else {
      Terminal.draw(answer.error)
      throw ExecutionError(.service, "cannot read Terraform's state in \(terraform.folder.path)")
    }
    return CloudState(json)
  }

  /// An environment for martlet.yaml; nil while something is missing, as after an interruption.
  var yaml: String? { outputs["martlet_yaml"]?["value"]?.string }
  var account: String? { outputs["account_id"]?["value"]?.string }

  var queues: [String] { texts("name", of: "aws_batch_job_queue") }
  var environments: [String] { texts("compute_environment_name", of: "aws_batch_compute_environment") }
  var logGroups: [String] { texts("name", of: "aws_cloudwatch_log_group") }
  var roles: [String] { texts("arn", of: "aws_iam_role") }
  /// The bucket that was made; nil where one was given.
  var bucket: String? { texts("bucket", of: "aws_s3_bucket").first }

  /// All but the bucket that was made and what is said of it: what goes when the bucket stays.
  var withoutBucket: [String] {
    resources.filter { !$0.type.hasPrefix("aws_s3_bucket") }.map(\.address)
  }

  private func texts(_ attribute: String, of type: String) -> [String] {
    resources.filter { $0.type == type }.compactMap { $0.values[attribute]?.string }
  }
}
