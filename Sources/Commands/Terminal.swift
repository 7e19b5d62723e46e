import Glibc

/// What people read: stderr. stdout is the result and only that.
enum Terminal {
  /// A line on stderr, or several. What would steer the terminal is shown, not sent: excerpts of files and of what
  /// commands said may hold anything.
  static func say(_ text: String) { write(Self.visible(text) + "\n", to: STDERR_FILENO) }

  /// The text with a picture in place of each control character but line feed and tab, one for one.
  static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      shown.append(isControl(scalar) ? picture(of: scalar) : scalar)
    }
    return String(shown)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
  }

  /// Of U+2400 and what follows for the first 32, U+2421 for DEL, and U+FFFD for those that have none.
  private static func picture(of control: Unicode.Scalar) -> Unicode.Scalar {
    switch control.value {
    case 0..<0x20: Unicode.Scalar(0x2400 + control.value) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    default: "\u{FFFD}"
    }
  }

  /// Text as it is, on stderr, or on stdout where it is the result.
  static func draw(_ text: String, isResult: Bool = false) { write(text, to: isResult ? STDOUT_FILENO : STDERR_FILENO) }

  /// A line on stdout.
  static func result(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }

  static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }

  /// Columns and rows of the terminal; a usual size when it does not say.
  static var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return (80, 24) }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Writes all of it; a reader that has gone away ends the writing, not the run.
  private static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }
}
