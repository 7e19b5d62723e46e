import JSONText
import LanguageServer
import Testing

@Suite struct FrameReaderTests {
  private func frames(_ bytes: [UInt8], inPiecesOf size: Int = 4096) -> [FrameReader.Frame] {
    var reader = FrameReader()
    var frames: [FrameReader.Frame] = []
    var place = 0
    while place < bytes.count {
      reader.append(Array(bytes[place..<min(place + size, bytes.count)]))
      place += size
      while let frame = reader.next() { frames.append(frame) }
    }
    return frames
  }

  private let good = FrameWriter.frame(["b": 2])
  private let message = FrameReader.Frame.message(Array("{\"b\":2}".utf8))

  @Test func aMessageIsReadHoweverItsBytesArrive() {
    let bytes = FrameWriter.frame(["a": "ä"]) + good
    for size in 1...bytes.count {
      #expect(frames(bytes, inPiecesOf: size) == [.message(Array("{\"a\":\"ä\"}".utf8)), message])
    }
  }

  @Test func otherFieldsAndCasesOfLettersAreLetGo() {
    let head = "content-length:7\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n"
    #expect(frames(Array(head.utf8) + Array("{\"b\":2}".utf8)) == [message])
  }

  @Test(arguments: [
    "Content-Length: x\r\n\r\n", "Content-Length: -5\r\n\r\n", "Content-Length:\r\n\r\n", "Length: 3\r\n\r\n",
    "Content-Length: 99999999999999999999999\r\n\r\n", "\r\n\r\n",
  ])
  func aHeaderThatIsNoneIsReportedAndTheNextMessageRead(_ head: String) {
    let found = frames(Array(head.utf8) + good)
    #expect(found.count == 2)
    #expect(found.last == message)
  }

  @Test func garbageBeforeAMessageIsSkipped() {
    #expect(frames(Array("garbage\n".utf8) + good).last == message)
    #expect(frames([UInt8](repeating: 0xFF, count: 100_000) + Array("\r\n\r\n".utf8) + good).last == message)
  }

  @Test func aMessageThatIsTooLongIsSkippedAsAWhole() {
    let length = FrameReader.longestMessage + 1
    var reader = FrameReader()
    reader.append(Array("Content-Length: \(length)\r\n\r\n".utf8))
    guard case .malformed? = reader.next() else {
      Issue.record("the length was not refused")
      return
    }
    let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 24)
    var left = length
    while left > 0 {
      reader.append(Array(piece.prefix(left)))
      left -= min(left, piece.count)
      #expect(reader.next() == nil)
    }
    reader.append(good)
    #expect(reader.next() == message)
  }

  @Test(arguments: 0..<200) func anyBytesAreSurvived(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let words = [
      "Content-Length: ", "\r\n", "\r\n\r\n", "7", "{\"b\":2}", "\0", "é", "999", ":", "Content-Length: 7\r\n\r\n",
    ]
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 1...60, using: &random) {
      if Bool.random(using: &random) {
        bytes += Array((words.randomElement(using: &random) ?? "").utf8)
      } else {
        bytes.append(UInt8.random(in: 0...255, using: &random))
      }
    }
    let whole = frames(bytes)
    #expect(frames(bytes, inPiecesOf: 3) == whole)
    #expect(whole.count <= bytes.count)
  }
}

/// SplitMix64: the same numbers for the same seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
