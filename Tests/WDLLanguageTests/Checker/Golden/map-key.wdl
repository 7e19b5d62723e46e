version 1.2

workflow w {
  Map[Array[Int], String] arrays = {[1]: "a"}
  Map[Int?, String] optional = {1: "a"}
  Map[String] one = {}
  Array[Int, Int] two = []
  String[Int] three = "x"
  String+ four = "x"
}
