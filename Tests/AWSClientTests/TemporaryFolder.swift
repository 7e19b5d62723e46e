@testable import AWSClient

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder that is gone when the last one who knows it is.
final class TemporaryFolder: Sendable {
  let path: String
  private let names: [String]

  /// - Parameter files: names and contents.
  init(_ files: [String: String] = [:]) throws {
    path = "/tmp/aws-client-tests-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    names = Array(files.keys)
    guard mkdir(path, 0o700) == 0 else {
      throw LocalFile.Failure(action: "cannot create", path: path, errno: errno)
    }
    for (name, content) in files {
      let descriptor = creat(path + "/" + name, 0o700)
      defer { close(descriptor) }
      try Array(content.utf8).withUnsafeBytes { bytes in
        try LocalFile.write(bytes, to: descriptor, offset: 0, path: path + "/" + name)
      }
    }
  }

  /// A descriptor for reading, which lives as long as the process.
  func open(_ name: String) -> Int32 { Self.openForReading(path + "/" + name) }

  private static func openForReading(_ path: String) -> Int32 {
    #if canImport(Glibc)
      Glibc.open(path, O_RDONLY)
    #else
      Darwin.open(path, O_RDONLY)
    #endif
  }

  deinit {
    for name in names { unlink(path + "/" + name) }
    rmdir(path)
  }
}
