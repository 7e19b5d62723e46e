version 1.1

task t {
  input {
    Int n
  }
  Int a = b
  Int b = a + n
  command <<<>>>
  output {
    Int self = self + 1
    Int n_out = n
  }
}

workflow w {
  input {
    Array[Int] xs
  }
  scatter (x in sums) {
    call t {
      input: n = x
    }
  }
  Array[Int] sums = t.n_out
}
