/// JSON that does not fit a type, or a value that JSON cannot hold.
package struct ValueJSONError: Error, Hashable, CustomStringConvertible {
  /// The way to the place from the value that was to be converted: `["people", "[2]", "name"]`.
  package private(set) var path: [String]
  package let message: String

  package init(_ message: String, path: [String] = []) {
    self.message = message
    self.path = path
  }

  /// The same mistake, seen from the value around it.
  func within(_ step: String) -> ValueJSONError {
    var copy = self
    copy.path.insert(step, at: 0)
    return copy
  }

  package var description: String {
    guard !path.isEmpty else { return message }
    let place = path.reduce("") { $0.isEmpty || $1.hasPrefix("[") ? $0 + $1 : $0 + "." + $1 }
    return "\(message), at `\(place)`"
  }
}
