/// Whether a value of one type may stand where another is wanted.
package enum CoercionVerdict: Hashable, Sendable {
  /// The types are the same.
  case same
  /// The specification allows it.
  case allowed
  /// Cromwell and miniwdl accept it, the specification of this version does not; the reason is said to the user.
  case permissive(String)
  case refused

  package var isAccepted: Bool { self != .refused }

  /// What holds when both must.
  func and(_ other: @autoclosure () -> CoercionVerdict) -> CoercionVerdict {
    switch self {
    case .refused: return .refused
    case .same: return other()
    case .allowed:
      let other = other()
      return other == .same ? .allowed : other
    case .permissive:
      return other() == .refused ? .refused : self
    }
  }

  /// At best allowed: for what changes the type whatever its parts are.
  var atBestAllowed: CoercionVerdict { self == .same ? .allowed : self }
}
