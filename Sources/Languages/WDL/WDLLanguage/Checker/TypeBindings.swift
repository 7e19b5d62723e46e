/// What the variables of one signature stand for. They are few, so that looking through them beats a table.
struct TypeBindings {
  private var bound: [(name: String, type: WDLType)] = []

  subscript(_ name: String) -> WDLType? {
    get { bound.first { $0.name == name }?.type }
    set {
      bound.removeAll { $0.name == name }
      if let newValue { bound.append((name, newValue)) }
    }
  }
}
