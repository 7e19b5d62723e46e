version 1.0

task square {
  input { Int n }
  command <<< echo $((~{n} * ~{n})) >>>
  output { Int out = read_int(stdout()) }
}

workflow w {
  input { Array[Int] ns = [3, 1, 2] }
  scatter (n in ns) {
    call square { input: n = n }
    Int plus = square.out + 1
  }
  scatter (pair in zip(ns, square.out)) {
    String line = "~{pair.left}^2=~{pair.right}"
  }
  scatter (i in range(2)) {
    scatter (j in range(i + 1)) {
      Int product = i * 10 + j
    }
  }
  output {
    Array[Int] squares = square.out
    Array[Int] more = plus
    Array[String] lines = line
    Array[Array[Int]] ragged = product
  }
}
