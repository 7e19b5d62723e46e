import "lib/tools.wdl" as lib alias Sample as Other

struct Sample {
  String name
}

task count {
  input {
    File reads
  }
  command {
    wc -l ${reads}
  }
  output {
    Array[String] all = prefix("a", ["b"])
    Int most = max(1, 2)
  }
}

workflow example {
  Int? nothing = None
  call count after lib
}
