version 1.0

task t {
  input { Int n }
  Int twice = n * 2
  String text = "n is ~{n} and " + more
  String more = "twice is ~{twice}"
  command <<< echo "~{text}" >>>
  output {
    String said = read_string(stdout())
    Int next = twice + 1
  }
}

workflow w {
  Int start = 4
  call t { input: n = start }
}
