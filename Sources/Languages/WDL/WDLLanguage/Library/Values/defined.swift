extension LibraryFunction {
  /// `Boolean defined(X?)`: whether the value is not `None`.
  /// Source: specification, Standard Library, `defined`.
  static let defined = LibraryFunction(
    "defined", summary: "Whether the value is not `None`.",
    [Overload([.any("X")], gives: .boolean) { arguments, _ in .boolean(arguments[0] != .none) }])
}
