import LanguageServer
import SourceText
import Synchronization
import WDLEditing

/// Documents on a disk that is made for a test; `§` in a text is where the cursor stands and is taken out.
struct Folder: Sendable {
  let editing: WDLEditing
  let disk: Disk
  private(set) var place: DocumentPlace?
  private(set) var workspace = Workspace(documents: [:], folders: ["/w"])

  /// A disk that counts what is read.
  final class Disk: DocumentSource {
    private let files: Mutex<[String: String]>
    private let reads = Mutex<[String: Int]>([:])

    struct Missing: Error, CustomStringConvertible { var description: String { "there is no such file" } }

    init(_ files: [String: String]) { self.files = Mutex(files) }

    func read(_ document: String) async throws -> [UInt8] {
      reads.withLock { $0[document, default: 0] += 1 }
      guard let text = files.withLock({ $0[document] }) else { throw Missing() }
      return Array(text.utf8)
    }

    func documents(below folder: String, endingWith end: String) async -> [String] {
      files.withLock { $0.keys.filter { $0.hasPrefix(folder + "/") && $0.hasSuffix(end) }.sorted() }
    }

    func write(_ document: String, _ text: String) { files.withLock { $0[document] = text } }

    func readCount(_ document: String) -> Int { reads.withLock { $0[document] ?? 0 } }
  }

  /// - Parameter open: the document `/w/main.wdl`, open in the editor.
  init(_ open: String, others: [String: String] = [:]) {
    disk = Disk(Dictionary(uniqueKeysWithValues: others.map { ("/w/" + $0.key, $0.value) }))
    editing = WDLEditing(source: disk)
    edit("main.wdl", open)
  }

  /// Opens or changes a document in the editor.
  mutating func edit(_ name: String, _ text: String) {
    let path = "/w/" + name
    let parts = text.split(separator: "§", omittingEmptySubsequences: false)
    if parts.count == 2 { place = DocumentPlace(path, parts[0].utf8.count) }
    var documents = workspace.documents
    documents[path] = SourceFile(name: path, text: parts.joined())
    workspace = Workspace(documents: documents, folders: ["/w"], generation: workspace.generation)
  }

  mutating func close(_ name: String) {
    var documents = workspace.documents
    documents["/w/" + name] = nil
    workspace = Workspace(documents: documents, folders: ["/w"], generation: workspace.generation + 1)
  }

  /// What changed on the disk is seen.
  mutating func look() {
    workspace = Workspace(
      documents: workspace.documents, folders: workspace.folders, generation: workspace.generation + 1)
  }

  var cursor: DocumentPlace { place ?? DocumentPlace("/w/main.wdl", 0) }

  // MARK: questions

  func hover() async throws -> String {
    guard let hover = try await editing.hover(at: cursor, in: workspace) else { return "" }
    return ([hover.code] + hover.paragraphs).joined(separator: "\n\n")
  }

  func completions() async throws -> [String] {
    try await editing.completions(at: cursor, in: workspace).map(\.label)
  }

  /// `main.wdl:3:5 name`, sorted by document and place.
  func definitions() async throws -> [String] {
    try await editing.definitions(at: cursor, in: workspace).map(Self.shown)
  }

  func references(includingDeclaration: Bool = true) async throws -> [String] {
    try await editing.references(at: cursor, includingDeclaration: includingDeclaration, in: workspace)
      .map(Self.shown).sorted()
  }

  static func shown(_ range: TextRange) -> String {
    let start = range.file.position(of: range.span.start)
    return "\(range.file.name.dropFirst(3)):\(start.line):\(start.column) \(range.file.text(range.span))"
  }

  /// The documents that change, as they are then.
  func renamed(to name: String) async throws -> [String: String] {
    let edits = try await editing.rename(at: cursor, to: name, in: workspace)
    var texts: [String: String] = [:]
    for (document, edits) in Dictionary(grouping: edits, by: \.range.file.name) {
      guard let file = edits.first?.range.file else { continue }
      var bytes = file.bytes
      for edit in edits.sorted(by: { $0.range.span.start > $1.range.span.start }) {
        bytes.replaceSubrange(edit.range.span.start..<edit.range.span.end, with: edit.text.utf8)
      }
      texts[String(document.dropFirst(3))] = String(decoding: bytes, as: UTF8.self)
    }
    return texts
  }

  /// Why a name cannot be changed.
  func refusal(to name: String) async -> String {
    do {
      _ = try await editing.rename(at: cursor, to: name, in: workspace)
      return ""
    } catch let refusal as ServiceRefusal {
      return refusal.message
    } catch {
      return "another error: \(error)"
    }
  }

  /// `3 wdl.unknown-name`: line and id.
  func diagnostics(of name: String = "main.wdl") async throws -> [String] {
    try await editing.diagnostics(of: "/w/" + name, in: workspace).map {
      "\($0.diagnostic.file.position(of: $0.diagnostic.span.start).line) \($0.diagnostic.id)"
    }
  }
}
