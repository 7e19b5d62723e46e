import Glibc
import WorkflowModel

/// The value of a secret as a person gives it: typed without being shown, or by stdin.
enum SecretValue {
  /// Source: `SecretString` of CreateSecret.
  private static let longest = 65_536

  /// - Throws: ``ExecutionError`` (`configuration`) for a value that cannot be kept; `CancellationError` after Ctrl-C.
  static func read(askingFor name: String) throws -> String {
    let bytes = try isatty(STDIN_FILENO) == 1 ? typed("value of \(name): ") : content()
    return try value(bytes)
  }

  /// - Parameter bytes: with a line feed at their end, perhaps.
  static func value(_ bytes: [UInt8]) throws -> String {
    var bytes = bytes
    if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    guard !bytes.isEmpty else {
      throw ExecutionError(
        .configuration, "the value is empty",
        help: "type it when asked, or write it to stdin: martlet secrets set NAME <file")
    }
    guard bytes.count <= longest else {
      throw ExecutionError(
        .configuration, "the value has more than \(longest) bytes, which is what Secrets Manager takes")
    }
    guard let value = String(validating: bytes, as: UTF8.self) else {
      throw ExecutionError(
        .configuration, "the value is not text in UTF-8", help: "write it as base64, and let the task decode it")
    }
    return value
  }

  /// A line that the terminal does not show.
  private static func typed(_ question: String) throws -> [UInt8] {
    var shown = termios()
    guard tcgetattr(STDIN_FILENO, &shown) == 0 else {
      throw ExecutionError(.configuration, "the terminal cannot be told to hide what is typed", help: "use stdin")
    }
    var hidden = shown
    // Key by key: Ctrl-C is one of them, so that the terminal is never left as it is now.
    hidden.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
    Terminal.draw(question)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
    var line = TypedLine()
    while let key = key(), line.take(key) {}
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
    Terminal.draw("\n")
    if line.isInterrupted { throw CancellationError() }
    return line.bytes
  }

  private static func content() -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count <= longest + 2, let byte = key() { bytes.append(byte) }
    return bytes
  }

  /// Nil at the end.
  private static func key() -> UInt8? {
    var byte: UInt8 = 0
    return Glibc.read(STDIN_FILENO, &byte, 1) == 1 ? byte : nil
  }
}

/// A line that is typed key by key.
struct TypedLine: Hashable {
  private(set) var bytes: [UInt8] = []
  private(set) var isInterrupted = false

  /// - Returns: whether the line goes on.
  mutating func take(_ key: UInt8) -> Bool {
    switch key {
    case 0x03:
      isInterrupted = true
      return false
    // The end of a line, Ctrl-D.
    case 0x0A, 0x0D, 0x04: return false
    // Backspace: a whole character of UTF-8.
    case 0x08, 0x7F:
      while let last = bytes.popLast(), last & 0xC0 == 0x80 {}
    // Ctrl-U.
    case 0x15: bytes = []
    default: bytes.append(key)
    }
    return true
  }
}
