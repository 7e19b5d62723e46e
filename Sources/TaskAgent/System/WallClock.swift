import Glibc

/// What the clocks say, in milliseconds.
enum WallClock {
  /// Since 1970.
  static func now() -> Int64 { read(CLOCK_REALTIME) }

  /// Since some moment in the past, never set back.
  static func steady() -> Int64 { read(CLOCK_MONOTONIC) }

  /// The milliseconds of a span of seconds, held between nothing and ten years so that sums stay in range.
  static func milliseconds(_ seconds: Int64) -> Int64 { min(max(0, seconds), 315_360_000) * 1000 }

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
