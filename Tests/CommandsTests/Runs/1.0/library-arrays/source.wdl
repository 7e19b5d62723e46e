version 1.0

workflow w {
  output {
    Array[Array[Int]] t = transpose([[0, 1, 2], [3, 4, 5]])
    Array[Pair[Int, String]] z = zip([1, 2], ["a", "b"])
    Array[Pair[Int, String]] x = cross([1, 2], ["a", "b"])
    Array[Int] f = flatten([[1], [], [2, 3]])
    Array[Pair[String, Int]] pairs = {"a": 1, "b": 2}
    Int n = length([])
  }
}
