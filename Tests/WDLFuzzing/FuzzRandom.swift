/// Numbers that look random and are the same for the same seed on every machine (SplitMix64).
package struct FuzzRandom: Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  /// For one input of many: neighbours have nothing in common.
  package init(seed: UInt64, index: Int) {
    var mixer = FuzzRandom(seed: seed)
    state = mixer.next() ^ (UInt64(bitPattern: Int64(index)) &* 0xD1B5_4A32_D192_ED03)
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// From 0 to one less than the limit; 0 when the limit is 0.
  package mutating func below(_ limit: Int) -> Int { limit < 2 ? 0 : Int(next() % UInt64(limit)) }

  /// Nil of an empty list.
  package mutating func element<Element>(of list: [Element]) -> Element? {
    list.isEmpty ? nil : list[below(list.count)]
  }
}
