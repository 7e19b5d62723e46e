task count {
  Int n
  command { seq 1 ${n} }
  output {
    Array[Int] numbers = read_lines(stdout())
    Int last = numbers[n - 1]
  }
}

workflow omitted {
  call count { input: n = 3 }
  call count as more { input: n = 2 }
}
