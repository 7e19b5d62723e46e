import SourceText

extension WorkflowOptions {
  /// Options of Cromwell that have no effect here, and what has in their place.
  private static let passedOver: [String: String] = [
    "aws_batch_script_bucket_prefix": "commands lie beside the results of their calls, below the environment's bucket",
    "hogGroup": "how users share a queue is the queue's matter: `shareIdentifier` of the environment",
    "monitoring_script": "memory, processor time and bytes of each attempt are measured without one",
    "monitoring_image": "memory, processor time and bytes of each attempt are measured without one",
    "monitoring_image_script": "memory, processor time and bytes of each attempt are measured without one",
    "use_reference_disks": "there are reference disks on Google Cloud only; `inputCache` shares inputs on AWS",
    "workflow_log_temporary": "the run keeps its log, `run.log`",
  ]

  /// Of Google's backends, and of Cromwell's other ones.
  private static let elsewhere = [
    "google_", "jes_", "gcp_", "papi_", "tes_", "user_service_account_json", "auth_bucket", "refresh_token",
    "enable_ssh_access", "enable_fuse", "override_preemptible", "disable_default_disks",
  ]

  /// What to say of a name that is none of ``names``.
  static func remark(on name: String) -> String {
    if let instead = passedOver[name] { return "`\(name)` has no effect: \(instead)" }
    if elsewhere.contains(where: { name.hasPrefix($0) }) {
      return "`\(name)` has no effect: it is for another backend of Cromwell"
    }
    let near = Suggestion.nearest(to: name, among: names + passedOver.keys).map { "; did you mean `\($0)`?" }
    return "`\(name)` has no effect: nothing is known to read it" + (near ?? "")
  }
}
