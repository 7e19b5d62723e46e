import S3Storage
import Testing
import WorkflowModel

@Suite struct S3LocationTests {
  @Test(arguments: [
    ("s3://bucket/a/b.txt", "bucket", "a/b.txt"), ("s3://bucket", "bucket", ""), ("s3://bucket/", "bucket", ""),
    ("s3://bucket/a/", "bucket", "a"), ("S3://My.Bucket_1/é x", "My.Bucket_1", "é x"),
  ])
  func readsBucketAndKey(text: String, bucket: String, key: String) throws {
    let location = try S3Location(text)
    #expect(location.bucket == bucket)
    #expect(location.key == key)
  }

  @Test(arguments: ["/data/a", "https://bucket/a", "s3:/bucket", "s3:///key", "s3://b", "s3://bu cket/key", ""])
  func refusesWhatIsNoAddress(text: String) {
    #expect { try S3Location(text) } throws: { ($0 as? ExecutionError)?.code == .invalidInput }
  }

  @Test func aBucketIsNoFile() {
    #expect { try S3Location(key: FileReference("s3://bucket")) } throws: {
      ($0 as? ExecutionError)?.help == "write `s3://bucket/folder/file`"
    }
  }

  @Test func appendsBelowBucketsAndPrefixes() throws {
    #expect(try S3Location("s3://bucket").appending("a").url == "s3://bucket/a")
    #expect(try S3Location("s3://bucket/a").appending("b/c").url == "s3://bucket/a/b/c")
  }
}
