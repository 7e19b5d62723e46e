import Testing

@testable import AWSServices

@Suite struct KeyScanTests {
  /// Plays a bucket with pages of 1,000 keys: what is found, with how many listings and how many single questions.
  private static func look(for wanted: [String], among there: [String]) -> (found: [String], lists: Int, asks: Int) {
    var scan = KeyScan(wanted)
    let there = there.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var (found, lists, asks): ([String], Int, Int) = ([], 0, 0)
    while let step = scan.next {
      switch step {
      case .list(let start):
        lists += 1
        let rest = there.filter { key in
          key.hasPrefix(scan.commonPrefix ?? "") && start.map { $0.utf8.lexicographicallyPrecedes(key.utf8) } ?? true
        }
        let page = rest.prefix(1000)
        found += page.filter { scan.wants($0) && !found.contains($0) }
        scan.listed(upTo: page.count < rest.count ? page.last ?? "" : nil)
      case .ask(let keys):
        asks += keys.count
        found += keys.filter { there.contains($0) && !found.contains($0) }
        scan.asked(keys.count)
      }
    }
    return (found.sorted(), lists, asks)
  }

  @Test func keysThatLieTogetherCostOnePageAThousand() {
    let there = (0..<3000).map { "run/out/\(10_000 + $0)" }
    let wanted = (0..<3000).filter { $0 % 3 == 0 }.map { "run/out/\(10_000 + $0)" }
    let look = Self.look(for: wanted + ["run/out/none"], among: there)
    #expect(look.found == wanted)
    #expect(look.lists <= 4 && look.asks == 0)
  }

  @Test func keysFarApartAreAskedFor() {
    let there = (0..<20_000).map { "all/\(100_000 + $0)" }
    let wanted = (0..<10).map { "all/\(100_000 + $0 * 1999)" }
    let look = Self.look(for: wanted, among: there)
    #expect(look.found == wanted)
    #expect(look.lists <= 2 && look.asks <= 10)
  }

  @Test(arguments: [[], ["a"], ["a", "b"]]) func fewKeysAreAskedFor(_ wanted: [String]) {
    let look = Self.look(for: wanted, among: ["b"])
    #expect(look.found == wanted.filter { $0 == "b" })
    #expect(look.lists == 0 && look.asks == wanted.count)
  }

  @Test func aKeyBehindManyThatBeginAlikeIsFound() {
    let there = (0..<5000).map { "sampl\(10_000 + $0)" } + ["sample", "sampla", "samplz"]
    let look = Self.look(for: ["sample", "sampla", "samplz", "sampl10000"], among: there)
    #expect(look.found == ["sampl10000", "sampla", "sample", "samplz"])
  }
}
