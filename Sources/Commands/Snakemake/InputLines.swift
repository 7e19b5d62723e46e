/// Cuts what comes in into lines.
enum InputLines {
  /// The lines without their ends; what stands after the last end is no line.
  static func read(_ chunks: AsyncStream<[UInt8]>) -> AsyncStream<[UInt8]> {
    let (lines, continuation) = AsyncStream.makeStream(of: [UInt8].self)
    let work = Task {
      var line: [UInt8] = []
      for await chunk in chunks {
        var rest = chunk[...]
        while let end = rest.firstIndex(of: 0x0A) {
          line += rest[..<end]
          continuation.yield(line)
          line = []
          rest = rest[(end + 1)...]
        }
        line += rest
      }
      continuation.finish()
    }
    continuation.onTermination = { _ in work.cancel() }
    return lines
  }
}
