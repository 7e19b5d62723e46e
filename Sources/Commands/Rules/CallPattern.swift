import Glibc
import WorkflowModel

/// Which calls a rule is for, by their names: `align`, `align*`, `variants.call_*`, `variants.**`.
///
/// A name stands for a call and, with the names of the calls around it before a dot, for the call inside them. `*` and
/// `?` stay within one name, `**` goes on through the calls inside; `[…]` is a set of characters.
struct CallPattern: Hashable, Sendable {
  let text: String

  func matches(_ call: CallPath) -> Bool {
    let names = call.steps.map(\.name)
    return names.indices.contains { matches(names[$0...].joined(separator: "/")) }
  }

  private func matches(_ path: String) -> Bool {
    let pattern = String(text.map { $0 == "." ? "/" : $0 })
    return fnmatch(pattern, path, text.contains("**") ? 0 : FNM_PATHNAME) == 0
  }
}

/// Which tasks a rule is for, by a label: `large`, or `size=large` for a label with a value.
struct LabelPattern: Hashable, Sendable {
  let text: String

  func matches(_ labels: [String: String]) -> Bool {
    if labels[text] != nil { return true }
    guard let equals = text.firstIndex(of: "=") else { return false }
    return labels[String(text[..<equals])] == String(text[text.index(after: equals)...])
  }
}
