import RunReport
import Testing

@Suite struct TraceTextTests {
  @Test(
    arguments: [
      (0, "0ms"), (999, "999ms"), (1_000, "1s"), (1_230, "1.2s"), (1_250, "1.3s"), (59_999, "60s"), (60_000, "1m"),
      (61_499, "1m 1s"), (3_600_000, "1h"), (3_723_000, "1h 2m 3s"), (90_061_000, "1d 1h 1m 1s"),
    ] as [(Int64, String)]) func aDurationReadsAsNextflowWritesIt(_ milliseconds: Int64, _ text: String)
  {
    #expect(TraceText.duration(milliseconds) == text)
  }

  @Test(
    arguments: [
      (0, "0"), (512, "512 B"), (1_024, "1 KB"), (1_536, "1.5 KB"), (4 << 30, "4 GB"), (123_456_789, "117.7 MB"),
    ] as [(Int64, String)]) func aSizeReadsAsNextflowWritesIt(_ bytes: Int64, _ text: String)
  {
    #expect(TraceText.size(bytes) == text)
  }

  @Test func aShareHasOneDecimal() {
    #expect(TraceText.percent(99.96) == "100.0%")
    #expect(TraceText.percent(7.04) == "7.0%")
  }
}
