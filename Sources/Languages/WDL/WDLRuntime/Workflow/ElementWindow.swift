import Synchronization

/// Decides how many elements of scatters are alive at a time in one run, so that memory grows neither with the width of
/// a scatter nor with scatters in scatters.
///
/// Elements of all scatters share one allowance, and each scatter may have at least one element, whatever the others
/// have: so none waits for another, and elements that wait for what an inner scatter gives cannot stop it. Beyond that a
/// share of an eighth of the allowance is kept for those that came late.
final class ElementWindow: Sendable {
  /// A scatter's place in the window.
  struct Place: Hashable, Sendable { fileprivate let number: Int }

  private struct State {
    var alive = 0
    var aliveOf: [Int: Int] = [:]
    var next = 0
  }

  private let size: Int
  private let state = Mutex(State())

  /// The smallest allowance that is of use: elements do more than to wait for calls.
  private static let leastSize = 2_000

  /// - Parameter callWindow: how many calls may have started at a time; more elements than that only wait.
  init(callWindow: Int) { size = max(Self.leastSize, callWindow) }

  func enter() -> Place {
    state.withLock { state in
      state.next += 1
      state.aliveOf[state.next] = 0
      return Place(number: state.next)
    }
  }

  func leave(_ place: Place) {
    state.withLock { state in state.alive -= state.aliveOf.removeValue(forKey: place.number) ?? 0 }
  }

  /// Whether another element of that scatter may come alive; then it counts.
  func take(_ place: Place) -> Bool {
    state.withLock { state in
      let own = state.aliveOf[place.number] ?? 0
      guard state.alive < size || own < max(1, size / 8 / max(1, state.aliveOf.count)) else { return false }
      state.alive += 1
      state.aliveOf[place.number] = own + 1
      return true
    }
  }

  /// An element of that scatter has ended.
  func giveBack(_ place: Place) {
    state.withLock { state in
      guard let own = state.aliveOf[place.number], own > 0 else { return }
      state.aliveOf[place.number] = own - 1
      state.alive -= 1
    }
  }
}
