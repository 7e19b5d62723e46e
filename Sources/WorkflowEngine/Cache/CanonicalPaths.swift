import SourceText
import WorkflowModel

/// Takes out of a request's texts where its files happen to lie, so that the same task reads the same everywhere.
///
/// Each input has a name that only the request decides: the number of the folder in which the command sees it, in the order in
/// which folders are first met, and its own name. In a text the paths that the command sees are replaced by these.
package struct CanonicalPaths: Sendable {
  /// Encloses what stands for a path: a control character that no command needs.
  private static let mark = "\u{1A}"

  /// The names of the request's inputs, in their order.
  private(set) var inputs: [String] = []
  private(set) var readInPlace: [String] = []
  private var tokens: [ArraySlice<UInt8>: [UInt8]] = [:]
  /// The lengths of what is replaced, the longest first.
  private var lengths: [Int] = []
  /// The first bytes of what is replaced: elsewhere in a text nothing has to be looked up.
  private var beginnings: Set<ArraySlice<UInt8>> = []
  private var beginningLength = 0

  init(_ request: TaskRequest, _ placement: TaskPlacement) {
    var names = Names()
    var inPlace = request.readInPlace[...]
    for (position, input) in request.inputs.enumerated() {
      while let next = inPlace.first, next.position <= position {
        inPlace.removeFirst()
        addInPlace(next, &names)
      }
      add(input, &names)
    }
    for next in inPlace { addInPlace(next, &names) }
    replace(placement.inputFolder, by: "inputs")
    if let folder = placement.workFolder { replace(folder, by: "work") }
    lengths = Set(tokens.keys.map(\.count)).sorted(by: >)
    beginningLength = min(4, lengths.last ?? 0)
    beginnings = Set(tokens.keys.map { $0.prefix(beginningLength) })
  }

  private mutating func add(_ input: TaskInput, _ names: inout Names) {
    switch input.source {
    case .file, .folder:
      let path = FileReference(input.path)
      let folder = names.number(of: path.parent)
      inputs.append("\(folder)/\(path.name)")
      replace(path.parent.location, by: "\(folder)")
    case .content:
      let number = names.nextWritten()
      inputs.append("written \(number)")
      replace(input.path, by: "written \(number)")
    }
  }

  private mutating func addInPlace(_ input: InPlaceInput, _ names: inout Names) {
    guard let source = input.source.reference else { return }
    let folder = names.number(of: source.parent)
    readInPlace.append("\(folder)/\(source.name)")
    tokens[Array(source.location.utf8)[...]] = Array("\(Self.mark)\(folder)\(Self.mark)/\(source.name)".utf8)
  }

  private mutating func replace(_ path: String, by name: String) {
    guard path.utf8.count > 1 else { return }
    let key = Array(path.utf8)[...]
    if tokens[key] == nil { tokens[key] = Array((Self.mark + name + Self.mark).utf8) }
  }

  /// The text with every path of an input replaced by its name.
  ///
  /// Linear in the text: at each place where a path may begin, one look-up for each length that paths have.
  func canonical(_ text: [UInt8]) -> [UInt8] {
    guard !tokens.isEmpty else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var place = 0
    while place < text.count {
      if let (length, token) = token(at: place, in: text) {
        result += token
        place += length
      } else {
        result.append(text[place])
        place += 1
      }
    }
    return result
  }

  /// A canonical text as people may see it: `<0>/reads.bam`.
  package static func readable(_ text: String) -> String {
    var isOpen = false
    return String(
      text.map { character in
        guard String(character) == mark else { return character }
        isOpen.toggle()
        return isOpen ? "<" : ">"
      })
  }

  func canonical(_ text: String) -> String { String(decoding: canonical(Array(text.utf8)), as: UTF8.self) }

  private func token(at place: Int, in text: [UInt8]) -> (length: Int, token: [UInt8])? {
    let end = place + beginningLength
    guard end <= text.count, beginnings.contains(text[place..<end]) else { return nil }
    for length in lengths where place + length <= text.count {
      if let token = tokens[text[place..<place + length]], Self.isWhole(text, place + length) { return (length, token) }
    }
    return nil
  }

  /// Whether a path may end there: `/in/1` is no part of `/in/10`.
  private static func isWhole(_ text: [UInt8], _ end: Int) -> Bool {
    guard end < text.count else { return true }
    switch text[end] {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
      return false
    default: return true
    }
  }
}

/// Numbers folders and written files as they are met.
private struct Names {
  private var folders: [FileReference: Int] = [:]
  private var written = 0

  mutating func number(of folder: FileReference) -> Int {
    let number = folders[folder] ?? folders.count
    folders[folder] = number
    return number
  }

  mutating func nextWritten() -> Int {
    written += 1
    return written
  }
}

extension TaskInput.Source {
  /// Nil for what is made from bytes.
  var reference: FileReference? {
    switch self {
    case .file(let file), .folder(let file): file
    case .content: nil
    }
  }
}
