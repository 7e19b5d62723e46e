version 1.0

task echo {
  input { String word }
  command <<< echo ~{word} >>>
  output { String out = read_string(stdout()) }
}

workflow w {
  input {
    Int n = 2
    String? maybe
  }
  if (n > 1) {
    call echo as large { input: word = "large" }
    if (n > 5) { String inner = "huge" }
  }
  if (n <= 1) { call echo as small { input: word = "small" } }
  if (defined(maybe)) { call echo as never { input: word = select_first([maybe]) } }
  scatter (i in range(3)) {
    if (i != 1) { Int kept = i }
  }
  output {
    String size = select_first([large.out, small.out])
    String? huge = inner
    String? none = never.out
    Array[Int?] holes = kept
    Array[Int] filled = select_all(kept)
  }
}
