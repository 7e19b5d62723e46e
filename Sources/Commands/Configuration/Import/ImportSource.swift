import ArgumentParser
import ForeignConfiguration
import SourceText
import TaskFolder
import WorkflowModel

/// What a configuration that is to be translated is of.
enum ImportSource: String, CaseIterable, ExpressibleByArgument {
  case cromwell, nextflow, snakemake

  /// By the name of a file, or else by what is in it; a folder is a profile of Snakemake.
  init(of path: String) throws {
    let absolute = SourceReading.absolute(path)
    guard (try? Disk.textNames(in: absolute)) == nil else {
      self = .snakemake
      return
    }
    switch path.split(separator: ".").last?.lowercased() {
    case "conf", "hocon": self = .cromwell
    case "config": self = .nextflow
    case "yaml", "yml": self = .snakemake
    default: self = Self.of(String(decoding: try TextFile.read(absolute, shownAs: path), as: UTF8.self))
    }
  }

  private static func of(_ text: String) -> ImportSource {
    if text.contains("actor-factory") || text.contains("default-runtime-attributes") { return .cromwell }
    let isNextflow = ["process.", "process {", "profiles {", "withLabel:", "withName:"].contains { text.contains($0) }
    return isNextflow ? .nextflow : .snakemake
  }
}

extension ExecutionError {
  /// A mistake in a configuration that is translated. Its line is not shown: it may hold a secret.
  init(_ error: ForeignTextError, in file: SourceFile) {
    let place = file.position(of: error.span.start)
    self.init(
      .configuration, "\(file.name):\(place.line):\(place.column): \(error.message)",
      help: error.help ?? "the line is not shown: it may hold a secret")
  }
}
