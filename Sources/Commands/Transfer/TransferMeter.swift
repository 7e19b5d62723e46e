import WorkflowModel

/// How far a copy has got, in numbers and as a line for people. It has no clock.
package struct TransferMeter: Sendable {
  package let files: Int
  /// In bytes; nil when a server does not tell.
  package let bytes: Int64?
  package private(set) var copied = 0
  package private(set) var skipped = 0
  package private(set) var copiedBytes: Int64 = 0
  /// Bytes that need not be moved any more: those of skipped files, too.
  private var done: Int64 = 0
  private let started: Int64
  /// When how many bytes had been moved: the last seconds tell the rate.
  private var samples: [(time: Int64, moved: Int64)] = []
  private var moved: Int64 = 0

  /// Milliseconds that the rate is taken over.
  private static let window: Int64 = 5_000

  /// - Parameter now: milliseconds since 1970.
  package init(files: Int, bytes: Int64?, now: Int64) {
    self.files = files
    self.bytes = bytes
    started = now
    samples = [(now, 0)]
  }

  package mutating func moved(_ count: Int64) {
    moved += count
    done += count
  }

  package mutating func copied(_ size: Int64) {
    copied += 1
    copiedBytes += size
  }

  package mutating func skipped(_ size: Int64) {
    skipped += 1
    done += size
  }

  /// `  42 %  [########            ]  1.2 GiB of 2.9 GiB  310 MiB/s  0:06 left  12 of 40 files`.
  package mutating func line(columns: Int, now: Int64) -> String {
    let rate = rate(now)
    var parts = [ByteSize.text(done)]
    var front = ""
    if let bytes {
      parts = ["\(ByteSize.text(done)) of \(ByteSize.text(bytes))"]
      let share = bytes > 0 ? min(1, Double(done) / Double(bytes)) : Double(copied + skipped) / Double(max(1, files))
      front = Self.bar(share)
      if rate > 0, done < bytes {
        parts += ["\(ByteSize.text(rate))/s", ProgressTable.duration((bytes - done) * 1000 / rate) + " left"]
      }
    }
    if files > 1 { parts.append("\(copied + skipped) of \(files) files") }
    return String((front + parts.joined(separator: "  ")).prefix(columns))
  }

  private static func bar(_ share: Double) -> String {
    let width = 20
    let full = Int(share * Double(width))
    let percent = String(Int(share * 100))
    return String(repeating: " ", count: max(0, 3 - percent.count)) + percent + " %  ["
      + String(repeating: "#", count: full) + String(repeating: " ", count: width - full) + "]  "
  }

  /// Bytes a second, over the last seconds.
  private mutating func rate(_ now: Int64) -> Int64 {
    samples.append((now, moved))
    while samples.count > 2, samples[1].time <= now - Self.window { samples.removeFirst() }
    guard let first = samples.first, now > first.time else { return 0 }
    return (moved - first.moved) * 1000 / (now - first.time)
  }

  /// `copied 3 files (1.2 GiB) in 12.3 s, 98 MiB/s; 2 were there already`.
  package func summary(now: Int64) -> String {
    let time = max(1, now - started)
    var text = "copied \(Plural.text(copied, "file")) (\(ByteSize.text(copiedBytes)))"
    text += " in \(Double(time / 100) / 10) s"
    if copiedBytes > 0, time >= 100 { text += ", \(ByteSize.text(copiedBytes * 1000 / time))/s" }
    if skipped > 0 { text += "; \(skipped) \(skipped == 1 ? "was" : "were") there already" }
    return text
  }
}
