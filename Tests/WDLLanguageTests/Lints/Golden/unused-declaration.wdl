version 1.1

task t {
  input {
    Int n
  }
  Int unused = n
  Int used = n + 1
  command <<<
    echo ~{used}
  >>>
  runtime {
    container: "debian:12"
  }
}

workflow w {
  Int unused = 1
  Int n = 2
  scatter (i in [1]) {
    Int inside = i
    if (i > 0) {
      Int deep = i
      Int shown = i
    }
  }
  call t { input: n }
  output {
    Array[Int?] all = shown
  }
}
