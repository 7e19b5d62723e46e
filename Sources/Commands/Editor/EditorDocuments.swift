import Glibc
import TaskFolder
import WDLEditing
import WorkflowModel

/// The documents that an editor has not open: read as `martlet check` reads them.
struct EditorDocuments: DocumentSource {
  let storages: [any Storage]

  /// So many entries of a folder's tree are looked at.
  private static let mostEntries = 50_000

  func read(_ document: String) async throws -> [UInt8] { try await SourceReading.read(document, storages) }

  func documents(below folder: String, endingWith end: String) async -> [String] {
    var found: [String] = []
    var folders = [folder]
    var left = Self.mostEntries
    while let folder = folders.popLast(), left > 0 {
      guard let directory = opendir(folder) else { continue }
      defer { closedir(directory) }
      while let entry = readdir(directory), left > 0 {
        left -= 1
        let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        let path = folder + "/" + name
        if entry.pointee.d_type == UInt8(DT_DIR) {
          if !Self.isSkipped(name) { folders.append(path) }
        } else if name.hasSuffix(end) {
          found.append(path)
        }
      }
    }
    return found.sorted()
  }

  /// Hidden folders, and those that hold copies.
  private static func isSkipped(_ name: String) -> Bool {
    name.hasPrefix(".") || name == "martlet-runs" || name == "node_modules"
  }
}
