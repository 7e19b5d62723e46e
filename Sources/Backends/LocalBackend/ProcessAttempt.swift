import Glibc
import TaskFolder
import WorkflowModel

/// One attempt as a process of this machine.
struct ProcessAttempt {
  let attempt: BackendAttempt
  let grace: Duration

  private var folder: String { attempt.folder }
  private var work: String { folder + "/work" }
  private var script: String { folder + "/command" }

  /// Puts the script, the inputs and the empty working folder in their places.
  func prepare() throws {
    try onDisk { () throws(FileSystemError) in
      try Disk.makeFolder(work)
      try Disk.write(Array(attempt.request.command.utf8), to: script)
      for input in attempt.request.inputs { try place(input) }
    }
  }

  /// A local file keeps its place where the command names that, and else gets a link.
  private func place(_ input: TaskInput) throws(FileSystemError) {
    switch input.source {
    case .file(let file), .folder(let file):
      if file.location == input.path { return }
      guard try Disk.status(of: file.location) != nil else {
        throw FileSystemError("use the input", file.location, number: ENOENT, isWriting: false)
      }
      try Disk.makeFolder(Disk.parent(of: input.path))
      try Disk.link(input.path, to: file.location)
    case .content(let bytes):
      try Disk.makeFolder(Disk.parent(of: input.path))
      try Disk.write(bytes, to: input.path)
    }
  }

  /// Runs the script.
  ///
  /// - Returns: its exit status.
  func run(report: @Sendable (BackendReport) async throws -> Void) async throws -> Int32 {
    let process = CommandProcess(
      arguments: shell + [script], environment: attempt.request.environment, workFolder: work,
      stdout: folder + "/stdout", stderr: folder + "/stderr", grace: grace)
    var processes: TaskProcesses?
    let status = await Result { [process] in
      try await process { leader in
        processes = TaskProcesses(leader: leader)
        if let processes {
          try await report(.submitted(BackendHandle(backend: LocalBackend.kind, identifier: processes.identifier)))
        }
        try await report(.running)
      }
    }
    if Task.isCancelled, let processes {
      let grace = grace
      await Unbroken.run { await processes.end(grace: grace) }
    }
    return try status.get()
  }

  /// What runs the script: `/bin/sh` where this machine has not got the shell that was asked for.
  private var shell: [String] {
    guard let program = attempt.request.shell.first else { return ["/bin/sh"] }
    return program.hasPrefix("/") && access(program, X_OK) != 0 ? ["/bin/sh"] : attempt.request.shell
  }

  func collect() throws -> TaskFiles {
    let collected = try onDisk { () throws(FileSystemError) in
      try OutputCollector.collect(attempt.request.outputs.map(\.asManifest), workFolder: work)
    }
    let entries = collected.entries.map { entry in
      TaskFiles.Entry(
        path: entry.path, reference: FileReference(entry.path.hasPrefix("/") ? entry.path : work + "/" + entry.path),
        isFolder: entry.isFolder, size: entry.isFolder ? nil : entry.size)
    }
    return attempt.files(entries, collected.matches, workFolder: work)
  }
}

extension Result where Failure == any Error {
  init(_ body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
