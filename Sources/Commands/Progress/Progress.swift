import WorkflowEngine

/// What a person sees of a run.
enum Progress {
  /// A live table on a terminal, plain lines in a pipe.
  static func forTerminal() -> any RunObserver {
    Terminal.isInteractive ? LiveProgress() : PlainProgress()
  }
}
