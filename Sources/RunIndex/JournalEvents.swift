import JSONText
import TaskFolder
package import WorkflowEngine
import WorkflowModel

/// The events of one journal, one after the other, without holding them all.
package enum JournalEvents {
  /// Hands over the events of some kinds. Lines of other kinds are not taken apart, and what cannot be understood here is
  /// passed over.
  ///
  /// - Parameter kinds: as journals name them: `attempt-ended`.
  /// - Throws: ``ExecutionError`` when the journal cannot be read.
  package static func read(
    _ directory: RunDirectory, _ kinds: Set<String>, _ body: (RunEvent) -> Void
  ) throws {
    do {
      _ = try JournalReader(directory.journal).lines(from: 0) { line in
        if kinds.contains(kind(of: line)), let json = try? JSONParser.parse(Array(line)),
          let event = try? RunEvent(json)
        {
          body(event)
        }
        return true
      }
    } catch {
      throw ExecutionError(doing: error.doing, path: error.path, number: error.number, writing: false)
    }
  }

  /// The word behind the first `"event":"`, which stands near the beginning of each line.
  private static func kind(of line: UnsafeBufferPointer<UInt8>) -> String {
    var place = 0
    while place + mark.count <= line.count, !line[place..<place + mark.count].elementsEqual(mark) { place += 1 }
    let word = line[min(place + mark.count, line.count)...].prefix { $0 != UInt8(ascii: "\"") }
    return String(decoding: word, as: UTF8.self)
  }

  private static let mark = Array("\"event\":\"".utf8)
}
