import ArgumentParser
import JSONText
import SourceText
import WorkflowModel

struct ConfigImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Translates configurations of Cromwell, Nextflow and Snakemake to martlet.",
    discussion: """
      cromwell.conf becomes martlet.yaml with an environment for each provider on AWS Batch; so does what is plain of a \
      nextflow.config. Their first lines say what was kept, changed and dropped. Nothing is run, included files are not \
      followed, variables of the environment are not read, and secrets are not taken.

      A profile of Snakemake for --executor aws-batch or aws-basic-batch becomes one for martlet: their options become \
      martlet's, everything else stays as it is.
      """)

  @Argument(help: "cromwell.conf, nextflow.config, or a profile of Snakemake: its folder, or the file in it.")
  var file: String

  @Option(name: .shortAndLong, help: "Where to write what comes out; standard output without it.")
  var output: String?

  @Option(help: "cromwell, nextflow or snakemake, where the name of the file does not tell.")
  var from: ImportSource?

  @Option(help: "The name of the environment, where there is one.")
  var name: String?

  @Flag(help: "Write over a file that is there.")
  var force = false

  func run() throws {
    if let output, !force { try refuseToReplace(output) }
    switch try from ?? ImportSource(of: file) {
    case .snakemake:
      let translation = try ProfileTranslation(SnakemakeProfile(at: file))
      try write(translation.text, "the profile")
      for note in translation.notes { Terminal.say("note: " + note) }
    case .cromwell: try write(CromwellTranslation.configuration(read()))
    case .nextflow: try write(NextflowTranslation.configuration(read()))
    }
  }

  private func read() throws -> SourceFile {
    SourceFile(name: file, bytes: try TextFile.read(SourceReading.absolute(file), shownAs: file))
  }

  private func refuseToReplace(_ output: String) throws {
    guard OutputsFile.isFile(SourceReading.absolute(output)) else { return }
    throw ExecutionError(
      .notWritable, "\(output) is there already", help: "name another file, or write over it by --force")
  }

  private func write(_ configuration: ImportedConfiguration) throws {
    var configuration = configuration
    if let name { try configuration.rename(to: name) }
    try configuration.settle()
    let table = ImportNote.table(configuration.notes)
    let shown = file.split(separator: "/").last.map(String.init) ?? file
    try write(
      configuration.text(head: ["Made from \(Terminal.visible(shown)) by martlet config import.", ""] + table),
      "martlet.yaml")
    // What goes to standard output says it in its first lines.
    let told = output == nil ? ImportNote.table(configuration.notes.filter { $0.outcome == .needed }) : table
    for line in told { Terminal.say(line) }
  }

  private func write(_ text: String, _ what: String) throws {
    if let output {
      try OutputsFile.write(text, to: SourceReading.absolute(output), as: what)
    } else {
      Terminal.result(text.hasSuffix("\n") ? String(text.dropLast()) : text)
    }
  }
}

extension ImportedConfiguration {
  /// Gives the only environment a name of the user's.
  fileprivate mutating func rename(to name: String) throws {
    guard environments.count == 1, let only = environments.first else {
      let names = environments.map(\.name).joined(separator: ", ")
      throw ValidationError("--name is for a file of one environment; this one makes: \(names)")
    }
    environments = [Environment(name: name, origin: only.origin, settings: only.settings)]
    if settings["default"] != nil { settings["default"] = .string(name) }
  }
}
