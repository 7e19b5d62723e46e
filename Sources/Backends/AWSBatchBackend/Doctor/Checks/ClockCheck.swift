import AWSClient
import WorkflowModel

/// This machine's clock beside AWS's: signatures carry the time.
struct ClockCheck: DoctorCheck {
  static let right = FindingKind(
    "doctor.clock", "the clock is right", "This machine's clock agrees with that of AWS to some seconds.")
  static let wrong = FindingKind(
    "doctor.clock-skewed", "the clock is wrong",
    """
    AWS refuses requests whose time is more than some minutes off. martlet notices and corrects for it, but other \
    tools do not, and addresses of the agent that are valid for a time end earlier or later than they should.
    """)

  static let kinds = [right, wrong]

  /// Seconds. Answers take a moment, and the header has no fractions.
  private static let tolerance = 30.0

  func findings(_ site: DoctorSite) async throws -> [Finding] {
    let identity = try await site.identity()
    guard let date = identity.date else { return [] }
    // What AWS refused at first has been learnt from.
    let learnt = site.configuration.clockSkew.seconds
    return [Self.finding(ahead: learnt != 0 ? learnt : date - site.configuration.clock.now())]
  }

  /// - Parameter ahead: seconds that AWS's clock is ahead.
  static func finding(ahead: Double) -> Finding {
    guard abs(ahead) > tolerance else {
      return Finding(right, .ok, "clock", "agrees with AWS's")
    }
    let direction = ahead > 0 ? "behind" : "ahead of"
    return Finding(
      wrong, .warning, "clock", "is \(ShortTime.text(.seconds(abs(ahead)))) \(direction) AWS's",
      fix: "set it by the network: sudo timedatectl set-ntp true")
  }
}
