#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A program of the user's that prints keys: `credential_process` of the profile.
///
/// Source: AWS SDKs and Tools Reference Guide, "Process credential provider". The command is split into words as a
/// shell would, without running one.
package struct ProcessCredentials: CredentialSource {
  private let context: CredentialContext

  package init(_ context: CredentialContext) { self.context = context }

  package var name: String { "the profile's credential_process" }

  package func load() async throws -> AWSCredentials? {
    guard let profile = context.files.active else { return nil }
    return try await load(profile)
  }

  func load(_ profile: SharedProfile) async throws -> AWSCredentials? {
    guard let command = profile["credential_process"] else { return nil }
    let source = "the credential_process of the AWS profile `\(profile.name)`"
    let words: [String]
    do {
      words = try ShellWords.split(command)
    } catch {
      throw AWSError(.credentials, message: "\(source) \(error.message)")
    }
    guard !words.isEmpty else { return nil }
    return try JSONCredentials.read(try output(of: words, source), from: source, token: "SessionToken")
  }

  /// What the program prints. It inherits standard error, so that it can say what is wrong.
  private func output(of words: [String], _ source: String) throws -> [UInt8] {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw failure("\(source) cannot be started", errno) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_addclose(&actions, ends[0])
    posix_spawn_file_actions_addclose(&actions, ends[1])
    var child = pid_t()
    let result = Self.withPointers(words) { arguments in
      Self.withPointers(context.environment.map { "\($0.key)=\($0.value)" }) { environment in
        posix_spawnp(&child, words[0], &actions, nil, arguments, environment)
      }
    }
    close(ends[1])
    defer { close(ends[0]) }
    guard result == 0 else { throw failure("\(source) cannot be started", result) }
    let bytes = Self.readToEnd(ends[0])
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    guard status == 0 else {
      throw AWSError(.credentials, message: "\(source) failed", help: "run `\(words.joined(separator: " "))` by hand")
    }
    return bytes
  }

  private func failure(_ message: String, _ number: Int32) -> AWSError {
    AWSError(.credentials, message: message + ": " + LocalFile.reason(number))
  }

  private static func readToEnd(_ descriptor: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(descriptor, &part, part.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return bytes }
      bytes += part[..<count]
    }
  }

  private static func withPointers<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers = strings.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }
}
