version 1.1

struct Reads {
  Int count
}

task count {
  command <<<>>>
  output {
    Int lines = 1
  }
  runtime {
    container: "debian:12"
  }
}
