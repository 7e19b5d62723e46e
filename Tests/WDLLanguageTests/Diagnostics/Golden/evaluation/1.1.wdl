version 1.1

workflow example {
  Int size = 1 / 0
  Int first = [1, 2][2]
  Int known = {"a": 1}["b"]
  Array[Int] lines = range(-1)
  Int number = select_first([None, None])
  Array[Pair[Int, Int]] pairs = zip([1], [1, 2])
}
