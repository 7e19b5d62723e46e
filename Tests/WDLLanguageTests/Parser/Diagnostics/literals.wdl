version 1.3

workflow w {
  Map[String, Int] a = {"a" 1}
  Object b = object {"a": 1}
  S c = S {a = 1}
  Array[Int] d = [1; 2]
  Pair[Int, Int] e = (1, 2, 3)
}
