import Concurrency
import Digest
import S3Storage
import TaskManifest
import WorkflowModel

/// Brings the inputs of tasks to where their containers can fetch them: this machine's files are uploaded, once a run,
/// and so are those of other storages, by way of this machine; S3's objects stay where they are.
struct InputStaging: Sendable {
  private let storage: S3Storage
  private let others: [any Storage]
  /// By the address in S3.
  private let uploads = SharedWork<S3Location, Void>()
  /// What lies in S3 and elsewhere, by its address: asked once.
  private let looks = SharedWork<FileReference, StorageEntry?>()
  /// Digests of folders in S3, each looked at once.
  private let listings = SharedWork<FileReference, String>()
  /// What lies in S3, of calls with many inputs: asked together, once for each list of inputs.
  private let gathered = SharedWork<[FileReference], [FileReference: StorageEntry]>()
  private let slots: Slots

  /// Uploads that go on at once.
  private static let width = 8
  /// A call with more inputs in S3 has them looked at together.
  private static let few = 8
  /// Longer texts become objects of their own instead of lines of the manifest, in bytes.
  private static let longestText = 64 * 1024

  /// - Parameter others: the storages whose files this machine carries to S3.
  init(storage: S3Storage, others: [any Storage] = []) {
    self.storage = storage
    self.others = others
    slots = Slots(Self.width)
  }

  /// The inputs as the manifest names them; returns when everything is in S3.
  ///
  /// - Parameter folder: the attempt's folder in the bucket, for inputs that are this attempt's alone.
  /// - Throws: ``ExecutionError`` when an input does not exist, cannot be read or cannot be uploaded.
  func stage(_ inputs: [TaskInput], layout: RunLayout, folder: S3Location) async throws -> [ManifestInput] {
    let known = try await lookAtMany(inputs)
    return try await withThrowingTaskGroup(of: (Int, ManifestInput).self) { group in
      for (number, input) in inputs.enumerated() {
        group.addTask {
          let own = folder.appending("inputs/\(number)/" + FileReference(input.path).name)
          return (number, ManifestInput(try await source(of: input.source, known, layout, own), at: input.path))
        }
      }
      var staged: [(Int, ManifestInput)] = []
      for try await input in group { staged.append(input) }
      return staged.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  private func source(
    of source: TaskInput.Source, _ known: [FileReference: StorageEntry], _ layout: RunLayout, _ own: S3Location
  ) async throws -> ManifestInput.Source {
    switch source {
    case .content(let bytes): return try await content(bytes, own)
    case .file(let file), .folder(let file):
      switch file.scheme {
      case nil: return try await local(LocalInput(path: file.location), layout)
      case "s3": return try await object(file, known[file])
      case let scheme?: return try await carried(file, scheme, source, layout)
      }
    }
  }

  private func content(_ bytes: [UInt8], _ own: S3Location) async throws -> ManifestInput.Source {
    if bytes.count <= Self.longestText, let text = String(validating: bytes, as: UTF8.self) { return .text(text) }
    try await storage.write(bytes, to: own.reference)
    return .object(url: own.url, size: Int64(bytes.count), etag: nil)
  }

  // MARK: S3's objects

  private func lookAtMany(_ inputs: [TaskInput]) async throws -> [FileReference: StorageEntry] {
    let files = inputs.compactMap { input -> FileReference? in
      switch input.source {
      case .file(let file) where file.scheme == "s3", .folder(let file) where file.scheme == "s3": file
      default: nil
      }
    }
    guard files.count > Self.few else { return [:] }
    return try await gathered.value(for: files) { [storage] in
      let entries = try await storage.look(atAll: files)
      return Dictionary(zip(files, entries).compactMap { file, entry in entry.map { (file, $0) } }) { first, _ in first
      }
    }
  }

  /// - Parameter known: what is known of it already.
  private func object(_ file: FileReference, _ known: StorageEntry?) async throws -> ManifestInput.Source {
    let storage = storage
    var found = known
    if found == nil { found = try await looks.value(for: file, make: { try await storage.look(at: file) }) }
    guard let entry = found else {
      throw ExecutionError(.fileNotFound, "the input \(file.redacted) does not exist")
    }
    if entry.isFolder {
      return .prefix(url: file.location, listing: try await listings.value(for: file) { try await listing(of: file) })
    }
    return .object(url: file.location, size: entry.size, etag: entry.version)
  }

  /// What lies below a folder, so that the agent can tell whether it still does.
  private func listing(of folder: FileReference) async throws -> String {
    let prefix = try S3Location(folder.location).url + "/"
    let files = try await storage.list(folder).map {
      (String($0.reference.location.dropFirst(prefix.count)), $0.size, $0.version)
    }
    return ListingDigest(files).hexadecimal
  }

  // MARK: Files of other storages

  private func carried(
    _ file: FileReference, _ scheme: String, _ source: TaskInput.Source, _ layout: RunLayout
  ) async throws -> ManifestInput.Source {
    guard case .file = source, let other = others.first(where: { $0.schemes.contains(scheme) }) else {
      throw ExecutionError(
        .unsupported, "cannot hand \(file.redacted) to a job on AWS Batch: there is no way from `\(scheme)://` to it",
        help: "copy it to S3 or to this machine first")
    }
    guard let entry = try await looks.value(for: file, make: { try await other.look(at: file) }) else {
      throw ExecutionError(.fileNotFound, "the input \(file.redacted) does not exist")
    }
    let input = CarriedInput(entry, of: other)
    let target = layout.input(digest: input.digest, name: file.name)
    try await uploadOnce(to: target, size: input.size) { storage in try await input.carry(to: target, storage) }
    return .object(url: target.url, size: input.size, etag: nil)
  }

  // MARK: This machine's files

  /// Takes a file or folder to a run that has no others there: those of one folder stay beside each other, as an index and
  /// what it is of have to.
  func bring(_ path: String, layout: RunLayout) async throws -> FileReference {
    let folder = String(SHA256.hexadecimal(of: FileReference(path).parent.location).prefix(16))
    switch try await local(LocalInput(path: path), layout, in: folder) {
    case .object(let url, _, _), .prefix(let url, _): return FileReference(url)
    case .text: return FileReference(path)
    }
  }

  /// - Parameter folder: whose name it has in place of one that says what it holds.
  private func local(
    _ input: LocalInput, _ layout: RunLayout, in folder: String? = nil
  ) async throws -> ManifestInput.Source {
    guard input.isFolder else {
      let target = layout.input(digest: folder ?? input.digest, name: input.name)
      try await upload(input, to: target)
      return .object(url: target.url, size: input.size, etag: nil)
    }
    let (files, emptyFolders) = try input.content()
    let digest = LocalInput.digest(of: input, files: files, emptyFolders: emptyFolders)
    let target = layout.input(digest: folder ?? digest, name: input.name)
    for folder in emptyFolders {
      let relative = String(folder.dropFirst(input.path.count + 1))
      try await storage.makeFolder(relative.isEmpty ? target : target.appending(relative))
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (number, file) in files.enumerated() {
        if number >= Self.width { try await group.next() }
        let relative = String(file.path.dropFirst(input.path.count + 1))
        group.addTask { try await upload(file, to: target.appending(relative)) }
      }
      try await group.waitForAll()
    }
    return .prefix(url: target.url)
  }

  private func upload(_ input: LocalInput, to target: S3Location) async throws {
    try await uploadOnce(to: target, size: input.size) { storage in
      try await storage.upload(input.path, to: target.reference)
    }
  }

  private func uploadOnce(
    to target: S3Location, size: Int64, _ upload: @escaping @Sendable (S3Storage) async throws -> Void
  ) async throws {
    try await uploads.value(for: target) { [storage, slots] in
      try await slots.withSlot {
        // An earlier process of the same run may have brought it: the address tells which file it is.
        if let there = try await storage.look(at: target.reference), there.size == size { return }
        try await upload(storage)
      }
    }
  }
}
