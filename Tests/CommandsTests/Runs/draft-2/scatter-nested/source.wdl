task add {
  Int a
  Int b
  command { echo $((${a} + ${b})) }
  output { Int sum = read_int(stdout()) }
}

workflow nested {
  scatter (i in [1, 2]) {
    scatter (j in [10, 20]) {
      call add { input: a = i, b = j }
    }
    Int tenfold = i * 10
  }
  output {
    Array[Array[Int]] sums = add.sum
    Array[Int] tens = tenfold
  }
}
