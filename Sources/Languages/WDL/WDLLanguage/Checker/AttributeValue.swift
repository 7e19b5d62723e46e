/// Which literals no engine can use for an attribute of `runtime` or `requirements`: `cpu: 0`, `memory: "lots"`.
///
/// Values that are computed are left to the run. Numbers as text are let go: engines read them.
///
/// Source: specification 1.1, Runtime Section; 1.2 and 1.3, Requirements Section; Cromwell's forms of `disks`.
enum AttributeValue {
  /// - Returns: what the attribute must be, when the value is a literal that is something else.
  static func expected(_ name: String, _ expression: TypedExpression) -> String? {
    guard let value = LiteralValue.value(of: expression), value != .none else { return nil }
    return switch TaskAttributes.canonical(name) {
    case "cpu": isPositive(value) ? nil : "a number of cores above 0"
    case "memory": isSize(value) ? nil : "a size like \"4 GiB\""
    case "disks": isDisks(value) ? nil : "a size like \"10 GiB\", \"/mnt/data 10 GiB\" or \"local-disk 10 SSD\""
    case "gpu", "fpga": isFlag(value) ? nil : "true or false"
    case "max_retries": isCount(value) ? nil : "a whole number from 0"
    case "failOnStderr": isTruth(value) ? nil : "true or false"
    case "gpuCount": isCount(value) ? nil : "a whole number from 0"
    case "return_codes", "continueOnReturnCode": isStatuses(value) ? nil : "a number, numbers or \"*\""
    case "container": isImage(value) ? nil : "an image's name"
    default: nil
    }
  }

  private static func isPositive(_ value: WDLValue) -> Bool {
    switch value {
    case .int(let number): number > 0
    case .float(let number): number > 0
    case .string(let text): Double(text.trimmed).map { $0 > 0 } ?? false
    default: false
    }
  }

  private static func isCount(_ value: WDLValue) -> Bool {
    switch value {
    case .int(let number): number >= 0
    case .string(let text): Int64(text.trimmed).map { $0 >= 0 } ?? false
    default: false
    }
  }

  /// Engines before 1.2 counted GPUs here.
  private static func isFlag(_ value: WDLValue) -> Bool {
    switch value {
    case .boolean, .int: true
    case .string(let text): ["true", "false"].contains(text.trimmed.lowercased()) || Int64(text.trimmed) != nil
    default: false
    }
  }

  private static func isTruth(_ value: WDLValue) -> Bool {
    switch value {
    case .boolean: true
    case .string(let text): ["true", "false"].contains(text)
    default: false
    }
  }

  private static func isStatuses(_ value: WDLValue) -> Bool {
    switch value {
    case .int, .boolean: true
    case .string(let text): ["*", "true", "false"].contains(text) || Int64(text.trimmed) != nil
    case .array(let values): values.allSatisfy { if case .int = $0 { true } else { false } }
    default: false
    }
  }

  private static func isImage(_ value: WDLValue) -> Bool {
    switch value {
    case .string(let text): !text.trimmed.isEmpty
    case .array(let values): !values.isEmpty && values.allSatisfy(isImage)
    default: false
    }
  }

  private static func isSize(_ value: WDLValue) -> Bool {
    switch value {
    case .int(let bytes): bytes > 0
    case .float(let bytes): bytes >= 0
    case .string(let text): isSize(text.trimmed)
    default: false
    }
  }

  private static func isDisks(_ value: WDLValue) -> Bool {
    switch value {
    case .int(let size): size >= 0
    case .float(let size): size >= 0
    case .string(let text): text.split(separator: ",").allSatisfy { isDisk(String($0).trimmed) }
    case .array(let values): values.allSatisfy { if case .string = $0 { isDisks($0) } else { false } }
    default: false
    }
  }

  private static func isDisk(_ text: String) -> Bool {
    var words = text.split(separator: " ").map(String.init)
    if let first = words.first, first == "local-disk" || first.hasPrefix("/") { words.removeFirst() }
    if let last = words.last, ["SSD", "HDD", "LOCAL"].contains(last.uppercased()) { words.removeLast() }
    // Cromwell on AWS: the disk that there is, and an empty folder.
    if words.isEmpty, text == "local-disk" || text.hasPrefix("/") && !text.contains(" ") { return true }
    return isSize(words.joined())
  }

  private static let units: Set<String> = [
    "", "b", "k", "kb", "m", "mb", "g", "gb", "t", "tb", "p", "pb", "ki", "kib", "mi", "mib", "gi", "gib", "ti", "tib",
    "pi", "pib",
  ]

  private static func isSize(_ text: String) -> Bool {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    return Double(digits) != nil && units.contains(String(text[digits.endIndex...]).trimmed.lowercased())
  }
}

extension String {
  fileprivate var trimmed: String {
    let front = drop { $0.isWhitespace }
    return front.lastIndex { !$0.isWhitespace }.map { String(front[...$0]) } ?? ""
  }
}
