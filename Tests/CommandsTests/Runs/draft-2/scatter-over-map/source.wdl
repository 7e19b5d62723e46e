workflow pairs {
  Map[String, Int] ages = {"ada": 36, "bob": 41}
  scatter (p in ages) {
    String line = p.left + "=" + p.right
  }
  output { Array[String] lines = line }
}
