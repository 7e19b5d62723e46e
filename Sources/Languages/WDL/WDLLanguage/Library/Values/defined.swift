extension LibraryFunction {
  /// `Boolean defined(X?)`: whether the value is not `None`.
  /// Source: specification, Standard Library, `defined`.
  static let defined = LibraryFunction(
    "defined", [Overload([.any("X")], gives: .boolean) { arguments, _ in .boolean(arguments[0] != .none) }])
}
