import Concurrency
import TaskFolder
import WorkflowModel

/// A copy of a journal as files that are never written again: each holds whole lines, and its name says at which byte of
/// the journal they begin and which head wrote them.
///
/// Heads of a run have numbers, each the number after the one whose lease it took. A head that was thought dead may still
/// write a segment: where a later head has written one, that counts.
struct JournalSegments: Sendable {
  struct Segment: Hashable {
    let file: FileReference
    let start: Int64
    let head: Int
    let size: Int64
    var end: Int64 { start + size }
  }

  let storage: any ConditionalStorage
  /// Holds the segments.
  let folder: FileReference

  /// More lines than this make another segment, in bytes.
  static let largest = 8 << 20
  private static let digits = 15
  private static let ending = ".jsonl"
  /// Segments that are read at a time.
  private static let readers = 16

  func file(from start: Int64, by head: Int) -> FileReference {
    let number = String(start)
    let zeros = String(repeating: "0", count: max(0, Self.digits - number.count))
    return folder.appending("\(zeros)\(number)-\(head)\(Self.ending)")
  }

  /// - Throws: ``ExecutionError`` (`conflict`) when there is another one of that name.
  func write(_ lines: [UInt8], from start: Int64, by head: Int) async throws {
    let file = file(from: start, by: head)
    if try await storage.write(lines, to: file, replacing: nil) != nil { return }
    // It was this process, and the answer was lost.
    guard try await storage.readVersion(of: file, limit: .max)?.bytes == lines else {
      throw ExecutionError(.conflict, "\(file.location) is not what this process wrote")
    }
  }

  /// The segments of the journal in its order; none when there is no copy.
  ///
  /// - Throws: ``ExecutionError`` when one is missing.
  func all() async throws -> [Segment] {
    guard try await storage.look(at: folder) != nil else { return [] }
    let chain = Self.chain(of: try await storage.list(folder).compactMap(Self.segment))
    if let end = chain.gap {
      throw ExecutionError(
        .notReadable, "the copy of the journal in \(folder.location) lacks what begins at byte \(end)",
        help: "resume the run where its own folder is")
    }
    return chain.segments
  }

  private static func segment(_ entry: StorageEntry) -> Segment? {
    let parts = entry.reference.name.dropLast(ending.count).split(separator: "-")
    guard entry.reference.name.hasSuffix(ending), parts.count == 2, let start = Int64(parts[0]),
      let head = Int(parts[1]), entry.size > 0
    else { return nil }
    return Segment(file: entry.reference, start: start, head: head, size: entry.size)
  }

  /// Those that make up the journal, out of all that were written.
  ///
  /// - Returns: `gap`: where something is missing.
  static func chain(of segments: [Segment]) -> (segments: [Segment], gap: Int64?) {
    var newest: [Int64: Segment] = [:]
    for segment in segments where newest[segment.start]?.head ?? 0 <= segment.head { newest[segment.start] = segment }
    var chain: [Segment] = []
    var (end, head) = (Int64(0), 0)
    while let next = newest[end], next.head >= head {
      chain.append(next)
      (end, head) = (next.end, next.head)
    }
    return (chain, segments.contains { $0.start > end && $0.head >= head } ? end : nil)
  }

  func read(_ segment: Segment) async throws -> [UInt8] { try await storage.read(segment.file, limit: .max) }

  /// The whole journal.
  func bytes(of segments: [Segment]) async throws -> [UInt8] {
    let parts = try await segments.concurrentMap(width: Self.readers) { try await self.read($0) }
    return Array(parts.joined())
  }
}
