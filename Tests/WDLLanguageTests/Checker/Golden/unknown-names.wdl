version 1.1

import "lib/tools.wdl"

task t {
  input {
    Strin name
    Directory folder
  }
  command <<<
    echo ~{nmae} ~{length}
  >>>
  output {
    String out = lenght("x")
    Array[String] joined = join_paths("a", "b")
  }
}

workflow w {
  input {
    Reads good
  }
  call tools.count after tt {
    input:
      redas = good,
      reads = good,
      hidden = 3
  }
  Int lines = count.line
  call tt
  Int power = 2 ** 3
  meta {
    x: 1
  }
  parameter_meta {
    good: "is there"
    bad: "is not"
  }
}
