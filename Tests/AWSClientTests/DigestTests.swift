import CDigest
import Digest
import Testing

@testable import AWSClient

@Suite struct DigestTests {
  static let lengths = [0, 1, 3, 55, 56, 63, 64, 65, 119, 120, 127, 128, 1000, 4096, 65_537]

  static func bytes(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) } }

  @Test func sha256KnowsTheStandardsExamples() {
    #expect(
      SHA256.hexadecimal(of: "abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(SHA256.hexadecimal(of: "") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test(arguments: lengths) func theProcessorsInstructionsAgreeWithThePortableRounds(_ count: Int) {
    let bytes = Self.bytes(count)
    var portable = [UInt8](repeating: 0, count: 32)
    cdigest_sha256_portable(bytes, bytes.count, &portable)
    #expect(SHA256.digest(of: bytes) == portable)
    #expect(cdigest_crc32(7, bytes, bytes.count) == cdigest_crc32_portable(7, bytes, bytes.count))
    #expect(cdigest_crc32c(7, bytes, bytes.count) == cdigest_crc32c_portable(7, bytes, bytes.count))
    #expect(cdigest_crc64nvme(7, bytes, bytes.count) == cdigest_crc64nvme_portable(7, bytes, bytes.count))
  }

  @Test(arguments: lengths) func theChecksumOfAWholeIsThatOfItsParts(_ count: Int) {
    let bytes = Self.bytes(count)
    for algorithm in ChecksumAlgorithm.allCases where algorithm != .sha256 {
      for cut in Set([0, 1, count / 3, count]) where cut <= count {
        var first = Checksum(algorithm)
        var second = Checksum(algorithm)
        first.update(Array(bytes[..<cut]))
        second.update(Array(bytes[cut...]))
        let whole = first.followed(by: second, count: Int64(count - cut))
        #expect(whole?.base64 == Checksum.base64(algorithm, of: bytes), "\(algorithm), \(cut) of \(count)")
      }
    }
    #expect(Checksum(.sha256).followed(by: Checksum(.sha256), count: 0) == nil)
    #expect(Checksum(.crc32).followed(by: Checksum(.crc32c), count: 0) == nil)
  }

  @Test(arguments: lengths) func aDigestDoesNotDependOnHowTheBytesAreCut(_ count: Int) {
    let bytes = Self.bytes(count)
    var hash = SHA256()
    var checksums = ChecksumAlgorithm.allCases.map { Checksum($0) }
    for start in stride(from: 0, to: count, by: 37) {
      let part = Array(bytes[start..<min(count, start + 37)])
      hash.update(part)
      for index in checksums.indices { checksums[index].update(part) }
    }
    #expect(hash.digest() == SHA256.digest(of: bytes))
    for checksum in checksums { #expect(checksum.base64 == Checksum.base64(checksum.algorithm, of: bytes)) }
  }

  /// The check values of the catalogue of parametrised CRC algorithms, for `123456789`.
  @Test(arguments: [
    (ChecksumAlgorithm.crc32, "cbf43926"), (.crc32c, "e3069283"), (.crc64nvme, "ae8b14860a799888"),
  ]) func checksumsHaveTheirCheckValues(_ algorithm: ChecksumAlgorithm, _ expected: String) {
    var checksum = Checksum(algorithm)
    checksum.update(Array("123456789".utf8))
    #expect(Hexadecimal.encode(checksum.bytes) == expected)
  }

  @Test func hmacKnowsTheStandardsExamples() {
    let digest = HMAC.sha256(key: Array("Jefe".utf8), "what do ya want for nothing?")
    #expect(
      Hexadecimal.encode(digest) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
  }

  @Test(arguments: ["", "f", "fo", "foo", "foob", "fooba", "foobar"]) func base64ComesBack(_ text: String) {
    let encoded = Base64.encode(Array(text.utf8))
    #expect(encoded.utf8.count % 4 == 0)
    #expect(Base64.decode(encoded) == Array(text.utf8))
  }

  @Test(arguments: ["a", "a===", "ab=c", "====", "a b=", "Zm9v\n"]) func whatIsNotBase64IsRefused(_ text: String) {
    #expect(Base64.decode(text) == nil)
  }
}
