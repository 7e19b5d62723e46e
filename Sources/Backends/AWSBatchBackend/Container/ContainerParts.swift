import AWSServices
import JSONText
import WorkflowModel

/// Parts of ``ContainerSettings`` in each of the forms that people bring: Docker's options, Cromwell's attributes, AWS's
/// own members.
enum ContainerParts {
  // MARK: Limits

  /// Source: `Ulimit` in the API reference of AWS Batch.
  static let ulimitNames = [
    "core", "cpu", "data", "fsize", "locks", "memlock", "msgqueue", "nice", "nofile", "nproc", "rss", "rtprio",
    "rttime", "sigpending", "stack",
  ]

  /// `name=soft[:hard]`.
  static func ulimit(_ text: String) throws(SettingProblem) -> Ulimit {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let limits = parts.count == 2 ? parts[1].split(separator: ":", omittingEmptySubsequences: false) : []
    guard 1...2 ~= limits.count else {
      throw SettingProblem("has the limit `\(text)`; write `name=soft` or `name=soft:hard`")
    }
    return try ulimit(String(parts[0]), soft: .string(String(limits[0])), hard: limits.last.map { .string(String($0)) })
  }

  /// A list of `name=soft:hard`, or of mappings with `name`, `softLimit`, `hardLimit`; or a mapping of names to limits.
  static func ulimits(_ value: JSONValue) throws(SettingProblem) -> [String: Ulimit] {
    var limits: [String: Ulimit] = [:]
    for element in try elements(value, isOne: { $0["name"] != nil }) {
      let limit: Ulimit
      if let text = element.string {
        limit = try ulimit(text)
      } else {
        try refuseOthers(element, than: ["name", "softLimit", "hardLimit"])
        guard let name = element["name"]?.string else { throw SettingProblem("has a limit without a `name`") }
        limit = try ulimit(name, soft: element["softLimit"], hard: element["hardLimit"])
      }
      limits[limit.name] = limit
    }
    return limits
  }

  private static func ulimit(
    _ name: String, soft: JSONValue?, hard: JSONValue?
  ) throws(SettingProblem) -> Ulimit {
    guard ulimitNames.contains(name) else {
      throw SettingProblem("has a limit `\(name)`; there are: \(ulimitNames.joined(separator: ", "))")
    }
    func number(_ value: JSONValue?) -> Int? {
      let number = value.flatMap { $0.int ?? $0.string.flatMap { Int64($0.withoutOuterSpace) } }
      return number.flatMap { $0 >= -1 && $0 <= Int64(Int32.max) ? Int($0) : nil }
    }
    guard let soft = number(soft ?? hard), let hard = number(hard ?? .int(soft)) else {
      throw SettingProblem("has a limit `\(name)` that is no whole number from -1 (none) to \(Int32.max)")
    }
    guard hard == -1 || (soft != -1 && soft <= hard) else {
      throw SettingProblem("has the limit `\(name)` with a soft limit of \(soft) above the hard one of \(hard)")
    }
    return Ulimit(hardLimit: hard, name: name, softLimit: soft)
  }

  // MARK: File systems in memory

  /// Source: `Tmpfs` in the API reference of AWS Batch.
  private static let mountOptions: Set<String> = [
    "defaults", "ro", "rw", "suid", "nosuid", "dev", "nodev", "exec", "noexec", "sync", "async", "dirsync", "remount",
    "mand", "nomand", "atime", "noatime", "diratime", "nodiratime", "bind", "rbind", "unbindable", "runbindable",
    "private", "rprivate", "shared", "rshared", "slave", "rslave", "relatime", "norelatime", "strictatime",
    "nostrictatime", "mode", "uid", "gid", "nr_inodes", "nr_blocks", "mpol",
  ]

  /// `path:options`, `size=MiB` being among the options.
  static func tmpfs(_ text: String) throws(SettingProblem) -> Tmpfs {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    var options = parts.count == 2 ? parts[1].split(separator: ",").map(String.init) : []
    guard let place = options.firstIndex(where: { $0.hasPrefix("size=") }) else {
      throw SettingProblem("has the tmpfs `\(text)` without its size; write `\(parts[0]):size=64` for 64 MiB")
    }
    let size = String(options.remove(at: place).dropFirst(5))
    return try tmpfs(path: String(parts[0]), size: .string(size), options: options)
  }

  /// A list of `path:size=MiB,options`, or of mappings with `containerPath`, `size`, `mountOptions`.
  static func tmpfs(_ value: JSONValue) throws(SettingProblem) -> [String: Tmpfs] {
    var found: [String: Tmpfs] = [:]
    for element in try elements(value, isOne: { $0["containerPath"] != nil }) {
      let one: Tmpfs
      if let text = element.string {
        one = try tmpfs(text)
      } else {
        try refuseOthers(element, than: ["containerPath", "size", "mountOptions"])
        one = try tmpfs(
          path: element["containerPath"]?.string ?? "", size: element["size"] ?? .null,
          options: element["mountOptions"]?.array?.compactMap(\.string) ?? [])
      }
      found[one.containerPath] = one
    }
    return found
  }

  private static func tmpfs(path: String, size: JSONValue, options: [String]) throws(SettingProblem) -> Tmpfs {
    guard path.hasPrefix("/"), path.count > 1 else {
      throw SettingProblem("has a tmpfs at `\(path)`; its path must be absolute")
    }
    guard let size = size.spelled.flatMap({ BinarySize.mebibytes($0, plain: 1_048_576) }), size > 0 else {
      throw SettingProblem("has a tmpfs `\(path)` without a size above 0, in MiB or like `1g`")
    }
    for option in options where !mountOptions.contains(String(option.prefix { $0 != "=" })) {
      throw SettingProblem("has a tmpfs `\(path)` with the option `\(option)`, which AWS Batch does not know")
    }
    return Tmpfs(containerPath: path, size: size, mountOptions: options.isEmpty ? nil : options)
  }

  // MARK: Others

  /// - Parameter plain: the bytes of a number without a unit.
  static func sharedMemory(_ text: String, plain: Double) throws(SettingProblem) -> Int {
    if let size = BinarySize.mebibytes(text, plain: plain), size > 0 { return size }
    throw SettingProblem("has `\(text)` for the size of /dev/shm; it must be a size above 0 like `64m` or `1 GB`")
  }

  static func user(_ text: String) throws(SettingProblem) -> String {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let isLegal = parts.allSatisfy { part in
      !part.isEmpty && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_.-".contains($0)) }
    }
    guard isLegal, parts.count <= 2 else {
      throw SettingProblem("has the user `\(text)`; it must be a name or number, `user` or `user:group`")
    }
    return text
  }

  /// A list of `host[:container[:rwm]]`, or of mappings with `hostPath`, `containerPath`, `permissions`.
  static func devices(_ value: JSONValue) throws(SettingProblem) -> [String: Device] {
    var devices: [String: Device] = [:]
    for element in try elements(value, isOne: { $0["hostPath"] != nil }) {
      let device = if let text = element.string { try device(text) } else { try device(element) }
      guard device.hostPath.hasPrefix("/"), device.containerPath?.hasPrefix("/") ?? true else {
        throw SettingProblem("has a device whose path is not absolute")
      }
      devices[device.hostPath] = device
    }
    return devices
  }

  private static func device(_ text: String) throws(SettingProblem) -> Device {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    let kinds: [Character: String] = ["r": "READ", "w": "WRITE", "m": "MKNOD"]
    let permissions = parts.count == 3 ? parts[2].map { kinds[$0] } : []
    guard parts.count <= 3, !permissions.contains(nil) else {
      throw SettingProblem("has the device `\(text)`; write `host[:container[:rwm]]`")
    }
    return Device(
      hostPath: parts[0], containerPath: parts.count > 1 ? parts[1] : nil,
      permissions: permissions.isEmpty ? nil : permissions.compactMap(\.self))
  }

  private static func device(_ value: JSONValue) throws(SettingProblem) -> Device {
    try refuseOthers(value, than: ["hostPath", "containerPath", "permissions"])
    let permissions = value["permissions"]?.array?.compactMap(\.string).map { $0.uppercased() }
    guard let path = value["hostPath"]?.string, Set(permissions ?? []).isSubset(of: ["READ", "WRITE", "MKNOD"]) else {
      throw SettingProblem("has a device that is not `{hostPath, containerPath, permissions: [READ, WRITE, MKNOD]}`")
    }
    return Device(hostPath: path, containerPath: value["containerPath"]?.string, permissions: permissions)
  }

  /// The elements of a list; a single element is a list of one.
  private static func elements(
    _ value: JSONValue, isOne: (JSONValue) -> Bool
  ) throws(SettingProblem) -> [JSONValue] {
    let value = try value.structured()
    if let list = value.array { return list }
    if value.string != nil || isOne(value) { return [value] }
    throw SettingProblem("must be a list, but is \(value.kind)")
  }

  static func refuseOthers(_ value: JSONValue, than names: [String]) throws(SettingProblem) {
    guard let object = value.object else {
      throw SettingProblem("must hold texts or mappings, but holds \(value.kind)")
    }
    for name in object.names where !names.contains(name) {
      throw SettingProblem("has a member `\(name)`; there are: \(names.joined(separator: ", "))")
    }
  }
}
