version 1.0

workflow w {
  output { Array[Pair[Int, Int]] z = zip([1, 2], [1]) }
}
