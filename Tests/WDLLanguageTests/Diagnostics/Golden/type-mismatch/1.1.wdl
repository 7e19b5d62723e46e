version 1.1

workflow example {
  Array[Int] sizes = ["a"]
}
