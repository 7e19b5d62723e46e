version 1.1

workflow example {
  Map[Array[Int], String] names = {[1]: "a"}
  Int size = length(as_pairs({[1]: "a"}))
}
