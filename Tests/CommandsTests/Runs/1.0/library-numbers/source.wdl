version 1.0

workflow w {
  output {
    Int f = floor(-1.5)
    Int c = ceil(-1.5)
    Int r = round(-1.5)
    Int r2 = round(0.5)
    Array[Int] none = range(0)
    Int l = length([1, 2, 3])
    Boolean d = defined(3)
    Array[Int] all = select_all([1, 2])
  }
}
