/// Writes a number with six digits after the point, exactly rounded.
enum FixedPoint {
  /// The style `[-]ddd.dddddd`; halves go to the even digit. Infinities and NaN are `inf`, `-inf` and `nan`.
  static func text(_ number: Double) -> String {
    guard number.isFinite else { return number.isNaN ? "nan" : number < 0 ? "-inf" : "inf" }
    let sign = number.sign == .minus ? "-" : ""
    // The number is significand × 2^exponent, both whole.
    let exponent = number.exponentBitPattern == 0 ? -1074 : Int(number.exponentBitPattern) - 1075
    let significand =
      number.exponentBitPattern == 0 ? number.significandBitPattern : number.significandBitPattern | 1 << 52
    guard exponent < 0 else { return sign + powerOfTwo(exponent, times: significand) + ".000000" }
    let millionths = rounded(UInt128(significand) * 1_000_000, droppingBits: -exponent)
    let fraction = String(millionths % 1_000_000)
    return "\(sign)\(millionths / 1_000_000).\(String(repeating: "0", count: 6 - fraction.utf8.count))\(fraction)"
  }

  private static func rounded(_ value: UInt128, droppingBits count: Int) -> UInt128 {
    // The significand has 53 bits, a million 20: nothing is left beyond 74.
    guard count < 80 else { return 0 }
    let quotient = value >> UInt128(count)
    let rest = value - quotient << UInt128(count)
    let half = UInt128(1) << UInt128(count - 1)
    return rest > half || (rest == half && quotient % 2 == 1) ? quotient + 1 : quotient
  }

  /// Whole numbers too large for any integer type, in decimal.
  private static func powerOfTwo(_ exponent: Int, times significand: UInt64) -> String {
    var limbs: [UInt64] = [significand % 1_000_000_000, significand / 1_000_000_000]
    var left = exponent
    while left > 0 {
      let step = min(left, 30)
      var carry: UInt64 = 0
      for index in limbs.indices {
        let value = limbs[index] << UInt64(step) + carry
        limbs[index] = value % 1_000_000_000
        carry = value / 1_000_000_000
      }
      while carry > 0 {
        limbs.append(carry % 1_000_000_000)
        carry /= 1_000_000_000
      }
      left -= step
    }
    while limbs.count > 1, limbs.last == 0 { limbs.removeLast() }
    let first = String(limbs[limbs.count - 1])
    return limbs.dropLast().reversed().reduce(first) { text, limb in
      let digits = String(limb)
      return text + String(repeating: "0", count: 9 - digits.utf8.count) + digits
    }
  }
}
