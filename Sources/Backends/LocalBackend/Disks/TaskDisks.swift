import TaskFolder
import WorkflowModel

/// The folders of an attempt that stand for the disks which its task asks for at paths of their own.
///
/// They lie below `disks` in the attempt's folder under the paths at which the command sees them, so that disks in disks
/// fit into each other.
struct TaskDisks: Hashable {
  struct Disk: Hashable {
    /// As the command sees it. Absolute.
    let mountPoint: String
    /// On this machine.
    let folder: String
  }

  /// Outer ones come first.
  let disks: [Disk]

  /// - Parameter disks: one whose mount point is the root is the disk of the working folder.
  init(_ disks: [TaskDisk], in attemptFolder: String) {
    let points = Set(disks.compactMap { $0.mountPoint.map { FileReference($0).normalized.location } })
    self.disks = points.subtracting(["/"]).sorted().map { Disk(mountPoint: $0, folder: attemptFolder + "/disks" + $0) }
  }

  var isEmpty: Bool { disks.isEmpty }

  var mounts: [MountTable.Mount] { disks.map { .init(seen: $0.mountPoint, actual: $0.folder) } }

  func makeFolders() throws(FileSystemError) {
    for disk in disks { try TaskFolder.Disk.makeFolder(disk.folder) }
  }

  /// Makes the place on a disk where something else is mounted; a container's daemon would make it as root.
  func makeRoom(for mount: ContainerCommand.Mount) throws(FileSystemError) {
    guard let place = MountTable(mounts, seesMachine: false).actual(of: mount.target), !isEmpty else { return }
    if try TaskFolder.Disk.status(of: mount.source)?.kind == .folder { return try TaskFolder.Disk.makeFolder(place) }
    try TaskFolder.Disk.makeFolder(TaskFolder.Disk.parent(of: place))
    try TaskFolder.Disk.write([], to: place)
  }

  /// The first disk that would hide one of the paths.
  func first(hiding path: String) -> Disk? {
    disks.first { path == $0.mountPoint || path.hasPrefix($0.mountPoint + "/") }
  }
}
