version 1.0

workflow w {
  input { Array[Int] list = [1, 2] }
  output { Int n = list[2] }
}
