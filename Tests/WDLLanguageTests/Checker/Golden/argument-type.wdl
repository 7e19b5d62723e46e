version 1.2

workflow w {
  input {
    String text
    Array[Array[String]] nested
    Pair[Int, Int] pair
  }
  Array[Int] numbers = range(["a"])
  Array[String] bad = prefix("-x ", nested)
  Int size = length(pair)
  Array[Pair[Int, String]] zipped = zip([1, 2], text)
}
