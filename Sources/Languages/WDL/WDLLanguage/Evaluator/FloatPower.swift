// Swift's own library has no power function of floating-point numbers; the platform's C library does.
#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#elseif canImport(Glibc)
  import Glibc
#endif

enum FloatPower {
  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
}
