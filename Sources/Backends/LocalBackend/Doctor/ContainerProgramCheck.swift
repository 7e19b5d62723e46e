import WorkflowModel

/// What runs containers here, and whether it answers.
struct ContainerProgramCheck: LocalCheck {
  static let ready = FindingKind(
    "doctor.containers", "what runs containers here",
    "The program that runs the images of tasks, and whether it does so without the rights of root.")
  static let absent = FindingKind(
    "doctor.no-containers", "nothing here runs containers",
    "Docker, Podman or Apptainer is needed for tasks that name an image, unless `containers: none` passes images over.")
  static let passed = FindingKind(
    "doctor.images-passed-over", "images are passed over",
    "With `containers: none` every task is a process of this machine, whatever image it names.")

  static let kinds = [ready, absent, passed]

  func findings(_ site: LocalSite) async -> [Finding] {
    guard site.settings.containers != .none else {
      return [Finding(Self.passed, .note, "containers", "images are passed over: tasks are processes of this machine")]
    }
    do {
      let finder = RuntimeFinder(site.settings.containers, asking: site.asking, isInPath: site.isInPath)
      let runtime = try await finder.runtime()
      let answer = try await site.asking([runtime.program, "--version"])
      let version = answer.output.split(whereSeparator: \.isNewline).first.map { " (\($0))" } ?? ""
      let rights = runtime.isRootless ? ", without the rights of root" : ""
      return [Finding(Self.ready, .ok, "containers", "are run by \(runtime.program)\(version)\(rights)")]
    } catch let error as ExecutionError {
      let isNeeded = site.requests.isEmpty || site.requests.contains { !$0.request.images.isEmpty }
      let reason = error.message.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? error.message
      return [
        Finding(
          Self.absent, isNeeded ? .error : .note, "containers", "nothing runs them here: \(reason)", fix: error.help,
          code: error.code)
      ]
    } catch {
      return [Finding(Self.absent, .error, "containers", "\(error)")]
    }
  }
}
