import Digest
import WorkflowModel

/// Names what a call of a workflow runs that is a workflow itself: always the same for the same call.
enum SubworkflowID {
  /// A UUID of version 8 (RFC 9562): of the root workflow's name and the path of the call.
  static func make(of root: String, _ call: CallPath) -> String {
    var bytes = Array(SHA256.digest(of: Array("\(root)/\(call)".utf8)).prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x80
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = Hexadecimal.encode(bytes)
    var (text, place) = ("", digits.startIndex)
    for length in [8, 4, 4, 4, 12] {
      let end = digits.index(place, offsetBy: length)
      text += (text.isEmpty ? "" : "-") + digits[place..<end]
      place = end
    }
    return text
  }
}
