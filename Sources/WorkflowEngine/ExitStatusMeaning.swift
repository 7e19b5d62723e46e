import Glibc

/// What a shell means by an exit status.
enum ExitStatusMeaning {
  private static let signals: [Int32: String] = [
    SIGHUP: "SIGHUP", SIGINT: "SIGINT", SIGQUIT: "SIGQUIT",
    SIGILL: "SIGILL, an instruction that this processor has not",
    SIGABRT: "SIGABRT, by itself", SIGBUS: "SIGBUS, often a full disk", SIGFPE: "SIGFPE",
    SIGKILL: "SIGKILL, often for want of memory", SIGSEGV: "SIGSEGV, an error in the program",
    SIGTERM: "SIGTERM, from outside", SIGXCPU: "SIGXCPU, beyond its limit of processor time (ulimit -t)",
    SIGXFSZ: "SIGXFSZ, beyond its limit of file size (ulimit -f)",
  ]

  /// In parentheses with a space before; empty for a status that means what the program says.
  ///
  /// Source: POSIX, "Exit Status for Commands" of the shell command language.
  static func of(_ status: Int32) -> String {
    switch status {
    case 126: " (a program could not be run: is it executable, and for this machine?)"
    case 127: " (a program was not found)"
    case 129...: signals[status - 128].map { " (ended by \($0))" } ?? ""
    default: ""
    }
  }
}
