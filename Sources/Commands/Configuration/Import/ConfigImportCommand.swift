import ArgumentParser
import WorkflowModel

struct ConfigImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Translates a profile of Snakemake for AWS Batch to martlet.",
    discussion: """
      The profile is one for --executor aws-batch or aws-basic-batch. Their options become martlet's, everything else \
      stays as it is. What martlet has no option for is left out, which is said on standard error.
      """)

  @Argument(help: "The profile: its folder, or the file in it.")
  var profile: String

  @Option(name: .shortAndLong, help: "Where to write the new profile; standard output without it.")
  var output: String?

  func run() throws {
    let translation = try ProfileTranslation(SnakemakeProfile(at: profile))
    if let output {
      try OutputsFile.write(translation.text, to: SourceReading.absolute(output), as: "the profile")
    } else {
      Terminal.result(translation.text.hasSuffix("\n") ? String(translation.text.dropLast()) : translation.text)
    }
    for note in translation.notes { Terminal.say("note: " + note) }
  }
}
