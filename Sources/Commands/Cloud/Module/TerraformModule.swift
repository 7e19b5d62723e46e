/// The Terraform module of `infra/terraform`, which travels in the program.
///
/// Each file is a text in an extension beside this one. A test holds them against the module, and writes them anew with
/// `BLESS=1`.
enum TerraformModule {
  static let files: [(name: String, text: String)] = [
    ("batch.tf", batch), ("bucket.tf", bucket), ("budget.tf", budget), ("events.tf", events), ("images.tf", images),
    ("launch-template.tf", launchTemplate), ("network.tf", network), ("outputs.tf", outputs), ("roles.tf", roles),
    ("start.sh.tftpl", start), ("users.tf", users), ("variables.tf", variables), ("versions.tf", versions),
  ]

  /// The first line of each file that martlet writes.
  static let head = "# Written by martlet, which writes it anew: changes here are lost.\n"

  /// The names of the module's variables.
  static let variableNames: [String] = variables.split(separator: "\n").compactMap { line in
    guard line.hasPrefix("variable \"") else { return nil }
    return line.split(separator: "\"").dropFirst().first.map(String.init)
  }
}
