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
