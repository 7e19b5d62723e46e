version 1.1

workflow w {
  Int n = 5
  Int digit = n[0]
  Map[String, Int] m = {"a": 1}
  Int v = m.a
  Int w1 = m[true]
  Array[Pair[Int, Int]] pairs = [(1, 2)]
  Int side = pairs.left
  Int third = pairs[0].third
}
