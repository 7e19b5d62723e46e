import Glibc

enum MemoryLimit {
  /// Makes the process fail instead of the machine.
  static func set(megabytes: Int) {
    let bytes = rlim_t(megabytes) * 1_048_576
    var limit = rlimit(rlim_cur: bytes, rlim_max: bytes)
    _ = setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
  }
}
