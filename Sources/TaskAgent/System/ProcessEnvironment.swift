import Glibc

/// The variables of this process.
package enum ProcessEnvironment {
  /// By name. Of a name that is there twice the first counts; what is not UTF-8 is made so.
  package static var variables: [String: String] {
    var variables: [String: String] = [:]
    var next = environ
    while let entry = next.pointee {
      let text = String(cString: entry)
      if let sign = text.firstIndex(of: "="), sign != text.startIndex {
        let name = String(text[..<sign])
        if variables[name] == nil { variables[name] = String(text[text.index(after: sign)...]) }
      }
      next += 1
    }
    return variables
  }
}
