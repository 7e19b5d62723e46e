import AWSClient
import Commands
import Testing
import WorkflowModel

@Suite struct TransferPlanTests {
  private func address(_ text: String) throws -> TransferAddress {
    try TransferAddress(text, workingFolder: "/here")
  }

  private func source(_ text: String, _ kind: FoundSource.Kind, _ paths: [String]) throws -> FoundSource {
    let files = paths.map { path in
      FoundFile(.object(ObjectAddress(bucket: "bucket", key: "from/" + path)), size: 1, path: path)
    }
    return FoundSource(try address(text), kind, files)
  }

  private func targets(
    _ sources: [FoundSource], to destination: String, isFolder: Bool = false
  ) throws -> [String] {
    let destination = try address(destination)
    return try TransferPlan(to: destination, isFolder: isFolder || destination.isSpelledAsFolder).items(sources)
      .map(\.target.text)
  }

  private func refusal(_ body: () throws -> Void) -> ExecutionError? {
    do { try body() } catch { return error as? ExecutionError }
    return nil
  }

  @Test func anAddressKeepsTheSlashesOfItsKey() throws {
    #expect(try address("s3://bucket//a//b/").place == .object(ObjectAddress(bucket: "bucket", key: "/a//b/")))
    #expect(try address("s3://bucket").isSpelledAsFolder)
    #expect(try address("out/").place == .file("/here/out/"))
    #expect(refusal { _ = try address("gs://bucket/a") }?.code == .configuration)
  }

  @Test func aFileTakesTheNameThatWasWritten() throws {
    let file = try source("s3://bucket/from/a", .file, ["a"])
    #expect(try targets([file], to: "out") == ["/here/out"])
    #expect(try targets([file], to: "out", isFolder: true) == ["/here/out/a"])
    #expect(try targets([file], to: "out/") == ["/here/out/a"])
    #expect(try targets([file], to: "s3://bucket") == ["s3://bucket/a"])
    #expect(try targets([file], to: "s3://bucket/to/x") == ["s3://bucket/to/x"])
  }

  @Test(arguments: [false, true]) func theDestinationBecomesTheCopyOfAFolder(_ isThere: Bool) throws {
    let folder = try source("s3://bucket/from", .folder, ["a", "e/b"])
    #expect(try targets([folder], to: "out", isFolder: isThere) == ["/here/out/a", "/here/out/e/b"])
    #expect(try targets([folder], to: "s3://other/to") == ["s3://other/to/a", "s3://other/to/e/b"])
  }

  @Test func severalSourcesGoUnderTheirOwnNames() throws {
    let folder = try source("s3://bucket/from", .folder, ["a"])
    let file = try source("s3://bucket/b", .file, ["b"])
    #expect(try targets([folder, file], to: "out/") == ["/here/out/from/a", "/here/out/b"])
    #expect(refusal { _ = try targets([folder, file], to: "out") }?.help == "end it with a slash: out/")
  }

  @Test(arguments: ["../x", "a/../../x", "/etc/passwd", "a//b", "./a", "..", "a/..", "a\0b", "", "a/./b"])
  func aKeyThatLeadsElsewhereHasNoPlaceHere(_ path: String) throws {
    let folder = try source("s3://bucket/from", .folder, ["fine", path])
    let error = refusal { _ = try targets([folder], to: "out/") }
    #expect(error?.code == .unsupported)
    #expect(try targets([folder], to: "s3://other/to/").count == 2)
  }

  @Test(arguments: [["a", "a/b"], ["a/b", "a"], ["a/", "a"], ["x/a", "x/a/b/c"]])
  func aKeyThatIsAFileAndAFolderHasNoPlaceHere(_ paths: [String]) throws {
    let folder = try source("s3://bucket/from", .folder, paths)
    #expect(refusal { _ = try targets([folder], to: "out/") }?.code == .unsupported)
  }

  @Test func anEmptyFolderIsAFolder() throws {
    let folder = try source("s3://bucket/from", .folder, ["a/", "a/b"])
    #expect(try targets([folder], to: "out/") == ["/here/out/a/", "/here/out/a/b"])
  }

  @Test func twoFilesOfOneNameAreRefused() throws {
    let sources = [try source("s3://bucket/x/a", .file, ["a"]), try source("s3://bucket/y/a", .file, ["a"])]
    #expect(refusal { _ = try targets(sources, to: "out/") }?.code == .invalidInput)
  }

  @Test func namesThatOnlyLookAlikeAreTwo() throws {
    let folder = try source("s3://bucket/from", .folder, ["caf\u{E9}", "cafe\u{301}", "na\u{EF}ve/x", "nai\u{308}ve"])
    for destination in ["out/", "s3://other/to/"] { #expect(try targets([folder], to: destination).count == 4) }
  }

  @Test func nothingIsCopiedOntoItself() throws {
    let file = try source("s3://bucket/from/a", .file, ["a"])
    for destination in ["s3://bucket/from/a", "s3://bucket/from/"] {
      let error = refusal { _ = try targets([file], to: destination) }
      #expect(error?.message == "s3://bucket/from/a would be copied onto itself")
      #expect(error?.code == .configuration)
    }
    let folder = try source("s3://bucket/from/", .folder, ["a", "e/b"])
    #expect(refusal { _ = try targets([folder], to: "s3://bucket/from") }?.code == .configuration)
  }

  @Test(arguments: ["s3://bucket/from", "s3://bucket/from/", "s3://bucket"]) func noFolderIsCopiedIntoItself(
    _ from: String
  ) throws {
    let folder = try source(from, .folder, ["a"])
    #expect(refusal { _ = try targets([folder], to: "s3://bucket/from/from") }?.message.contains("into itself") == true)
    #expect(try targets([folder], to: "s3://other/from/from").count == 1)
    if from != "s3://bucket" { #expect(try targets([folder], to: "s3://bucket/from-2") == ["s3://bucket/from-2/a"]) }
  }

  @Test func whatCannotBeCopiedIsTold() throws {
    let place = try address("data")
    #expect(FoundSource(place, .folder, []).warning == nil)
    #expect(
      FoundSource(place, .folder, [], passedOver: ["/here/data/l"]).warning
        == "data has 1 name that is no file (a link that leads nowhere, a pipe or the like), which is not copied: "
        + "/here/data/l")
    #expect(FoundSource(place, .folder, [], passedOver: ["/a", "/b"]).warning?.contains("2 names that are") == true)
  }

  @Test func nothingGoesToTheWeb() throws {
    let file = try source("s3://bucket/a", .file, ["a"])
    #expect(refusal { _ = try targets([file], to: "https://host/a", isFolder: true) }?.code == .configuration)
  }

  // MARK: What is there already

  private static let object = TransferPlace.object(ObjectAddress(bucket: "b", key: "k"))

  private func decision(
    _ source: TransferPlace, _ target: TransferPlace, size: Int64 = 5, time: Double = 100.4, tag: String? = "\"e\"",
    standing: StandingFile?
  ) -> SkipRule.Decision {
    let file = FoundFile(source, size: size, path: "a", eTag: tag, modified: UnixTime(seconds: time))
    return SkipRule.decide(TransferItem(source: file, target: target), standing: standing)
  }

  @Test func aFileHereIsTheObjectWhenItHasItsSizeAndTime() {
    let there = StandingFile(size: 5, modified: UnixTime(seconds: 100.9))
    #expect(decision(Self.object, .file("/a"), standing: there) == .skip)
    #expect(decision(Self.object, .file("/a"), size: 6, standing: there) == .copy)
    #expect(decision(Self.object, .file("/a"), time: 99.9, standing: there) == .copy)
    #expect(decision(Self.object, .file("/a"), standing: nil) == .copy)
    #expect(decision(.web("https://h/a"), .file("/a"), standing: there) == .skip)
  }

  @Test func anObjectIsTheFileWhenTheirChecksumsAgreeOrItIsYounger() {
    let younger = StandingFile(size: 5, modified: UnixTime(seconds: 101), eTag: "\"x\"")
    let older = StandingFile(size: 5, modified: UnixTime(seconds: 99), eTag: "\"x\"")
    #expect(decision(.file("/a"), Self.object, standing: younger) == .compareChecksums(otherwise: true))
    #expect(decision(.file("/a"), Self.object, standing: older) == .compareChecksums(otherwise: false))
    #expect(decision(.file("/a"), Self.object, size: 4, standing: younger) == .copy)
  }

  @Test func anObjectIsAnotherWhenTheirETagsAgree() {
    let same = StandingFile(size: 5, modified: nil, eTag: "\"e\"")
    let other = StandingFile(size: 5, modified: nil, eTag: "\"f\"")
    #expect(decision(Self.object, Self.object, standing: same) == .skip)
    #expect(decision(Self.object, Self.object, standing: other) == .compareChecksums(otherwise: false))
    #expect(
      decision(Self.object, Self.object, tag: nil, standing: StandingFile(size: 5, modified: nil))
        == .compareChecksums(otherwise: false))
  }

  // MARK: Progress

  @Test func theMeterTellsShareRateAndTimeLeft() {
    var meter = TransferMeter(files: 3, bytes: 4 << 20, now: 0)
    #expect(meter.line(columns: 200, now: 0).hasPrefix("  0 %  [                    ]  0 B of 4 MiB"))
    meter.moved(1 << 20)
    #expect(
      meter.line(columns: 200, now: 1000)
        == " 25 %  [#####               ]  1 MiB of 4 MiB  1 MiB/s  0:03 left  0 of 3 files")
    meter.copied(1 << 20)
    meter.skipped(2 << 20)
    #expect(meter.line(columns: 200, now: 2000).contains("3 MiB of 4 MiB"))
    #expect(meter.line(columns: 20, now: 2000).count == 20)
    #expect(meter.summary(now: 2000) == "copied 1 file (1 MiB) in 2.0 s, 512 KiB/s; 1 was there already")
  }

  @Test func theMeterKnowsNoShareOfWhatHasNoSize() {
    var meter = TransferMeter(files: 1, bytes: nil, now: 0)
    meter.moved(100)
    #expect(meter.line(columns: 80, now: 1000) == "100 B")
  }
}
