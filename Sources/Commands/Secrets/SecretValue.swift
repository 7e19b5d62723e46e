import Glibc
import WorkflowModel

/// The value of a secret as a person gives it: typed without being shown, or by stdin.
enum SecretValue {
  /// Source: `SecretString` of CreateSecret.
  private static let longest = 65_536

  /// - Throws: ``ExecutionError`` (`configuration`) for a value that cannot be kept; `CancellationError` after Ctrl-C.
  static func read(askingFor name: String) throws -> String {
    let bytes = isatty(STDIN_FILENO) == 1 ? try typed("value of \(name): ") : content()
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
    hidden.c_lflag &= ~tcflag_t(ECHO)
    // Ctrl-C arrives as a character, so that the terminal is never left without its echo.
    hidden.c_lflag &= ~tcflag_t(ISIG)
    Terminal.draw(question)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
    let line = content(until: UInt8(ascii: "\n"))
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
    Terminal.draw("\n")
    if line.contains(interrupt) { throw CancellationError() }
    return line
  }

  private static let interrupt: UInt8 = 3

  private static func content(until end: UInt8? = nil) -> [UInt8] {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while bytes.count <= longest + 2, Glibc.read(STDIN_FILENO, &byte, 1) == 1 {
      bytes.append(byte)
      if byte == end || end != nil && byte == interrupt { break }
    }
    return bytes
  }
}
