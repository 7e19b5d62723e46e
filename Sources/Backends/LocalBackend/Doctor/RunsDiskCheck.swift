import TaskFolder
import WorkflowModel

/// Room where runs are kept.
struct RunsDiskCheck: LocalCheck {
  static let room = FindingKind(
    "doctor.disk", "room on the disk of the runs", "Runs keep everything of their tasks below the folder of runs.")
  static let full = FindingKind(
    "doctor.disk-full", "there is little room on the disk of the runs",
    "Less than 5 GiB are free. `martlet clean --older-than 30d` removes runs, `--intermediate` what no output needs.")

  static let kinds = [room, full]

  private static let little: Int64 = 5 << 30

  func findings(_ site: LocalSite) async -> [Finding] {
    // The folder itself is made with the first run.
    var folder = site.runs
    while folder != "/", (try? Disk.status(of: folder)) == nil { folder = Disk.parent(of: folder) }
    guard let free = FreeSpace.bytes(at: folder) else { return [] }
    let text = "has \(CapacityCheck.size(free)) free"
    guard free < Self.little else { return [Finding(Self.room, .ok, "the disk of \(site.runs)", text)] }
    return [
      Finding(
        Self.full, .warning, "the disk of \(site.runs)", text,
        fix: "martlet clean --older-than 30d, or name another folder by --runs-dir")
    ]
  }
}
