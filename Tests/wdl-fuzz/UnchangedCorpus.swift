import JSONText
import SourceText
import TaskFolder
import WDLLanguage

/// What is said of documents as they are: a JSON line for each.
struct UnchangedCorpus {
  let documents: [(name: String, bytes: [UInt8])]

  func report() async throws {
    for (name, _) in documents {
      let loaded = try await DocumentLoader.load(name) { source in try Disk.read(source) }
      let said = loaded.diagnostics.map { diagnostic -> JSONValue in
        let position = diagnostic.file.position(of: diagnostic.span.start)
        return .object([
          "id": .string(diagnostic.id), "severity": .string(diagnostic.severity.rawValue),
          "message": .string(diagnostic.message), "file": .string(diagnostic.file.name),
          "line": .int(Int64(position.line)), "text": .string(diagnostic.file.line(position.line)),
        ])
      }
      print(JSONWriter.compact(.object(["document": .string(name), "said": .array(said)])))
    }
  }
}
