version 1.0

task t {
  command <<< echo 3 > n >>>
  output {
    Int twice = n * 2
    Int n = read_int("n")
    Array[Int] list = [n, twice]
  }
}

workflow w {
  call t
  output {
    Int sum = last + t.n
    Int last = t.list[1]
  }
}
