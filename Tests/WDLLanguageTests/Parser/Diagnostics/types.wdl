version 1.3

workflow w {
  Array[Int]?+ a = []
  Array[Int]++ b = []
  Int?? c = 1
  Map[String Int] d = {}
  Array[] e = []
}
