import SourceText

/// `${name}` in a command between `<<<` and `>>>`, where it is a variable of the shell, though the task has an input or
/// declaration of that name and the command does not set the variable: `~{name}` was meant.
struct ShellVariable: Lint {
  let id = "wdl.shell-variable"

  func check(_ document: LintedDocument, _ report: LintReport) {
    for task in document.syntax.tasks {
      guard let command = task.command, command.isHeredoc else { continue }
      let names = Set((task.inputs + task.declarations).filter { !$0.isEnvironment }.map(\.name.text))
      for (name, span) in ShellVariables(document.syntax.file, command.span).unset where names.contains(name) {
        report.warn(
          "the shell has no variable `\(name)`, the task has", at: span, help: "write `~{\(name)}` for that of the task"
        )
      }
    }
  }
}

/// The words of a command, as far as they tell which variables it sets.
private struct ShellVariables {
  /// `${name}` of which the command says nothing else, the first of each name.
  private(set) var unset: [(name: String, span: SourceSpan)] = []

  init(_ file: SourceFile, _ command: SourceSpan) {
    var braced: [(name: String, span: SourceSpan)] = []
    var others: Set<String> = []
    let bytes = file.bytes
    var place = command.start
    var placeholders = 0
    while place < command.end {
      if placeholders > 0 {
        if bytes[place] == UInt8.openBrace { placeholders += 1 }
        if bytes[place] == UInt8.closeBrace { placeholders -= 1 }
        place += 1
        continue
      }
      if bytes[place] == UInt8.tilde, place + 1 < command.end, bytes[place + 1] == UInt8.openBrace {
        placeholders = 1
        place += 2
        continue
      }
      guard bytes[place].isWordStart else {
        place += bytes[place].isDigit ? Self.length(bytes, place, command.end) : 1
        continue
      }
      let end = place + Self.length(bytes, place, command.end)
      let name = String(decoding: bytes[place..<end], as: UTF8.self)
      if Self.isBraced(bytes, place, end, command) {
        braced.append((name, SourceSpan(place - 2, end + 1)))
      } else {
        others.insert(name)
      }
      place = end
    }
    var seen: Set<String> = []
    unset = braced.filter { !others.contains($0.name) && seen.insert($0.name).inserted }
  }

  /// Of the word that begins there.
  private static func length(_ bytes: [UInt8], _ start: Int, _ limit: Int) -> Int {
    var end = start
    while end < limit, bytes[end].isWordPart { end += 1 }
    return end - start
  }

  private static func isBraced(_ bytes: [UInt8], _ start: Int, _ end: Int, _ command: SourceSpan) -> Bool {
    guard start - 2 > command.start, end < command.end else { return false }
    return bytes[start - 1] == UInt8.openBrace && bytes[start - 2] == UInt8.dollar && bytes[end] == UInt8.closeBrace
      && bytes[start - 3] != UInt8.backslash
  }
}
