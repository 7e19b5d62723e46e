import AWSClient
import Synchronization
import Testing

@testable import AWSServices

extension JudgedCase {
  private static let partSize: Int64 = 5 << 20

  private static func transfer(_ bench: Bench, parallelism: Int = 4) -> S3Transfer {
    S3Transfer(bench.client, settings: S3Transfer.Settings(partSize: partSize, parallelism: parallelism))
  }

  static let transfers = [
    JudgedCase("files-go-up-and-come-down") { bench in
      for count in [0, 1, 300_000, Int(2 * partSize), Int(2 * partSize) + 1] {
        let bytes = noise(count)
        try await bench.withFile(bytes) { path, _ in
          let up = try await transfer(bench).upload(path, bucket: bench.bucket, key: bench.key("a"))
          #expect(up.size == Int64(count))
          for size in [nil, Int64(count)] {
            _ = try await transfer(bench).download(
              bucket: bench.bucket, key: bench.key("a"), to: path, size: size, eTag: up.eTag)
            #expect(try LocalFile.content(path) == bytes)
          }
        }
      }
    },
    JudgedCase("a-download-is-of-one-version") { bench in
      try await bench.put("a", "x")
      try await bench.withFile([]) { path, _ in
        let code = try await bench.refusal {
          _ = try await transfer(bench).download(
            bucket: bench.bucket, key: bench.key("a"), to: path, eTag: "\"0123456789abcdef0123456789abcdef\"")
        }
        #expect(code == "PreconditionFailed")
      }
    },
    JudgedCase("an-upload-goes-on") { bench in try await goOn(bench) },
  ]

  /// An earlier attempt has sent the second part, and nothing else.
  private static func goOn(_ bench: Bench) async throws {
    let (key, bytes) = (bench.key("a"), noise(Int(3 * partSize) + 5))
    let upload = try await bench.client.createMultipartUpload(
      CreateMultipartUploadRequest(bucket: bench.bucket, key: key)
    ).uploadId
    let part = Array(bytes[Int(partSize)..<Int(2 * partSize)])
    _ = try await bench.client.uploadPart(
      UploadPartRequest(bucket: bench.bucket, key: key, uploadId: upload, partNumber: 2, body: .bytes(part)))
    let kept = Mutex<[UnfinishedUpload?]>([])
    let earlier = UnfinishedUpload(uploadId: upload, partSize: partSize, checksum: .crc64nvme)
    try await bench.withFile(bytes) { path, _ in
      _ = try await transfer(bench).upload(
        path, bucket: bench.bucket, key: key,
        remembering: UploadMemory(earlier: earlier) { upload in kept.withLock { $0.append(upload) } })
    }
    #expect(kept.withLock { $0 } == [nil])
    let whole = try await bench.bytes("a")
    #expect(whole == bytes)
  }
}
