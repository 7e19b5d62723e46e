version 1.3

workflow w {
  input {
    Boolean b
  }
  Array[Array[Int]] rows = select_first([[[1], ["x", true, [1]]]])
  Int length = length([1, [2]])
  Int chosen = length(if b then [1] else 2)
  if (b) {
    String bad = "a"
  } else {
    Int bad = 1
  }
}
