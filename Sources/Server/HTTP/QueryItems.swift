import Foundation
import Hummingbird
import HummingbirdCore

extension URI {
  /// The query's items in their order: a name may stand several times.
  var queryItems: [(name: String, value: String)] {
    (query ?? "").split(separator: "&").map { item in
      let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { part in
        let text = part.replacing("+", with: " ")
        return text.removingPercentEncoding ?? String(text)
      }
      return (parts[0], parts.count > 1 ? parts[1] : "")
    }
  }
}

extension String? {
  /// A number from 0, as pages are asked for; where nothing is said, the usual one.
  ///
  /// - Parameter name: of the item, for messages.
  /// - Throws: ``ServerError``.
  func count(named name: String, usual: Int) throws -> Int {
    guard let self else { return usual }
    guard let number = Int(self), number >= 0 else { throw ServerError.badRequest("\(name) has to be a number") }
    return number
  }
}
