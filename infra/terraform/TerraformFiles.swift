/// The files of this Terraform module, which travel in the program.
package enum TerraformFiles {
  package static let all: [(name: String, text: String)] = [
    ("batch.tf", PackageResources.batch_tf), ("bucket.tf", PackageResources.bucket_tf),
    ("budget.tf", PackageResources.budget_tf), ("events.tf", PackageResources.events_tf),
    ("images.tf", PackageResources.images_tf), ("launch-template.tf", PackageResources.launch_template_tf),
    ("network.tf", PackageResources.network_tf), ("outputs.tf", PackageResources.outputs_tf),
    ("roles.tf", PackageResources.roles_tf), ("start.sh.tftpl", PackageResources.start_sh_tftpl),
    ("users.tf", PackageResources.users_tf), ("variables.tf", PackageResources.variables_tf),
    ("versions.tf", PackageResources.versions_tf),
  ].map { ($0, String(decoding: $1, as: UTF8.self)) }

  /// The names of the module's variables.
  package static let variableNames: [String] = String(decoding: PackageResources.variables_tf, as: UTF8.self)
    .split(separator: "\n").compactMap { line in
      guard line.hasPrefix("variable \"") else { return nil }
      return line.split(separator: "\"").dropFirst().first.map(String.init)
    }
}
